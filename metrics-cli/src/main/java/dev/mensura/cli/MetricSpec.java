package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.api.OptionSchema;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// A metric as it is written on the command line: `[ALIAS=]NAME[:OPTION=VALUE,...]`.
///
/// ```text
/// mean_iou
/// foreground=jaccard_index:average=MICRO,excludedClasses=0+1
/// merged=iou:labelMapping=2=1+3=1
/// ```
///
/// The options end at the next `,`; an option's name ends at its first `=`.
///
/// @param alias what to call it in the report, the name unless given
/// @param name a name or alias of the catalog
/// @param options texts by option name, in the order given
record MetricSpec(String alias, String name, Map<String, String> options) {
    private static final String FORM = "[ALIAS=]NAME[:OPTION=VALUE,...]";

    /// Options that say something of classes, where the other tasks have labels of 0 and 1.
    private static final Set<String> OF_MULTICLASS =
            Set.of("excludedClasses", "labelPolicy", "reduceZeroLabel");

    /// Returns the parts of `text`.
    ///
    /// @throws UsageException if it is not of that form, or has an option twice
    static MetricSpec parse(String text) {
        int colon = text.indexOf(':');
        String head = colon < 0 ? text : text.substring(0, colon);
        int equals = head.indexOf('=');
        String name = head.substring(equals + 1);
        String alias = equals < 0 ? name : head.substring(0, equals);
        if (alias.isBlank() || name.isBlank()) {
            throw new UsageException("--metric is \"" + text + "\", expected " + FORM);
        }
        return new MetricSpec(
                alias, name, colon < 0 ? Map.of() : options(text, text.substring(colon + 1)));
    }

    private static Map<String, String> options(String text, String list) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : list.split(",", -1)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new UsageException(
                        "--metric " + text + " has option \"" + option + "\", expected " + FORM);
            }
            String name = option.substring(0, equals);
            if (options.put(name, option.substring(equals + 1)) != null) {
                throw new UsageException(
                        "--metric " + text + " has option " + name + " twice, expected it once");
            }
        }
        return options;
    }

    /// Returns the metric.
    ///
    /// @param defaults options by name for the classes of a report, each for metrics that have it, are
    ///     not given it here, and whose given task it fits
    /// @throws UsageException if the metric or an option is unknown, missing or does not fit
    MetricDefinition<SegmentationSample, ?, MetricResult> define(
            MetricCatalog catalog, Map<String, Object> defaults) {
        try {
            MetricOptions all = known(catalog.provider(name).options(), ofTask(defaults));
            for (Map.Entry<String, String> given : options.entrySet()) {
                all = all.with(given.getKey(), given.getValue());
            }
            return catalog.create(name, SegmentationSample.class, MetricResult.class, all);
        } catch (IllegalArgumentException wrong) {
            String failed =
                    catalog.problems().isEmpty()
                            ? ""
                            : "; not loaded: " + String.join("; ", catalog.problems());
            throw new UsageException(
                    "--metric " + name + ": " + wrong.getMessage() + failed, wrong);
        }
    }

    /// Returns the `defaults` without those that hold for the classes of a report but not for the task
    /// that was given: class 0 of BINARY, for example, is the foreground.
    private Map<String, Object> ofTask(Map<String, Object> defaults) {
        String task = options.getOrDefault("task", "").strip().toUpperCase(Locale.ROOT);
        Map<String, Object> fitting = new LinkedHashMap<>(defaults);
        if (task.equals(Task.BINARY.name())) {
            fitting.keySet().removeAll(OF_MULTICLASS);
            fitting.remove("numClasses");
        } else if (task.equals(Task.MULTILABEL.name())) {
            fitting.keySet().removeAll(OF_MULTICLASS);
        }
        return fitting;
    }

    /// Returns those of the `defaults` that a metric has an option for.
    static MetricOptions known(OptionSchema schema, Map<String, Object> defaults) {
        MetricOptions known = MetricOptions.none();
        for (MetricOption<?> option : schema.options()) {
            Object value = defaults.get(option.name());
            if (value != null) {
                known = known.with(option.name(), value);
            }
        }
        return known;
    }
}
