package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricResult;
import dev.mensura.api.SampleRejectedException;
import dev.mensura.core.LabelRejectedException;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.GoldenQuestion.View;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Gives our metrics the golden cases whose inputs or parameters are wrong, odd or empty.
final class GoldenHostile {
    /// Our names of the parameters, and a metric that has them.
    private static final Map<String, List<String>> PARAMETERS =
            Map.of(
                    "numClasses", List.of("jaccard_index", "numClasses"),
                    "threshold", List.of("jaccard_index", "threshold"),
                    "average", List.of("jaccard_index", "average"),
                    "zeroDivision", List.of("jaccard_index", "zeroDivision"),
                    "normalize", List.of("confusion_matrix", "normalize"),
                    "beta", List.of("f_beta", "beta"),
                    "weightType", List.of("generalized_dice", "weights"));

    private final GoldenCase golden;

    private GoldenHostile(GoldenCase golden) {
        this.golden = golden;
    }

    /// Returns what happens otherwise than the case says, nothing if all is well.
    static List<String> failures(GoldenCase golden) {
        List<String> failures = new ArrayList<>();
        try {
            new GoldenHostile(golden).check();
        } catch (AssertionError | RuntimeException broken) {
            failures.add(golden.id() + " " + broken);
        }
        return failures;
    }

    private void check() {
        switch (golden.hostileClass()) {
            case "error: label out of range" -> questions().forEach(this::assertLabelRejected);
            case "error: not a number" ->
                    questions()
                            .forEach(question ->
                                    assertThat(rejection(question)).hasMessageContaining("NaN"));
            case "error: shape mismatch" -> questions().forEach(this::assertShapeRejected);
            case "error: invalid parameter" ->
                    assertThatThrownBy(this::construct).isInstanceOf(MetricOptionException.class);
            case "error: incompatible state" -> assertMergeRefused();
            case "empty input", "all ignored" -> assertNothingCounted();
            case "value" -> assertValue();
            default -> throw new AssertionError("unknown class " + golden.hostileClass());
        }
    }

    /// Returns the metrics that take the input of the case.
    private List<GoldenQuestion> questions() {
        String ours =
                switch (golden.metric()) {
                    case "jaccard" -> "jaccard_index";
                    default -> golden.metric();
                };
        return ours.equals("mean_iou")
                ? List.of(question(ours), question("dice"))
                : List.of(question(ours));
    }

    private GoldenQuestion question(String metric) {
        return GoldenDefinitions.question(golden, "", metric, View.VALUE);
    }

    private List<SegmentationSample> samples() {
        List<SegmentationSample> samples = new ArrayList<>();
        for (int batch = 0; batch < golden.input().batches(); batch++) {
            samples.addAll(golden.input().samples(batch));
        }
        return samples;
    }

    private void assertLabelRejected(GoldenQuestion question) {
        assertThat(rejection(question)).hasMessageContaining("expected");
    }

    /// Returns why the samples are rejected, after which a metric must be as new.
    private LabelRejectedException rejection(GoldenQuestion question) {
        Metric<SegmentationSample, ? extends MetricResult> metric =
                question.definition().newMetric();
        byte[] fresh = metric.save();
        SampleRejectedException rejected =
                catchThrowableOfType(
                        SampleRejectedException.class, () -> metric.updateAll(samples()));
        assertThat(rejected).as("%s", question.metric()).isNotNull();
        assertThat(metric.save()).as("state of %s", question.metric()).isEqualTo(fresh);
        assertThat(rejected.getCause()).isInstanceOf(LabelRejectedException.class);
        return (LabelRejectedException) rejected.getCause();
    }

    /// Pairs of other shapes cannot be made; scores for too many classes can, for any metric.
    private void assertShapeRejected(GoldenQuestion question) {
        assertThatThrownBy(() -> question.definition().newMetric().updateAll(samples()))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(LabelRejectedException.class)
                .hasMessageMatching(".*\\d.*, (target has|targets has|expected) .*\\d.*");
    }

    /// Creates the metric with the parameters of the case.
    private MetricDefinition<SegmentationSample, ?, ?> construct() {
        String param = golden.paramNames().iterator().next();
        List<String> ours = PARAMETERS.get(param);
        boolean binary = param.equals("threshold");
        GoldenQuestion question = GoldenQuestion.of("", ours.get(0), View.VALUE);
        if (!binary && !param.equals("numClasses")) {
            question = question.with("numClasses", 3);
        }
        return question.with(ours.get(1), text(golden.param(param))).definition();
    }

    private static String text(JsonNode param) {
        return param.isString() ? param.asString() : param.toString();
    }

    private void assertMergeRefused() {
        List<GoldenQuestion> two = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            JsonNode classes = golden.param("numClasses").path(i);
            JsonNode ignored = golden.param("ignoreIndex").path(i);
            GoldenQuestion question =
                    GoldenQuestion.of("", "jaccard_index", View.VALUE)
                            .with("numClasses", classes.asInt(3));
            two.add(ignored.isNumber() ? question.with("ignoreLabels", text(ignored)) : question);
        }
        assertMergeRefused(two.get(0), two.get(1));
        assertMergeRefused(two.get(1), two.get(0));
    }

    private void assertMergeRefused(GoldenQuestion one, GoldenQuestion other) {
        Metric<SegmentationSample, MetricResult> metric = metric(one);
        Metric<SegmentationSample, MetricResult> stranger = metric(other);
        metric.updateAll(samples());
        stranger.updateAll(samples());
        byte[] before = metric.save();
        assertThatThrownBy(() -> metric.merge(stranger))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(metric.definition().fingerprint())
                .hasMessageContaining(stranger.definition().fingerprint());
        assertThat(metric.save()).isEqualTo(before);
    }

    private static Metric<SegmentationSample, MetricResult> metric(GoldenQuestion question) {
        @SuppressWarnings("unchecked") // a result is only read here
        MetricDefinition<SegmentationSample, ?, MetricResult> definition =
                (MetricDefinition<SegmentationSample, ?, MetricResult>) question.definition();
        return definition.newMetric();
    }

    /// Nothing counted is `NaN` on average, and what 0/0 is per class and in total.
    private void assertNothingCounted() {
        GoldenQuestion jaccard = question("jaccard_index");
        for (double zeroDivision : new double[] {0, 1, Double.NaN}) {
            GoldenQuestion question = jaccard.with("zeroDivision", zeroDivision);
            for (Average average : Average.values()) {
                MetricResult result = fed(question.with("average", average)).compute();
                double expected = average == Average.MICRO ? zeroDivision : Double.NaN;
                assertThat(new double[] {result.value()}).as("%s", average).containsOnly(expected);
                assertThat(result.perClass().toArray()).containsOnly(zeroDivision);
                assertThat(result.evidence().elements()).isZero();
            }
        }
        assertThat(fed(question("mean_iou")).compute().value()).isNaN();
    }

    private Metric<SegmentationSample, ? extends MetricResult> fed(GoldenQuestion question) {
        Metric<SegmentationSample, ? extends MetricResult> metric =
                question.definition().newMetric();
        metric.updateAll(samples());
        return metric;
    }

    private void assertValue() {
        if (golden.metric().equals("constructor")) {
            assertThat(construct()).isNotNull();
            return;
        }
        int index = 0;
        for (GoldenQuestion question : valueQuestions()) {
            double[] expected = golden.numbers(golden.hostileValue(index++));
            MetricResult result = fed(question).compute();
            double[] actual = question.read(result, result);
            assertThat(golden.matches(expected, actual))
                    .as("%s of %s, expected %s", actual, question, expected)
                    .isTrue();
        }
    }

    /// Returns the metrics of which the case gives a value, one per peer where it gives none itself.
    private List<GoldenQuestion> valueQuestions() {
        if (golden.metric().equals("mean_iou")) {
            return Stream.of(question("mean_iou"), question("dice"))
                    .map(question -> question.with("profile", Profile.TORCHMETRICS))
                    .toList();
        }
        boolean perClass = golden.hostileValue(0).isArray();
        GoldenQuestion jaccard =
                GoldenDefinitions.question(
                        golden, "", "jaccard_index", perClass ? View.PER_CLASS : View.VALUE);
        return List.of(jaccard.with("average", perClass ? "NONE" : "MICRO"));
    }
}
