package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResults;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Metrics of overlap follow from the confusion matrix that the others need, so that all are
/// counted in one pass.
final class SharedPassTest {
    private static final long SEED = Long.getLong("mensura.seed", 1);
    private static final int ORDERS = 30;

    private static final List<SegmentationSample> SAMPLES =
            List.of(
                    labels("0111", "0011"),
                    labels("0001", "0000"),
                    labels("21020", "91271"),
                    labels("", ""),
                    labels("12", "99"),
                    labels("7", "0"));

    private static List<MetricDefinition<SegmentationSample, ?, ?>> oneTally() {
        return List.of(
                rule(MeanIoU.builder(3)).build(),
                rule(JaccardIndex.multiclass(3)).average(Average.MICRO).build(),
                rule(JaccardIndex.multiclass(3)).average(Average.WEIGHTED).build(),
                rule(CohenKappa.multiclass(3)).build(),
                rule(MatthewsCorrelation.multiclass(3)).build(),
                rule(RandIndex.multiclass(3)).build(),
                rule(AdjustedRandIndex.multiclass(3)).build(),
                rule(NormalizedConfusionMatrix.multiclass(3)).build(),
                rule(CategoryIoU.builder(3).category("a", 0, 1).category("b", 2)).build());
    }

    private static <B extends SegmentationBuilder<B>> B rule(B builder) {
        return builder.ignoreLabels(9).labelPolicy(LabelPolicy.COUNT_AS_ERROR);
    }

    @Test
    void onePassGivesTheSameBitsInAnyOrder() {
        List<MetricDefinition<SegmentationSample, ?, ?>> definitions = new ArrayList<>(oneTally());
        Random random = new Random(SEED);
        for (int order = 0; order < ORDERS; order++) {
            Collections.shuffle(definitions, random);
            MetricCollection<SegmentationSample> collection = collection(definitions);
            assertThat(collection.tally().passes())
                    .as("%s, seed %d", definitions, SEED)
                    .isEqualTo(1);
            assertSameAsAlone(collection, definitions);
        }
    }

    @Test
    void overlapAloneIsOnePassToo() {
        assertThat(collection(oneTally().subList(0, 3)).tally().passes()).isEqualTo(1);
        assertThat(collection(oneTally().subList(0, 1)).tally().passes()).isEqualTo(1);
    }

    @Test
    void averagesWithinImagesTakeASecondPass() {
        List<MetricDefinition<SegmentationSample, ?, ?>> definitions = new ArrayList<>(oneTally());
        definitions.add(
                rule(MeanIoU.builder(3)).aggregation(Aggregation.PER_IMAGE_THEN_MEAN).build());
        Random random = new Random(SEED);
        for (int order = 0; order < ORDERS; order++) {
            Collections.shuffle(definitions, random);
            MetricCollection<SegmentationSample> collection = collection(definitions);
            assertThat(collection.tally().passes())
                    .as("%s, seed %d", definitions, SEED)
                    .isEqualTo(2);
            assertSameAsAlone(collection, definitions);
        }
    }

    @Test
    void otherRulesTakePassesOfTheirOwn() {
        assertThat(
                        collection(
                                        List.of(
                                                MeanIoU.builder(3).build(),
                                                CohenKappa.multiclass(3).ignoreLabels(9).build()))
                                .tally()
                                .passes())
                .isEqualTo(2);
        assertThat(
                        collection(
                                        List.of(
                                                CohenKappa.multiclass(3).build(),
                                                RandIndex.multiclass(4).build()))
                                .tally()
                                .passes())
                .isEqualTo(2);
    }

    @Test
    void binaryAndMultilabelShareAPassToo() {
        assertThat(
                        collection(
                                        List.of(
                                                JaccardIndex.binary().build(),
                                                CohenKappa.binary().build(),
                                                MatthewsCorrelation.binary().build()))
                                .tally()
                                .passes())
                .isEqualTo(1);
        List<MetricDefinition<SegmentationSample, ?, ?>> multilabel =
                List.of(
                        MatthewsCorrelation.multilabel(2).build(),
                        JaccardIndex.multilabel(2).build(),
                        NormalizedConfusionMatrix.multilabel(2).build());
        MetricCollection<SegmentationSample> collection = collection(multilabel);
        assertThat(collection.tally().passes()).isEqualTo(1);
        assertSameAsAlone(
                collection,
                multilabel,
                List.of(masks(new String[] {"011", "110"}, new String[] {"001", "100"})));
    }

    /// Alone, overlap takes masks that overlap.
    @Test
    void aSampleThatTheMatrixRejectsIsCountedByNone() {
        SegmentationSample overlapping =
                masks(new String[] {"11", "01"}, new String[] {"10", "01"});
        MeanIoU overlap = MeanIoU.builder(2).build();
        assertThat(overlap.score(overlapping).value()).isEqualTo(0.75);
        Metric<SegmentationSample, MetricResults> both =
                collection(List.of(overlap, CohenKappa.multiclass(2).build())).newMetric();
        both.update(labels("01", "00"));
        assertThatIllegalArgumentException().isThrownBy(() -> both.update(overlapping));
        assertThat(both.samples()).isEqualTo(1);
        assertThat(both.compute().get(overlap)).isEqualTo(overlap.score(labels("01", "00")));
    }

    private static MetricCollection<SegmentationSample> collection(
            List<? extends MetricDefinition<SegmentationSample, ?, ?>> definitions) {
        MetricCollection.Builder<SegmentationSample> builder = MetricCollection.builder();
        definitions.forEach(each -> builder.add(each.fingerprint(), each));
        return builder.build();
    }

    private static void assertSameAsAlone(
            MetricCollection<SegmentationSample> collection,
            List<MetricDefinition<SegmentationSample, ?, ?>> definitions) {
        assertSameAsAlone(collection, definitions, SAMPLES);
    }

    private static void assertSameAsAlone(
            MetricCollection<SegmentationSample> collection,
            List<MetricDefinition<SegmentationSample, ?, ?>> definitions,
            List<SegmentationSample> samples) {
        Metric<SegmentationSample, MetricResults> together = collection.newMetric();
        Metric<SegmentationSample, MetricResults> rest = collection.newMetric();
        int half = samples.size() / 2;
        together.updateAll(samples.subList(0, half));
        rest.updateAll(samples.subList(half, samples.size()));
        together.merge(rest);
        for (MetricDefinition<SegmentationSample, ?, ?> definition : definitions) {
            Metric<SegmentationSample, ?> alone = definition.newMetric();
            samples.forEach(alone::update);
            assertThat(together.compute().get(definition.fingerprint()))
                    .as("%s, seed %d", definition, SEED)
                    .isEqualTo(alone.compute());
        }
    }
}
