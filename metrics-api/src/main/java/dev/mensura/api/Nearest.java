package dev.mensura.api;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Helps with misspelt names: lists the known ones, the nearest first.
final class Nearest {
    private Nearest() {}

    /// Returns `NEAREST? Known: A, B, C`, or `none: there are no names` when nothing is known.
    static String among(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .map(nearest -> nearest + "? Known: " + String.join(", ", known))
                .orElse("none: there are no names");
    }

    /// Edit distance (Levenshtein 1966) between the lower-case forms.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[b.length()];
    }
}
