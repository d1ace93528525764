package dev.mensura.segmentation;

import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelRule;
import dev.mensura.core.Task;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The options that segmentation metrics share, by the names under which a catalog takes them.
final class SegmentationOptions {
    static final MetricOption<Integer> NUM_CLASSES =
            MetricOption.integer("numClasses", 1, LabelRule.MAX_CLASSES)
                    .summary("number of classes or labels; BINARY needs none");

    static final MetricOption<Task> TASK =
            MetricOption.choice("task", Task.class)
                    .summary("what a label stands for; MULTICLASS with numClasses, else BINARY");

    static final MetricOption<Set<Long>> IGNORE_LABELS =
            MetricOption.integers("ignoreLabels")
                    .orElse(Set.of())
                    .summary("target labels that are left out, inside or outside the class range");

    static final MetricOption<Map<Long, Long>> LABEL_MAPPING =
            MetricOption.<Map<Long, Long>>of(
                            "labelMapping",
                            "label=label pairs joined by +, for example 255=1",
                            SegmentationOptions::toMapping)
                    .orElse(Map.of())
                    .summary("stored labels that are read as others, all at once");

    static final MetricOption<Set<Long>> EXCLUDED_CLASSES =
            MetricOption.integers("excludedClasses")
                    .orElse(Set.of())
                    .summary("classes that leave the averages; their elements count for others");

    static final MetricOption<Boolean> INCLUDE_BACKGROUND =
            MetricOption.flag("includeBackground")
                    .orElse(true)
                    .summary("false takes class 0 out of the averages");

    static final MetricOption<Double> THRESHOLD =
            MetricOption.number("threshold", 0, 1)
                    .orElse(0.5)
                    .summary("a score strictly greater counts as 1");

    private SegmentationOptions() {}

    /// Returns the task: the one given, else MULTICLASS if there is a number of classes, else BINARY.
    ///
    /// @throws MetricOptionException if the background of a task without one is to be left out
    static Task task(MetricOptions options) {
        Task implied = options.find(NUM_CLASSES).isPresent() ? Task.MULTICLASS : Task.BINARY;
        Task task = options.find(TASK).orElse(implied);
        if (task != Task.MULTICLASS && !options.get(INCLUDE_BACKGROUND)) {
            throw new MetricOptionException(
                    INCLUDE_BACKGROUND.name(), "true for task " + task, "false");
        }
        return task;
    }

    /// Sets the options that every overlap metric has and returns the builder.
    ///
    /// @throws MetricOptionException if an excluded class is outside `[0, numClasses)`
    static <B extends OverlapBuilder<B>> B configure(
            B builder, MetricOptions options, int numClasses) {
        Set<Long> excluded = options.get(EXCLUDED_CLASSES);
        for (long index : excluded) {
            if (index < 0 || index >= numClasses) {
                throw new MetricOptionException(
                        EXCLUDED_CLASSES.name(),
                        "classes from 0 to " + (numClasses - 1),
                        excluded.toString());
            }
        }
        return builder.ignoreLabels(options.get(IGNORE_LABELS))
                .labelMapping(options.get(LABEL_MAPPING))
                .excludedClasses(excluded.stream().mapToInt(Long::intValue).toArray())
                .includeBackground(options.get(INCLUDE_BACKGROUND));
    }

    private static @Nullable Map<Long, Long> toMapping(Object given) {
        Map<Long, Long> mapping = new TreeMap<>();
        if (given instanceof Map<?, ?> pairs) {
            pairs.forEach((from, to) -> mapping.put(toLong(from), toLong(to)));
        } else if (!given.toString().isBlank()) {
            for (String pair : given.toString().split("\\+", -1)) {
                String[] sides = pair.split("=", -1);
                if (sides.length != 2 || mapping.put(toLong(sides[0]), toLong(sides[1])) != null) {
                    return null;
                }
            }
        }
        return Collections.unmodifiableMap(mapping);
    }

    private static Long toLong(Object label) {
        return Long.valueOf(label.toString().strip());
    }
}
