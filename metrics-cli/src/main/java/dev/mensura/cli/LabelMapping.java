package dev.mensura.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One stored label that is read as another: `255=1`.
///
/// @param from the stored label
/// @param to the label it is read as
record LabelMapping(long from, long to) {

    /// Reads the text `FROM=TO`.
    static final class Converter implements ITypeConverter<LabelMapping> {
        private static final Pattern FORM = Pattern.compile("([+-]?\\d{1,18})=([+-]?\\d{1,18})");

        @Override
        public LabelMapping convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException(
                        "\"" + text + "\", expected FROM=TO, as in 255=1");
            }
            return new LabelMapping(
                    Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
    }
}
