package dev.mensura.cli.classes;

import java.util.Arrays;
import java.util.List;

/// Finds what somebody may have meant.
public final class NearestName {
    private NearestName() {}

    /// Returns the first of the names that differ from `name` by the fewest letters.
    ///
    /// @param names at least one
    public static String of(String name, List<String> names) {
        String nearest = names.getFirst();
        for (String candidate : names) {
            if (distance(name, candidate) < distance(name, nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// Returns how many letters must be inserted, deleted or replaced, whatever their case (Levenshtein).
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                char x = Character.toLowerCase(a.charAt(i - 1));
                char y = Character.toLowerCase(b.charAt(j - 1));
                int replaced = diagonal + (x == y ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
