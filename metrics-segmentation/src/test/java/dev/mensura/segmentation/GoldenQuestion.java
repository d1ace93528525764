package dev.mensura.segmentation;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.MetricResult;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.input.SegmentationSample;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One of the numbers, or vectors, that a golden case asks for, and the metric of ours that answers.
///
/// @param name where the peer's answer stands inside an expected field, words joined by dots; empty
///     where the field holds nothing else
/// @param metric our name of the metric
/// @param view what is read from it
/// @param said the options that the case names itself
/// @param conventions the options that its peer has without being told
record GoldenQuestion(
        String name,
        String metric,
        View view,
        Map<String, Object> said,
        Map<String, Object> conventions) {
    private static final MetricCatalog CATALOG = MetricCatalog.load();

    /// What is read from a metric.
    enum View {
        VALUE,
        PER_CLASS,
        /// The cells of a confusion matrix, `[plane][target][prediction]`, in order.
        CELLS,
        INTERSECTION,
        UNION,
        TARGET,
        PREDICTION;

        /// Returns whether these are counts, which no convention changes.
        boolean isCount() {
            return ordinal() >= INTERSECTION.ordinal();
        }
    }

    static GoldenQuestion of(String name, String metric, View view) {
        return new GoldenQuestion(name, metric, view, Map.of(), Map.of());
    }

    /// Returns this question with an option that the case names.
    GoldenQuestion with(String option, Object value) {
        return new GoldenQuestion(name, metric, view, plus(said, option, value), conventions);
    }

    /// Returns this question with an option that the peer has without being told: given to our
    /// metric where the peer's profile is not.
    GoldenQuestion byConvention(String option, Object value) {
        return new GoldenQuestion(name, metric, view, said, plus(conventions, option, value));
    }

    private static Map<String, Object> plus(
            Map<String, Object> options, String option, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return more;
    }

    /// Returns an option as text, `otherwise` if this question does not have it.
    String option(String option, Object otherwise) {
        Object unsaid = conventions.getOrDefault(option, otherwise);
        return said.getOrDefault(option, unsaid).toString();
    }

    /// Returns the metric with the options of the case and the conventions of the peer.
    MetricDefinition<SegmentationSample, ?, ? extends MetricResult> definition() {
        Map<String, Object> all = new LinkedHashMap<>(conventions);
        all.putAll(said);
        return create(all);
    }

    /// Returns the metric with the options of the case, read out as a profile says.
    MetricDefinition<SegmentationSample, ?, ? extends MetricResult> definition(Profile profile) {
        return create(plus(said, "profile", profile));
    }

    /// Creates the metric through the catalog. One that has a single task has no option for it.
    private MetricDefinition<SegmentationSample, ?, ? extends MetricResult> create(
            Map<String, Object> given) {
        MetricProvider provider = CATALOG.provider(metric);
        Set<String> known =
                provider.options().options().stream()
                        .map(MetricOption::name)
                        .collect(Collectors.toSet());
        MetricOptions options = MetricOptions.none();
        for (Map.Entry<String, Object> option : given.entrySet()) {
            if (!option.getKey().equals("task") || known.contains("task")) {
                options = options.with(option.getKey(), option.getValue());
            }
        }
        return CATALOG.create(metric, SegmentationSample.class, MetricResult.class, options);
    }

    /// Returns what a result, or the state behind it, says.
    double[] read(MetricResult result, Object state) {
        return switch (view) {
            case VALUE -> new double[] {result.value()};
            case PER_CLASS -> result.perClass().toArray();
            case CELLS -> cells((NormalizedConfusionMatrix.Result) result);
            case INTERSECTION -> perClass((ClassCounts) state, ClassCounts::intersection);
            case UNION -> perClass((ClassCounts) state, ClassCounts::union);
            case TARGET -> perClass((ClassCounts) state, ClassCounts::target);
            case PREDICTION -> perClass((ClassCounts) state, ClassCounts::prediction);
        };
    }

    private static double[] cells(NormalizedConfusionMatrix.Result result) {
        int size = result.size();
        double[] cells = new double[result.planes() * size * size];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = result.get(i / size / size, i / size % size, i % size);
        }
        return cells;
    }

    private static double[] perClass(ClassCounts counts, CountOfClass count) {
        return IntStream.range(0, counts.numClasses())
                .mapToDouble(index -> count.of(counts, index))
                .toArray();
    }

    private interface CountOfClass {
        long of(ClassCounts counts, int index);
    }
}
