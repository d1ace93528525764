package dev.mensura.segmentation;

import static dev.mensura.segmentation.Results.create;
import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.OverlapState;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What holds for every metric whose classes can be averaged in any way; the numbers of each are in
/// the tests that extend this.
abstract class AveragedTest {
    private final String name;
    private final List<String> aliases;

    AveragedTest(String name, String... aliases) {
        this.name = name;
        this.aliases = List.of(aliases);
    }

    /// Returns a new builder of the metric under test.
    abstract AveragedBuilder<?> builder(Task task, int numClasses);

    private MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> with(
            Task task, Average average, double zeroDivision) {
        return builder(task, task == Task.BINARY ? 1 : 2)
                .average(average)
                .zeroDivision(zeroDivision)
                .ignoreLabels(9)
                .build();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1, Double.NaN})
    void whereNothingIsCountedZeroDivisionIsTheValueOfAllButMeansOverClasses(double zeroDivision) {
        for (Average average : Average.values()) {
            double classes = average == Average.MICRO ? zeroDivision : Double.NaN;
            double labels = average == Average.WEIGHTED ? Double.NaN : zeroDivision;
            assertNothingCounted(
                    with(Task.BINARY, average, zeroDivision), 1, zeroDivision, zeroDivision);
            assertNothingCounted(
                    with(Task.MULTICLASS, average, zeroDivision), 2, zeroDivision, classes);
            assertNothingCounted(
                    with(Task.MULTILABEL, average, zeroDivision), 2, zeroDivision, labels);
        }
    }

    /// Before any sample, after one without elements, and after one that is ignored as a whole.
    private void assertNothingCounted(
            MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> definition,
            int classes,
            double zeroDivision,
            double value) {
        boolean masks = definition.fingerprint().contains("task=MULTILABEL");
        SegmentationSample empty =
                masks ? masks(new String[] {"", ""}, new String[] {"", ""}) : labels("", "");
        SegmentationSample ignored =
                masks
                        ? masks(new String[] {"01", "17"}, new String[] {"99", "99"})
                        : labels("01", "99");
        double[] perClass = new double[classes];
        Arrays.fill(perClass, zeroDivision);
        Metric<SegmentationSample, SegmentationResult> metric = definition.newMetric();
        for (SegmentationResult result :
                List.of(
                        metric.compute(),
                        metric.forward(empty),
                        metric.forward(ignored),
                        metric.compute())) {
            assertThat(result.value()).as("%s", definition).isEqualTo(Double.valueOf(value));
            assertThat(result.perClass().toArray()).as("%s", definition).containsExactly(perClass);
            assertThat(result.evidence().elements()).isZero();
            assertThat(result.evidence().emptySamples()).isEqualTo(result.evidence().samples());
        }
        assertThat(metric.samples()).isEqualTo(2);
    }

    @Test
    void perfectPredictionsScoreOne() {
        List<SegmentationSample> perfect = List.of(labels("0110", "0110"), labels("10", "10"));
        for (Average average : Average.values()) {
            for (Aggregation aggregation : aggregations(average)) {
                AveragedBuilder<?> binary = builder(Task.BINARY, 1);
                AveragedBuilder<?> classes = builder(Task.MULTICLASS, 2);
                AveragedBuilder<?> labels = builder(Task.MULTILABEL, 2);
                assertOne(binary.average(average).aggregation(aggregation).build(), perfect);
                assertOne(classes.average(average).aggregation(aggregation).build(), perfect);
                assertOne(
                        labels.average(average).aggregation(aggregation).build(),
                        List.of(masks(new String[] {"01", "10"}, new String[] {"01", "10"})));
            }
        }
    }

    private static void assertOne(
            MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> metric,
            List<SegmentationSample> samples) {
        SegmentationResult result = Results.of(metric, samples);
        assertThat(result.value()).as("%s", metric).isEqualTo(1);
        assertThat(result.perClass().toArray()).as("%s", metric).containsOnly(1);
    }

    private static List<Aggregation> aggregations(Average average) {
        return average == Average.MICRO || average == Average.WEIGHTED
                ? List.of(Aggregation.DATASET, Aggregation.PER_IMAGE_THEN_MEAN)
                : List.of(Aggregation.values());
    }

    @Test
    void everyOptionMakesAnotherDefinition() {
        List<MetricDefinition<SegmentationSample, OverlapState, SegmentationResult>> definitions =
                new ArrayList<>();
        definitions.add(builder(Task.BINARY, 1).build());
        definitions.add(builder(Task.BINARY, 1).threshold(0.3).build());
        definitions.add(
                builder(Task.BINARY, 1).thresholdRule(ThresholdRule.GREATER_OR_EQUAL).build());
        definitions.add(builder(Task.MULTILABEL, 3).build());
        definitions.add(builder(Task.MULTICLASS, 3).build());
        definitions.add(builder(Task.MULTICLASS, 4).build());
        definitions.add(builder(Task.MULTICLASS, 3).ignoreLabels(255).build());
        definitions.add(builder(Task.MULTICLASS, 3).mapLabel(255, 0).build());
        definitions.add(
                builder(Task.MULTICLASS, 3).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build());
        definitions.add(builder(Task.MULTICLASS, 3).includeBackground(false).build());
        definitions.add(builder(Task.MULTICLASS, 3).absentInMean(true).build());
        definitions.add(builder(Task.MULTICLASS, 3).untargetedInMean(false).build());
        definitions.add(
                builder(Task.MULTICLASS, 3).average(Average.NONE).classWeights(1, 2, 3).build());
        definitions.add(builder(Task.MULTICLASS, 3).zeroDivision(0.5).build());
        for (Average average : Average.values()) {
            for (Aggregation aggregation : aggregations(average)) {
                definitions.add(
                        builder(Task.MULTICLASS, 5)
                                .average(average)
                                .aggregation(aggregation)
                                .build());
            }
        }
        Definitions.assertDifferent(definitions);
    }

    @Test
    void isFoundByNameAndAlias() {
        MetricOptions options =
                MetricOptions.none()
                        .with("numClasses", 3)
                        .with("average", "weighted")
                        .with("aggregation", "PER_IMAGE_THEN_MEAN")
                        .with("zeroDivision", 0.25)
                        .with("ignoreLabels", "255");
        MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> built =
                builder(Task.MULTICLASS, 3)
                        .average(Average.WEIGHTED)
                        .aggregation(Aggregation.PER_IMAGE_THEN_MEAN)
                        .zeroDivision(0.25)
                        .ignoreLabels(255)
                        .build();
        assertThat(create(name, options)).isEqualTo(built).hasSameHashCodeAs(built);
        for (String alias : aliases) {
            assertThat(create(alias, options)).isEqualTo(built);
        }
        assertThat(MetricCatalog.load().names())
                .contains(name)
                .doesNotContainAnyElementsOf(aliases);
        assertThat(MetricCatalog.load().provider(name).aliases()).isEqualTo(aliases);
        assertThat(create(name, MetricOptions.none())).isEqualTo(builder(Task.BINARY, 1).build());
        assertThat(
                        create(
                                name,
                                MetricOptions.none()
                                        .with("task", "MULTILABEL")
                                        .with("numClasses", 2)))
                .isEqualTo(builder(Task.MULTILABEL, 2).build());
    }

    @Test
    void refusesOptionsThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Task.MULTICLASS, 0))
                .withMessage("numClasses is 0, expected 1 to 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Task.BINARY, 1).zeroDivision(1.5))
                .withMessage("zeroDivision is 1.5, expected a number from 0 to 1, or NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder(Task.BINARY, 1).threshold(-0.5))
                .withMessage("threshold is -0.5, expected a number from 0 to 1");
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> builder(Task.MULTICLASS, 3).excludedClasses(3).build())
                .withMessage("option excludedClasses is [3], expected classes from 0 to 2");
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() ->
                        builder(Task.MULTICLASS, 3)
                                .average(Average.WEIGHTED)
                                .aggregation(Aggregation.POOLED)
                                .build())
                .withMessage(
                        "option average is WEIGHTED, expected NONE or MACRO for aggregation"
                                + " POOLED");
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> builder(Task.BINARY, 1).includeBackground(false).build())
                .withMessage("option includeBackground is false, expected true for task BINARY");
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create(name, MetricOptions.none().with("average", "median")))
                .withMessage(
                        "option average is \"median\", expected one of NONE, MACRO, MICRO,"
                                + " WEIGHTED");
    }
}
