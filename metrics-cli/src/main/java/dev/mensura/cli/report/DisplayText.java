package dev.mensura.cli.report;

import org.jline.utils.WCWidth;

/// How text looks on a terminal with a fixed-width font.
public final class DisplayText {
    private DisplayText() {}

    /// Returns how many columns the text takes: 0 for a combining mark, 2 for an East Asian
    /// character, a fullwidth form or a pictograph, 1 for any other.
    public static int width(String text) {
        return text.codePoints().map(codePoint -> Math.max(0, WCWidth.wcwidth(codePoint))).sum();
    }

    /// Returns the text with `?` for every control character, line separator, and mark that turns the
    /// direction of text: one line, without effect on a terminal.
    public static String printable(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .forEach(codePoint -> line.appendCodePoint(isControl(codePoint) ? '?' : codePoint));
        return line.toString();
    }

    private static boolean isControl(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            default -> turnsDirection(codePoint);
        };
    }

    /// The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm.
    private static boolean turnsDirection(int codePoint) {
        return codePoint == 0x061C
                || (codePoint >= 0x200E && codePoint <= 0x200F)
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }
}
