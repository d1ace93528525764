package dev.mensura.cli;

import dev.mensura.core.LabelPolicy;
import dev.mensura.core.LabelRule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The options that say which labels count.
final class LabelOptions {
    private static final CommandOption IGNORE =
            CommandOption.valued(
                    "ignore",
                    "LABEL",
                    "Leave out pixels whose target has this label, inside or outside the class"
                            + " range, besides those of the classes file. Repeatable.");

    private static final CommandOption MAP =
            CommandOption.valued(
                    "map",
                    "FROM=TO",
                    "Read stored label FROM as TO, in predictions and targets, before anything"
                            + " else. Repeatable; all mappings apply at once.");

    private static final CommandOption REDUCE_ZERO_LABEL =
            CommandOption.flag(
                    "reduce-zero-label",
                    "Targets are numbered from 1: target 0 is ignored and the others are read as"
                            + " one less. Predictions stay as they are.");

    private static final CommandOption LABEL_POLICY =
            CommandOption.valued(
                    "label-policy",
                    "POLICY",
                    "What becomes of a label outside the class range: reject (the default) ends"
                        + " with an error, ignore-pixel leaves the pixel out, count-as-error takes"
                        + " it for wrong.");

    static final List<CommandOption> OPTIONS =
            List.of(IGNORE, MAP, REDUCE_ZERO_LABEL, LABEL_POLICY);

    private final List<Long> ignoreLabels;
    private final List<LabelMapping> mappings;
    private final boolean reduceZeroLabel;
    private final LabelPolicy labelPolicy;

    LabelOptions(Arguments given) {
        ignoreLabels = given.integers(IGNORE);
        mappings =
                given.texts(MAP).stream()
                        .map(text ->
                                LabelMapping.of(text)
                                        .orElseThrow(() ->
                                                Arguments.wrong(MAP, text, "FROM=TO, as in 255=1")))
                        .toList();
        reduceZeroLabel = given.has(REDUCE_ZERO_LABEL);
        labelPolicy = given.choice(LABEL_POLICY, LabelPolicy.class).orElse(LabelPolicy.REJECT);
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
