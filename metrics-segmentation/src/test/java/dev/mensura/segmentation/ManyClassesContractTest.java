package dev.mensura.segmentation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.CohenKappa.Weights;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricContract;

import org.junit.jupiter.api.Nested;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The laws of confusion matrices of so many classes that only the pairs that occur are kept.
final class ManyClassesContractTest {
    private static final int CLASSES = 3000;
    private static final int VOID = 255;

    abstract static class ManyClasses
            extends MetricContract<SegmentationSample, ConfusionMatrix, SegmentationResult> {
        private final Weights weights;

        ManyClasses(Weights weights) {
            this.weights = weights;
        }

        private CohenKappa.Builder builder() {
            return CohenKappa.multiclass(CLASSES).ignoreLabels(VOID).weights(weights);
        }

        @Override
        protected final MetricDefinition<SegmentationSample, ConfusionMatrix, SegmentationResult>
                definition() {
            return builder().build();
        }

        @Override
        protected final MetricDefinition<SegmentationSample, ConfusionMatrix, SegmentationResult>
                otherOptions() {
            return builder().ignoreLabels(CLASSES).build();
        }

        private static SegmentationSample sample(int[] prediction, int[] target) {
            short[] stored = new short[target.length];
            for (int i = 0; i < stored.length; i++) {
                stored[i] = (short) target[i];
            }
            return new SegmentationSample(LabelMap.int32(prediction), LabelMap.int16(stored));
        }

        @Override
        protected final List<SegmentationSample> goodSamples() {
            return List.of(
                    sample(new int[] {2999, 2, 2, 17}, new int[] {2999, 2, 300, 2999}),
                    sample(new int[] {300, 300, 17, 2}, new int[] {300, 17, VOID, 2}),
                    sample(new int[] {9999, 0}, new int[] {VOID, VOID}),
                    sample(new int[0], new int[0]),
                    sample(new int[] {1, 2999}, new int[] {2999, 1}),
                    sample(new int[] {256, 0, 256}, new int[] {0, 256, 256}));
        }

        @Override
        protected final List<SegmentationSample> rejectedSamples() {
            return List.of(
                    sample(new int[] {1, 0, CLASSES}, new int[] {1, 0, 2}),
                    sample(new int[] {1, 0, 2}, new int[] {1, 0, CLASSES}));
        }

        @Override
        protected final List<SegmentationSample> perfectSamples() {
            return List.of(sample(new int[] {0, 2999, 300}, new int[] {0, 2999, 300}));
        }

        @Override
        protected final Object sampleFingerprint(SegmentationSample sample) {
            return List.of(
                    Arrays.toString(labels((LabelMap) sample.prediction())),
                    Arrays.toString(labels((LabelMap) sample.target())));
        }

        private static long[] labels(LabelMap map) {
            long[] labels = new long[(int) map.shape().size()];
            Arrays.setAll(labels, map::get);
            return labels;
        }

        @Override
        protected final void scribbleOver(SegmentationSample sample) {
            for (LabelMap map :
                    List.of((LabelMap) sample.prediction(), (LabelMap) sample.target())) {
                MemorySegment memory = map.segment();
                for (long at = 0; at < memory.byteSize(); at += map.type().bytes()) {
                    byte before = memory.get(ValueLayout.JAVA_BYTE, at);
                    memory.set(ValueLayout.JAVA_BYTE, at, (byte) (before ^ 1));
                }
            }
        }

        @Override
        protected final Expected reference(List<SegmentationSample> samples) {
            List<long[]> elements = new ArrayList<>();
            for (SegmentationSample sample : samples) {
                long[] p = labels((LabelMap) sample.prediction());
                long[] t = labels((LabelMap) sample.target());
                for (int i = 0; i < t.length; i++) {
                    if (t[i] != VOID) {
                        elements.add(new long[] {t[i], p[i]});
                    }
                }
            }
            double observed = 0;
            double expected = 0;
            for (long[] one : elements) {
                observed += weight(one[0] - one[1]);
                for (long[] other : elements) {
                    expected += weight(one[0] - other[1]);
                }
            }
            return Expected.of((expected - observed * elements.size()) / expected);
        }

        private double weight(long distance) {
            return distance == 0 ? 0 : Math.pow(Math.abs(distance), weights.ordinal());
        }
    }

    @Nested
    final class Unweighted extends ManyClasses {
        Unweighted() {
            super(Weights.NONE);
        }
    }

    @Nested
    final class Linear extends ManyClasses {
        Linear() {
            super(Weights.LINEAR);
        }
    }

    @Nested
    final class Quadratic extends ManyClasses {
        Quadratic() {
            super(Weights.QUADRATIC);
        }
    }
}
