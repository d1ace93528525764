package dev.mensura.cli;

import dev.mensura.core.LabelPolicy;
import dev.mensura.core.LabelRule;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The options that say which labels count.
final class LabelOptions {
    @Option(
            names = "--ignore",
            paramLabel = "LABEL",
            description =
                    "Leave out pixels whose target has this label, inside or outside the class"
                            + " range, besides those of the classes file. Repeatable.")
    private List<Long> ignoreLabels = List.of();

    @Option(
            names = "--map",
            paramLabel = "FROM=TO",
            converter = LabelMapping.Converter.class,
            description =
                    "Read stored label FROM as TO, in predictions and targets, before anything"
                            + " else. Repeatable; all mappings apply at once.")
    private List<LabelMapping> mappings = List.of();

    @Option(
            names = "--reduce-zero-label",
            description =
                    "Targets are numbered from 1: target 0 is ignored and the others are read as"
                            + " one less. Predictions stay as they are.")
    private boolean reduceZeroLabel;

    @Option(
            names = "--label-policy",
            paramLabel = "POLICY",
            converter = PolicyConverter.class,
            description =
                    "What becomes of a label outside the class range: reject (the default) ends"
                        + " with an error, ignore-pixel leaves the pixel out, count-as-error takes"
                        + " it for wrong.")
    private LabelPolicy labelPolicy = LabelPolicy.REJECT;

    /// Reads `count-as-error`, or `COUNT_AS_ERROR` as an option of a metric has it.
    static final class PolicyConverter implements ITypeConverter<LabelPolicy> {
        @Override
        public LabelPolicy convert(String text) {
            String wanted = text.toLowerCase(Locale.ROOT).replace('_', '-');
            return Arrays.stream(LabelPolicy.values())
                    .filter(each -> text(each).equals(wanted))
                    .findFirst()
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "\"" + text + "\", expected one of " + all()));
        }

        private static String all() {
            return Arrays.stream(LabelPolicy.values())
                    .map(LabelOptions::text)
                    .collect(Collectors.joining(", "));
        }
    }

    private static String text(LabelPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Returns which labels count.
    ///
    /// @throws UsageException if an option does not fit another or the classes
    LabelRule rule(ClassSource.Classes classes) {
        LabelRule.Builder rule =
                LabelRule.multiclass(classes.names().size())
                        .ignoreLabels(ignored(classes))
                        .mapLabels(mapping())
                        .labelPolicy(labelPolicy);
        try {
            return (reduceZeroLabel ? rule.reduceZeroLabel() : rule).build();
        } catch (IllegalArgumentException tooManyClasses) {
            throw new UsageException(
                    "--reduce-zero-label: " + tooManyClasses.getMessage(), tooManyClasses);
        }
    }

    /// Returns what of it differs from the default as options of a metric, and the number of classes.
    Map<String, Object> asMetricOptions(ClassSource.Classes classes) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("numClasses", classes.names().size());
        options.put("ignoreLabels", ignored(classes));
        options.put("labelMapping", mapping());
        if (labelPolicy != LabelPolicy.REJECT) {
            options.put("labelPolicy", labelPolicy);
        }
        if (reduceZeroLabel) {
            options.put("reduceZeroLabel", true);
        }
        return options;
    }

    private Set<Long> ignored(ClassSource.Classes classes) {
        Set<Long> ignored = new TreeSet<>(classes.ignoreLabels());
        ignored.addAll(ignoreLabels);
        return ignored;
    }

    private Map<Long, Long> mapping() {
        Map<Long, Long> mapping = new LinkedHashMap<>();
        for (LabelMapping each : mappings) {
            if (mapping.putIfAbsent(each.from(), each.to()) != null) {
                throw new UsageException(
                        "--map has label " + each.from() + " twice, expected it once");
            }
        }
        return mapping;
    }
}
