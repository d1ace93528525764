package dev.mensura.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One stored label that is read as another: `255=1`.
///
/// @param from the stored label
/// @param to the label it is read as
record LabelMapping(long from, long to) {
    private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,18})=([+-]?\\d{1,18})");

    /// Returns what the text `FROM=TO` says, nothing if it has another form.
    static Optional<LabelMapping> of(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new LabelMapping(
                                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }
}
