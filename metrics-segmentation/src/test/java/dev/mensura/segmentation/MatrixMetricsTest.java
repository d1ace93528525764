package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricResult;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.CohenKappa.Weights;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;
import dev.mensura.segmentation.Reference.Image;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// All matrix metrics against plain loops over random images, however those are split and merged.
final class MatrixMetricsTest {
    private static final int TRIALS = 40;
    private static final int MOST_CLASSES = 6;
    private static final int MOST_IMAGES = 5;
    private static final int MOST_ELEMENTS = 24;
    private static final int MOST_CATEGORIES = 3;
    private static final long VOID = 255;

    /// Of which the reference makes nothing, as the policy IGNORE_PIXEL does.
    private static final long GONE = -1;

    /// The reference of the correlation adds up rounded deviations from the mean.
    private static final double ROUNDING = 1e-12;

    private static final long SEED = Long.getLong("mensura.seed", 1);

    /// Images, as samples and as what the reference takes.
    private static final class Draw {
        final Random random;
        final Task task;
        final int numClasses;
        final LabelPolicy policy;
        final Set<Long> ignored = new TreeSet<>(Set.of(VOID));
        final List<SegmentationSample> samples = new ArrayList<>();
        final List<Image> images = new ArrayList<>();

        Draw(Random random, Task task) {
            this.random = random;
            this.task = task;
            this.numClasses = task == Task.BINARY ? 1 : 1 + random.nextInt(MOST_CLASSES);
            LabelPolicy[] policies = LabelPolicy.values();
            this.policy =
                    task == Task.MULTICLASS
                            ? policies[random.nextInt(policies.length)]
                            : LabelPolicy.REJECT;
            if (random.nextInt(3) == 0) {
                ignored.add((long) random.nextInt(labels()));
            }
            for (int i = random.nextInt(MOST_IMAGES + 1); i > 0; i--) {
                add(random.nextInt(MOST_ELEMENTS + 1));
            }
        }

        private int labels() {
            return task == Task.MULTICLASS ? numClasses : 2;
        }

        private void add(int size) {
            int masks = task == Task.MULTILABEL ? numClasses : 1;
            long[][] prediction = new long[masks][size];
            long[][] target = new long[masks][size];
            for (int mask = 0; mask < masks; mask++) {
                Arrays.setAll(prediction[mask], i -> label());
                Arrays.setAll(target[mask], i -> random.nextInt(8) == 0 ? VOID : label());
            }
            if (task == Task.MULTILABEL) {
                samples.add(
                        new SegmentationSample(
                                MaskStack.uint8(bytes(prediction), masks, size),
                                MaskStack.uint8(bytes(target), masks, size)));
                images.add(Image.ofMasks(prediction, target, ignored));
                return;
            }
            samples.add(
                    new SegmentationSample(
                            LabelMap.uint8(bytes(prediction)), LabelMap.uint8(bytes(target))));
            if (task == Task.BINARY) {
                images.add(Image.ofMasks(prediction, target, ignored));
                return;
            }
            Set<Long> gone = new TreeSet<>(ignored);
            gone.add(GONE);
            for (int i = 0; i < size; i++) {
                boolean outside = Math.max(prediction[0][i], target[0][i]) >= numClasses;
                if (policy == LabelPolicy.IGNORE_PIXEL && outside) {
                    target[0][i] = GONE;
                }
            }
            images.add(Image.ofClasses(numClasses, prediction[0], target[0], gone));
        }

        private long label() {
            boolean outside = policy != LabelPolicy.REJECT && random.nextInt(6) == 0;
            return outside ? numClasses + random.nextInt(2) : random.nextInt(labels());
        }

        private static byte[] bytes(long[][] labels) {
            byte[] bytes = new byte[labels.length * labels[0].length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) labels[i / labels[0].length][i % labels[0].length];
            }
            return bytes;
        }

        MatrixReference reference() {
            return task == Task.MULTICLASS
                    ? MatrixReference.ofClasses(numClasses, images)
                    : MatrixReference.ofLabels(
                            IntStream.range(0, numClasses).boxed().toList(), images);
        }

        MatrixReference reference(int label) {
            return task == Task.MULTICLASS
                    ? reference()
                    : MatrixReference.ofLabels(List.of(label), images);
        }

        <B extends SegmentationBuilder<B>> B with(B builder) {
            return builder.ignoreLabels(ignored).labelPolicy(policy);
        }

        /// Returns the result, after checking that it is the same in any order and split.
        <R extends MetricResult> R evaluate(MatrixMetric<R> metric) {
            R result = samples.stream().collect(metric.collector());
            List<SegmentationSample> shuffled = new ArrayList<>(samples);
            Collections.shuffle(shuffled, random);
            List<Metric<SegmentationSample, R>> parts = new ArrayList<>();
            for (int part = 1 + random.nextInt(3); part > 0; part--) {
                parts.add(metric.newMetric());
            }
            shuffled.forEach(each -> parts.get(random.nextInt(parts.size())).update(each));
            Metric<SegmentationSample, R> merged = metric.newMetric();
            parts.forEach(merged::merge);
            assertThat(merged.compute()).as("merged, %s", this).isEqualTo(result);
            Metric<SegmentationSample, R> forwarded = metric.newMetric();
            int cut = random.nextInt(shuffled.size() + 1);
            forwarded.forwardAll(shuffled.subList(0, cut));
            forwarded.forwardAll(shuffled.subList(cut, shuffled.size()));
            assertThat(forwarded.compute()).as("in two batches, %s", this).isEqualTo(result);
            return result;
        }

        @Override
        public String toString() {
            return "%s of %d, %s, ignoring %s, seed %d"
                    .formatted(task, numClasses, policy, ignored, SEED);
        }
    }

    private static List<Draw> draws(Task task) {
        Random random = new Random(SEED);
        return IntStream.range(0, TRIALS).mapToObj(trial -> new Draw(random, task)).toList();
    }

    private static CohenKappa.Builder kappa(Draw draw) {
        return draw.with(
                draw.task == Task.BINARY
                        ? CohenKappa.binary()
                        : CohenKappa.multiclass(draw.numClasses));
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void kappaEqualsLoopsOverPairs(Task task) {
        for (Draw draw : draws(task)) {
            for (Weights weights : Weights.values()) {
                if (weights == Weights.NONE || draw.policy != LabelPolicy.COUNT_AS_ERROR) {
                    assertThat(draw.evaluate(kappa(draw).weights(weights).build()).value())
                            .as("%s, %s", weights, draw)
                            .isEqualTo(Double.valueOf(draw.reference().kappa(weights.ordinal())));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY", "MULTICLASS"})
    void randIndicesEqualLoopsOverPairs(Task task) {
        for (Draw draw : draws(task)) {
            boolean binary = task == Task.BINARY;
            RandIndex rand =
                    draw.with(binary ? RandIndex.binary() : RandIndex.multiclass(draw.numClasses))
                            .build();
            AdjustedRandIndex adjusted =
                    draw.with(
                                    binary
                                            ? AdjustedRandIndex.binary()
                                            : AdjustedRandIndex.multiclass(draw.numClasses))
                            .build();
            assertThat(draw.evaluate(rand).value())
                    .as("rand, %s", draw)
                    .isEqualTo(Double.valueOf(draw.reference().rand()));
            assertThat(draw.evaluate(adjusted).value())
                    .as("adjusted, %s", draw)
                    .isEqualTo(Double.valueOf(draw.reference().adjustedRand()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void matthewsCorrelationEqualsLoopsOverIndicators(Task task) {
        for (Draw draw : draws(task)) {
            MatthewsCorrelation.Builder builder =
                    switch (task) {
                        case BINARY -> MatthewsCorrelation.binary();
                        case MULTICLASS -> MatthewsCorrelation.multiclass(draw.numClasses);
                        case MULTILABEL -> MatthewsCorrelation.multilabel(draw.numClasses);
                    };
            SegmentationResult result = draw.evaluate(draw.with(builder).build());
            assertNear(draw.reference().matthews(), result.value(), draw);
            for (int label = 0; label < result.perClass().size(); label++) {
                assertNear(draw.reference(label).matthews(), result.perClass().get(label), draw);
            }
        }
    }

    private static void assertNear(double expected, double actual, Draw draw) {
        if (Double.isNaN(expected)) {
            assertThat(actual).as("%s", draw).isNaN();
        } else {
            assertThat(actual).as("%s", draw).isEqualTo(expected, within(ROUNDING));
        }
    }

    @ParameterizedTest
    @EnumSource
    void confusionMatrixEqualsLoopsOverElements(Task task) {
        for (Draw draw : draws(task)) {
            for (Normalization normalization : Normalization.values()) {
                NormalizedConfusionMatrix.Builder builder =
                        switch (task) {
                            case BINARY -> NormalizedConfusionMatrix.binary();
                            case MULTICLASS ->
                                    NormalizedConfusionMatrix.multiclass(draw.numClasses);
                            case MULTILABEL ->
                                    NormalizedConfusionMatrix.multilabel(draw.numClasses);
                        };
                NormalizedConfusionMatrix.Result result =
                        draw.evaluate(draw.with(builder).normalize(normalization).build());
                assertThat(result.value())
                        .as("%s", draw)
                        .isEqualTo(Double.valueOf(draw.reference().accuracy()));
                for (int plane = 0; plane < result.planes(); plane++) {
                    MatrixReference reference = draw.reference(plane);
                    assertThat(result.toArray(plane))
                            .as("%s, plane %d, %s", normalization, plane, draw)
                            .isDeepEqualTo(reference.shares(normalization));
                    assertCounts(reference.counts(), result, plane, draw);
                }
            }
        }
    }

    private static void assertCounts(
            long[][] expected, NormalizedConfusionMatrix.Result result, int plane, Draw draw) {
        int size = result.size();
        for (int index = 0; index < size; index++) {
            assertThat(result.toCounts(plane)[index])
                    .as("row %d, %s", index, draw)
                    .isEqualTo(Arrays.copyOf(expected[index], size));
            assertThat(result.outsidePredictions(index))
                    .as("outside of row %d, %s", index, draw)
                    .isEqualTo(expected[index][size]);
            assertThat(result.outsideTargets(index))
                    .as("outside of column %d, %s", index, draw)
                    .isEqualTo(expected[size][index]);
        }
    }

    @Test
    void categoryIoUEqualsLoopsOverElements() {
        for (Draw draw : draws(Task.MULTICLASS)) {
            List<Set<Integer>> categories = new ArrayList<>();
            for (int i = 0; i < MOST_CATEGORIES; i++) {
                categories.add(new TreeSet<>());
            }
            // class 0 is in a category, the others may be in none
            for (int id = 0; id < draw.numClasses; id++) {
                int chosen = draw.random.nextInt(MOST_CATEGORIES + (id == 0 ? 0 : 1));
                if (chosen < MOST_CATEGORIES) {
                    categories.get(chosen).add(id);
                }
            }
            categories.removeIf(Set::isEmpty);
            CategoryIoU.Builder builder = draw.with(CategoryIoU.builder(draw.numClasses));
            for (int i = 0; i < categories.size(); i++) {
                builder.category(
                        "c" + i, categories.get(i).stream().mapToInt(Integer::intValue).toArray());
            }
            SegmentationResult result = draw.evaluate(builder.build());
            double[] expected = draw.reference().categoryIoU(categories, draw.ignored);
            assertThat(result.perClass().toArray())
                    .as("%s, %s", categories, draw)
                    .isEqualTo(expected);
            assertThat(result.value())
                    .as("%s", draw)
                    .isEqualTo(Double.valueOf(Reference.mean(expected)));
        }
    }

    /// 2^56 copies of some images have the same shares as one. The pairs of an element with itself,
    /// of which there are none, make a difference far below the rounding then.
    @Test
    void countsBeyondDoublePrecisionKeepTheValue() {
        for (Draw draw : draws(Task.MULTICLASS)) {
            CohenKappa kappa = kappa(draw).build();
            MatthewsCorrelation correlation =
                    draw.with(MatthewsCorrelation.multiclass(draw.numClasses)).build();
            NormalizedConfusionMatrix confusion =
                    draw.with(NormalizedConfusionMatrix.multiclass(draw.numClasses))
                            .normalize(Normalization.TARGET)
                            .build();
            AdjustedRandIndex adjusted =
                    draw.with(AdjustedRandIndex.multiclass(draw.numClasses)).build();
            ConfusionMatrix once = kappa.tally().newState();
            draw.samples.forEach(each -> kappa.tally().accumulate(once, each));
            ConfusionMatrix often = doubled(once.copy(), 56);
            ConfusionMatrix twiceAsOften = doubled(often.copy(), 1);
            assertSame(kappa.evaluate(once), kappa.evaluate(often), draw);
            assertSame(correlation.evaluate(once), correlation.evaluate(often), draw);
            assertThat(confusion.evaluate(often).toArray())
                    .as("%s", draw)
                    .isDeepEqualTo(confusion.evaluate(once).toArray());
            assertNear(
                    adjusted.evaluate(often).value(),
                    adjusted.evaluate(twiceAsOften).value(),
                    draw);
        }
    }

    private static ConfusionMatrix doubled(ConfusionMatrix matrix, int times) {
        for (int i = 0; i < times; i++) {
            matrix.mergeFrom(matrix.copy());
        }
        return matrix;
    }

    private static void assertSame(MetricResult expected, MetricResult actual, Draw draw) {
        assertThat(actual.value()).as("%s", draw).isEqualTo(Double.valueOf(expected.value()));
    }
}
