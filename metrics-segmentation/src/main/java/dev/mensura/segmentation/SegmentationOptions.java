package dev.mensura.segmentation;

import dev.mensura.api.MetricOption;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.LabelRule;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The options that segmentation metrics share, by the names under which a catalog takes them.
final class SegmentationOptions {
    static final MetricOption<Integer> NUM_CLASSES =
            MetricOption.integer("numClasses", 1, LabelRule.MAX_CLASSES)
                    .summary("number of classes or labels; BINARY needs none");

    static final MetricOption<Task> TASK =
            MetricOption.choice("task", Task.class)
                    .summary("what a label stands for; MULTICLASS with numClasses, else BINARY");

    static final MetricOption<Profile> PROFILE =
            MetricOption.<Profile>of(
                            "profile",
                            "the name of a profile, for example MMSEG",
                            SegmentationOptions::toProfile)
                    .summary("read out as a tool does; other options prevail");

    static final MetricOption<Set<Long>> IGNORE_LABELS =
            MetricOption.integers("ignoreLabels")
                    .orElse(Set.of())
                    .summary("target labels that are left out, inside or outside the class range");

    static final MetricOption<Map<Long, Long>> LABEL_MAPPING =
            mapping("labelMapping").summary("stored labels that are read as others, all at once");

    static final MetricOption<Map<Long, Long>> TARGET_MAPPING =
            mapping("targetMapping")
                    .summary("the same for targets alone; predictions keep labelMapping");

    static final MetricOption<Boolean> REDUCE_ZERO_LABEL =
            MetricOption.flag("reduceZeroLabel")
                    .orElse(false)
                    .summary("target 0 is ignored and the others are read as one less");

    static final MetricOption<LabelPolicy> LABEL_POLICY =
            MetricOption.choice("labelPolicy", LabelPolicy.class)
                    .orElse(LabelPolicy.REJECT)
                    .summary("what becomes of labels outside the class range");

    static final MetricOption<Double> THRESHOLD =
            MetricOption.number("threshold", 0, 1)
                    .orElse(0.5)
                    .summary("what a score must pass to count as 1; not for MULTICLASS");

    static final MetricOption<ThresholdRule> THRESHOLD_RULE =
            MetricOption.choice("thresholdRule", ThresholdRule.class)
                    .orElse(ThresholdRule.GREATER)
                    .summary("how a score is compared with the threshold");

    static final MetricOption<Set<Long>> EXCLUDED_CLASSES =
            MetricOption.integers("excludedClasses")
                    .orElse(Set.of())
                    .summary("classes that leave the averages; their elements count for others");

    static final MetricOption<Boolean> INCLUDE_BACKGROUND =
            MetricOption.flag("includeBackground")
                    .orElse(true)
                    .summary("false takes class 0 out of the averages");

    static final MetricOption<Boolean> ABSENT_IN_MEAN =
            MetricOption.flag("absentInMean")
                    .summary(
                            "whether classes that occur nowhere enter the mean; unless given, not"
                                    + " in MULTICLASS");

    static final MetricOption<Boolean> UNTARGETED_IN_MEAN =
            MetricOption.flag("untargetedInMean")
                    .orElse(true)
                    .summary("whether classes that are predicted but in no target have a value");

    static final MetricOption<Average> AVERAGE =
            MetricOption.choice("average", Average.class)
                    .summary("how the classes become one number");

    static final MetricOption<Aggregation> AGGREGATION =
            MetricOption.choice("aggregation", Aggregation.class)
                    .orElse(Aggregation.DATASET)
                    .summary("in which order is divided and averaged");

    static final MetricOption<Double> ZERO_DIVISION =
            MetricOption.numberOrNaN("zeroDivision", 0, 1).summary("the value of 0/0");

    static final MetricOption<Double> ABSENT_VALUE =
            MetricOption.numberOrNaN("absentValue", 0, 1)
                    .orElse(Double.NaN)
                    .summary("the value of a class that occurs nowhere");

    static final MetricOption<List<Double>> CLASS_WEIGHTS =
            MetricOption.<List<Double>>of(
                            "classWeights",
                            "numbers joined by +, one per class, for example 1+0.5+2",
                            SegmentationOptions::toNumbers)
                    .orElse(List.of())
                    .summary("weights of the classes in the mean; equal unless given");

    private SegmentationOptions() {}

    private static MetricOption<Map<Long, Long>> mapping(String name) {
        return MetricOption.<Map<Long, Long>>of(
                        name,
                        "label=label pairs joined by +, for example 255=1",
                        SegmentationOptions::toMapping)
                .orElse(Map.of());
    }

    /// Returns class ids as `int`; those too large for it are in no class range either.
    static Set<Integer> toClasses(Set<Long> ids) {
        Set<Integer> classes = new TreeSet<>();
        for (long id : ids) {
            classes.add(Math.clamp(id, Integer.MIN_VALUE, Integer.MAX_VALUE));
        }
        return classes;
    }

    static double[] toArray(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Profile toProfile(Object given) {
        return given instanceof Profile profile ? profile : Profile.named(given.toString());
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

    private static Long toLong(@Nullable Object label) {
        return Long.valueOf(String.valueOf(label).strip());
    }

    private static List<Double> toNumbers(Object given) {
        List<Double> numbers = new ArrayList<>();
        if (given instanceof Collection<?> parts) {
            parts.forEach(part -> numbers.add(Double.valueOf(String.valueOf(part))));
        } else if (!given.toString().isBlank()) {
            for (String part : given.toString().split("\\+", -1)) {
                numbers.add(Double.valueOf(part.strip()));
            }
        }
        return List.copyOf(numbers);
    }
}
