package dev.mensura.api;

/// Writes names that somebody chose into a fingerprint.
final class Name {
    private Name() {}

    /// Returns the name as it is where it is plain, else in quotes with escapes, so that no two texts
    /// with different names are the same, also as UTF-8.
    static String quoted(String name) {
        if (name.matches("[\\w.:-]+")) {
            return name;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char each = name.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (Character.isSurrogate(each) || Character.isISOControl(each)) {
                quoted.append("\\u%04x".formatted((int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }
}
