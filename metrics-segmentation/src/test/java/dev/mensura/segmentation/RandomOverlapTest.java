package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.MetricDefinition;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.OverlapState;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.GeneralizedDice.Weights;
import dev.mensura.segmentation.Reference.Image;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/// Every overlap metric in every combination of its options, on random images, against plain loops.
final class RandomOverlapTest {
    private static final long SEED = Long.getLong("mensura.seed", 1);
    private static final int CLASSES = 4;
    private static final int VOID = 9;
    private static final int OUTSIDE = 7;
    private static final int DATA_SETS = 6;
    private static final double[] ZERO_DIVISIONS = {0, 1, Double.NaN};

    /// The sums over images are exact in the metric and rounded at each step in the reference: a few
    /// additions of numbers up to 1.
    private static final double TOLERANCE = 1e-14;

    private final Random random = new Random(SEED);

    /// Every metric with [AveragedBuilder]'s options.
    private enum Averaged {
        JACCARD_INDEX(Formula.IOU) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> JaccardIndex.binary();
                    case MULTICLASS -> JaccardIndex.multiclass(CLASSES);
                    case MULTILABEL -> JaccardIndex.multilabel(CLASSES);
                };
            }
        },
        DICE(Formula.DICE) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> Dice.binary();
                    case MULTICLASS -> Dice.multiclass(CLASSES);
                    case MULTILABEL -> Dice.multilabel(CLASSES);
                };
            }
        },
        PRECISION(Formula.PRECISION) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> Precision.binary();
                    case MULTICLASS -> Precision.multiclass(CLASSES);
                    case MULTILABEL -> Precision.multilabel(CLASSES);
                };
            }
        },
        RECALL(Formula.RECALL) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> Recall.binary();
                    case MULTICLASS -> Recall.multiclass(CLASSES);
                    case MULTILABEL -> Recall.multilabel(CLASSES);
                };
            }
        },
        SPECIFICITY(Formula.SPECIFICITY) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> Specificity.binary();
                    case MULTICLASS -> Specificity.multiclass(CLASSES);
                    case MULTILABEL -> Specificity.multilabel(CLASSES);
                };
            }
        },
        NEGATIVE_PREDICTIVE_VALUE(Formula.NEGATIVE_PREDICTIVE_VALUE) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> NegativePredictiveValue.binary();
                    case MULTICLASS -> NegativePredictiveValue.multiclass(CLASSES);
                    case MULTILABEL -> NegativePredictiveValue.multilabel(CLASSES);
                };
            }
        },
        F_TWO(Formula.F_TWO) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> FBeta.binary().beta(2);
                    case MULTICLASS -> FBeta.multiclass(CLASSES).beta(2);
                    case MULTILABEL -> FBeta.multilabel(CLASSES).beta(2);
                };
            }
        },
        F_HALF(Formula.F_HALF) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> FBeta.binary().beta(0.5);
                    case MULTICLASS -> FBeta.multiclass(CLASSES).beta(0.5);
                    case MULTILABEL -> FBeta.multilabel(CLASSES).beta(0.5);
                };
            }
        },
        ACCURACY(Formula.ACCURACY) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> Accuracy.binary();
                    case MULTICLASS -> Accuracy.multiclass(CLASSES);
                    case MULTILABEL -> Accuracy.multilabel(CLASSES);
                };
            }

            @Override
            Formula formula(Task task) {
                return task == Task.MULTICLASS ? Formula.RECALL : super.formula(task);
            }
        },
        VOLUMETRIC_SIMILARITY(Formula.VOLUMETRIC_SIMILARITY) {
            @Override
            AveragedBuilder<?> builder(Task task) {
                return switch (task) {
                    case BINARY -> VolumetricSimilarity.binary();
                    case MULTICLASS -> VolumetricSimilarity.multiclass(CLASSES);
                    case MULTILABEL -> VolumetricSimilarity.multilabel(CLASSES);
                };
            }
        };

        private final Formula formula;

        Averaged(Formula formula) {
            this.formula = formula;
        }

        abstract AveragedBuilder<?> builder(Task task);

        Formula formula(Task task) {
            return formula;
        }
    }

    /// Some images, as samples and as masks, and the options that say which of their elements count.
    private record DataSet(
            Task task,
            List<SegmentationSample> samples,
            List<Image> images,
            Set<Long> ignored,
            Set<Integer> excluded,
            LabelPolicy policy) {

        int numClasses() {
            return task == Task.BINARY ? 1 : CLASSES;
        }

        Set<Integer> leftOut() {
            Set<Integer> leftOut = new TreeSet<>(excluded);
            for (int c = 0; task == Task.MULTICLASS && c < CLASSES; c++) {
                if (ignored.contains((long) c)) {
                    leftOut.add(c);
                }
            }
            return leftOut;
        }

        <B extends OverlapBuilder<B>> B configure(B builder) {
            return builder.ignoreLabels(ignored).excludedClasses(excluded).labelPolicy(policy);
        }
    }

    @ParameterizedTest
    @EnumSource
    void metricsThatAverageInAnyWay(Averaged metric) {
        for (Task task : Task.values()) {
            for (DataSet data : dataSets(task)) {
                for (Average average : Average.values()) {
                    for (Aggregation aggregation : aggregations(average)) {
                        for (double zeroDivision : ZERO_DIVISIONS) {
                            Reading plain =
                                    Reading.of(
                                            metric.formula(task),
                                            task,
                                            data.numClasses(),
                                            average,
                                            aggregation,
                                            zeroDivision,
                                            data.leftOut());
                            compareFlags(configured(metric.builder(task), data), plain, data);
                        }
                    }
                }
            }
        }
    }

    private static <B extends AveragedBuilder<B>> AveragedBuilder<B> configured(
            AveragedBuilder<B> builder, DataSet data) {
        return builder.ignoreLabels(data.ignored)
                .excludedClasses(data.excluded)
                .labelPolicy(data.policy);
    }

    private void compareFlags(AveragedBuilder<?> builder, Reading plain, DataSet data) {
        builder.average(plain.average())
                .aggregation(plain.aggregation())
                .zeroDivision(plain.zeroDivision());
        compare(builder.build(), plain, data);
        for (boolean absent : new boolean[] {false, true}) {
            for (boolean untargeted : new boolean[] {false, true}) {
                builder.absentInMean(absent).untargetedInMean(untargeted).classWeights();
                Reading flagged = plain.withFlags(absent, untargeted);
                compare(builder.build(), flagged, data);
                if (mayWeigh(plain)) {
                    double[] weights = random.doubles(data.numClasses(), 0.5, 2).toArray();
                    compare(
                            builder.classWeights(weights).build(),
                            flagged.withWeights(weights),
                            data);
                }
            }
        }
    }

    private static boolean mayWeigh(Reading reading) {
        boolean means = reading.average() == Average.NONE || reading.average() == Average.MACRO;
        return means
                && reading.aggregation() != Aggregation.POOLED
                && reading.task() != Task.BINARY;
    }

    @ParameterizedTest
    @EnumSource
    void meansOverClasses(Aggregation aggregation) {
        for (DataSet data : dataSets(Task.MULTICLASS)) {
            Reading accuracy =
                    reading(Formula.RECALL, Average.MACRO, aggregation, data)
                            .withFlags(false, false);
            compare(
                    data.configure(MeanAccuracy.builder(CLASSES)).aggregation(aggregation).build(),
                    accuracy,
                    data);
            for (boolean absent : new boolean[] {false, true}) {
                for (boolean untargeted : new boolean[] {false, true}) {
                    compare(
                            data.configure(MeanIoU.builder(CLASSES))
                                    .aggregation(aggregation)
                                    .absentInMean(absent)
                                    .untargetedInMean(untargeted)
                                    .build(),
                            reading(Formula.IOU, Average.MACRO, aggregation, data)
                                    .withFlags(absent, untargeted),
                            data);
                }
            }
        }
    }

    @Test
    void meansWithFixedWeights() {
        for (DataSet data : dataSets(Task.MULTICLASS)) {
            compare(
                    data.configure(FrequencyWeightedIoU.builder(CLASSES)).build(),
                    reading(Formula.IOU, Average.WEIGHTED, Aggregation.DATASET, data),
                    data);
            Reading recall =
                    reading(Formula.RECALL, Average.MACRO, Aggregation.DATASET, data)
                            .withFlags(false, false);
            compare(data.configure(BalancedAccuracy.builder(CLASSES)).build(), recall, data);
            double n = recall.valid(data.images).length;
            double adjusted =
                    n > 1 ? (recall.value(data.images) - 1 / n) / (1 - 1 / n) : Double.NaN;
            compare(
                    data.configure(BalancedAccuracy.builder(CLASSES)).adjusted(true).build(),
                    adjusted,
                    recall,
                    data);
        }
    }

    @ParameterizedTest
    @EnumSource
    void generalizedDice(Weights weights) {
        for (Task task : Task.values()) {
            for (DataSet data : dataSets(task)) {
                GeneralizedDice.Builder builder =
                        switch (task) {
                            case BINARY -> GeneralizedDice.binary();
                            case MULTICLASS -> GeneralizedDice.multiclass(CLASSES);
                            case MULTILABEL -> GeneralizedDice.multilabel(CLASSES);
                        };
                compare(
                        data.configure(builder).weights(weights).build(),
                        Reference.generalizedDice(data.images, weights, data.leftOut()),
                        reading(Formula.DICE, Average.MACRO, Aggregation.PER_CLASS_THEN_MEAN, data)
                                .withFlags(false, true),
                        data);
            }
        }
    }

    private static Reading reading(
            Formula formula, Average average, Aggregation aggregation, DataSet data) {
        return Reading.of(
                formula,
                data.task,
                data.numClasses(),
                average,
                aggregation,
                Double.NaN,
                data.leftOut());
    }

    private static void compare(
            MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> metric,
            Reading reading,
            DataSet data) {
        compare(metric, reading.value(data.images), reading, data);
    }

    private static void compare(
            MetricDefinition<SegmentationSample, OverlapState, SegmentationResult> metric,
            double value,
            Reading reading,
            DataSet data) {
        String as = metric + " of " + data + ", -Dmensura.seed=" + SEED;
        SegmentationResult result = Results.of(metric, data.samples);
        assertClose(as, new double[] {result.value()}, value);
        assertClose(as, result.perClass().toArray(), reading.perClass(data.images));
        assertThat(result.evidence().validClasses())
                .as(as)
                .isEqualTo(Arrays.stream(reading.valid(data.images)).boxed().toList());
        assertThat(result.supports())
                .as(as)
                .isEqualTo(Reference.count(data.numClasses(), data.images).support);
    }

    private static void assertClose(String as, double[] actual, double... expected) {
        assertThat(actual).as(as).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            if (Double.isNaN(expected[i])) {
                assertThat(actual[i]).as(as).isNaN();
            } else {
                assertThat(actual[i]).as(as).isEqualTo(expected[i], within(TOLERANCE));
            }
        }
    }

    private static List<Aggregation> aggregations(Average average) {
        return average == Average.MICRO || average == Average.WEIGHTED
                ? List.of(Aggregation.DATASET, Aggregation.PER_IMAGE_THEN_MEAN)
                : List.of(Aggregation.values());
    }

    /// Some with rare classes, some that ignore or exclude one, and, of classes, one per policy; each
    /// with an image that is empty and one that is ignored as a whole.
    private List<DataSet> dataSets(Task task) {
        List<DataSet> dataSets = new ArrayList<>();
        for (int k = 0; k < DATA_SETS; k++) {
            boolean classes = task == Task.MULTICLASS;
            Set<Long> ignored = k % 3 == 2 ? Set.of(1L, (long) VOID) : Set.of((long) VOID);
            Set<Integer> excluded = k % 2 == 1 && task != Task.BINARY ? Set.of(2) : Set.of();
            LabelPolicy policy = classes ? LabelPolicy.values()[k % 3] : LabelPolicy.REJECT;
            int values = classes ? 2 + random.nextInt(CLASSES - 1) : 2;
            List<SegmentationSample> samples = new ArrayList<>();
            List<Image> images = new ArrayList<>();
            for (int size : new int[] {9, 1, 4, 0, 3}) {
                int rows = task == Task.MULTILABEL ? CLASSES : 1;
                int[][] prediction = draw(rows, size, values, policy);
                int[][] target = draw(rows, size, values, policy);
                for (int[] row : target) {
                    for (int i = 0; i < size; i++) {
                        row[i] = size == 3 || random.nextInt(8) == 0 ? VOID : row[i];
                    }
                }
                samples.add(
                        task == Task.MULTILABEL
                                ? Samples.masks(digits(prediction), digits(target))
                                : Samples.labels(digits(prediction)[0], digits(target)[0]));
                images.add(image(task, prediction, target, ignored, policy));
            }
            dataSets.add(new DataSet(task, samples, images, ignored, excluded, policy));
        }
        return dataSets;
    }

    private int[][] draw(int rows, int size, int values, LabelPolicy policy) {
        int[][] drawn = new int[rows][size];
        for (int[] row : drawn) {
            for (int i = 0; i < size; i++) {
                boolean outside = policy != LabelPolicy.REJECT && random.nextInt(6) == 0;
                row[i] = outside ? OUTSIDE : random.nextInt(values);
            }
        }
        return drawn;
    }

    private static String[] digits(int[][] rows) {
        return Arrays.stream(rows)
                .map(row -> String.join("", Arrays.stream(row).mapToObj(String::valueOf).toList()))
                .toArray(String[]::new);
    }

    private static Image image(
            Task task, int[][] prediction, int[][] target, Set<Long> ignored, LabelPolicy policy) {
        if (task != Task.MULTICLASS) {
            return Image.ofMasks(longs(prediction), longs(target), ignored);
        }
        long[] p = longs(prediction)[0];
        long[] t = longs(target)[0];
        Image image = Image.ofClasses(CLASSES, p, t, ignored);
        for (boolean[] counted : image.counted()) {
            for (int i = 0; i < counted.length; i++) {
                boolean either = p[i] == OUTSIDE || t[i] == OUTSIDE;
                boolean both = p[i] == OUTSIDE && t[i] == OUTSIDE;
                counted[i] &= policy == LabelPolicy.IGNORE_PIXEL ? !either : !both;
            }
        }
        return image;
    }

    private static long[][] longs(int[][] rows) {
        return Arrays.stream(rows)
                .map(row -> Arrays.stream(row).asLongStream().toArray())
                .toArray(long[][]::new);
    }

    /// A reference that is `NaN` everywhere would prove nothing.
    @Test
    void mostReferencesAreNumbers() {
        double[] values =
                dataSets(Task.MULTICLASS).stream()
                        .map(data ->
                                reading(Formula.IOU, Average.MACRO, Aggregation.POOLED, data)
                                        .value(data.images))
                        .mapToDouble(Double::doubleValue)
                        .toArray();
        assertThat(DoubleStream.of(values).filter(value -> value > 0 && value < 1).count())
                .as("-Dmensura.seed=%d", SEED)
                .isGreaterThan(DATA_SETS / 2);
    }
}
