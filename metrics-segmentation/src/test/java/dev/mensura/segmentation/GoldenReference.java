package dev.mensura.segmentation;

import dev.mensura.core.Task;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Every number that the golden cases ask for, once more, by plain loops that share nothing with the
/// main code but the names of the options: as documented, or with decisions of the peer instead.
final class GoldenReference {
    private final GoldenCase golden;
    private final GoldenQuestion question;
    private final Task task;
    private final int numClasses;
    private final Set<Integer> ignoredClasses;
    private final Set<GoldenChoice> asPeer;

    private GoldenReference(GoldenCase golden, GoldenQuestion question, Set<GoldenChoice> asPeer) {
        this.golden = golden;
        this.question = question;
        this.task = golden.task();
        this.numClasses = golden.numClasses();
        this.ignoredClasses = golden.ignoredClasses();
        this.asPeer = asPeer;
    }

    /// Returns the answer to a question over some batches, each a list of counted images.
    ///
    /// @param asPeer where to decide as the peer does
    static double[] answer(
            GoldenCase golden,
            GoldenQuestion question,
            List<List<GoldenCounts>> batches,
            Set<GoldenChoice> asPeer) {
        return new GoldenReference(golden, question, asPeer).answer(batches);
    }

    private double[] answer(List<List<GoldenCounts>> batches) {
        List<GoldenCounts> images = batches.stream().flatMap(List::stream).toList();
        GoldenCounts counts = GoldenCounts.sum(numClasses, images);
        return switch (question.view()) {
            case INTERSECTION -> numbers(counts.intersection);
            case UNION -> numbers(counts.unions());
            case TARGET -> numbers(counts.target);
            case PREDICTION -> numbers(counts.prediction);
            case CELLS -> matrix(images).cells(question.option("normalize", "NONE"));
            case PER_CLASS -> shaped(perClass(batches, images));
            case VALUE -> new double[] {value(batches, images)};
        };
    }

    private static double[] numbers(long[] counts) {
        return LongStream.of(counts).asDoubleStream().toArray();
    }

    private GoldenMatrix matrix(List<GoldenCounts> images) {
        boolean classes = task == Task.MULTICLASS;
        return new GoldenMatrix(GoldenCounts.sum(numClasses, images).matrix(classes));
    }

    private double value(List<List<GoldenCounts>> batches, List<GoldenCounts> images) {
        return switch (question.metric()) {
            case "cohen_kappa" -> matrix(images).kappa(question.option("weights", "NONE"));
            case "matthews_correlation" -> correlation(images);
            case "balanced_accuracy" ->
                    matrix(images)
                            .balancedAccuracy(question.option("adjusted", false).equals("true"));
            case "generalized_dice" -> generalizedDice(batches).value();
            case "volumetric_similarity" -> volumetricSimilarity(images);
            default -> aggregated(images);
        };
    }

    private double correlation(List<GoldenCounts> images) {
        GoldenMatrix matrix = matrix(images);
        double defined = matrix.correlation();
        if (!Double.isNaN(defined) || !asPeer.contains(GoldenChoice.UNDEFINED_CORRELATION)) {
            return defined;
        }
        // scikit-learn has 0 always, TorchMetrics for two classes only where some are right and
        // some
        // are wrong
        boolean agreement = golden.peer() == GoldenPeer.TORCHMETRICS && task == Task.BINARY;
        return agreement ? matrix.agreement() : 0;
    }

    private double volumetricSimilarity(List<GoldenCounts> images) {
        GoldenCounts counts = GoldenCounts.sum(numClasses, images);
        double sum = counts.target[0] + counts.prediction[0];
        return 1 - Math.abs(counts.target[0] - counts.prediction[0]) / sum;
    }

    private GoldenGeneralizedDice generalizedDice(List<List<GoldenCounts>> batches) {
        return new GoldenGeneralizedDice(
                numClasses,
                leftOut(),
                question.option("weights", "SQUARE"),
                asPeer.contains(GoldenChoice.WEIGHTS_OF_THE_BATCH),
                absentInImage(),
                batches);
    }

    private double absentInImage() {
        if (asPeer.contains(GoldenChoice.ABSENT_IN_IMAGE_IS_ZERO)) {
            return 0;
        }
        return asPeer.contains(GoldenChoice.ABSENT_IN_IMAGE_IS_ONE) ? 1 : Double.NaN;
    }

    /// Returns the values per class in the peer's length.
    private double[] shaped(double[] values) {
        return asPeer.contains(GoldenChoice.EXCLUDED_CLASS_DROPPED)
                ? IntStream.range(0, numClasses)
                        .filter(c -> !excluded().contains(c))
                        .mapToDouble(c -> values[c])
                        .toArray()
                : values;
    }

    private double[] perClass(List<List<GoldenCounts>> batches, List<GoldenCounts> images) {
        if (question.metric().equals("generalized_dice")) {
            return generalizedDice(batches).perClass();
        }
        if (aggregation() == Aggregation.DATASET) {
            return listed(GoldenCounts.sum(numClasses, images));
        }
        double[] means = new double[numClasses];
        for (int c = 0; c < numClasses; c++) {
            int index = c;
            means[c] = mean(images.stream().mapToDouble(image -> entering(image)[index]));
            if (Double.isNaN(means[c])
                    && !excluded().contains(c)
                    && asPeer.contains(GoldenChoice.NEVER_SEEN_IS_MINUS_ONE)) {
                means[c] = -1;
            }
        }
        return means;
    }

    /// Returns the value that is shown for each class.
    private double[] listed(GoldenCounts counts) {
        double[] listed = new double[numClasses];
        for (int c = 0; c < numClasses; c++) {
            boolean hidden =
                    excluded().contains(c)
                            || ignoredClasses.contains(c)
                                    && !asPeer.contains(GoldenChoice.IGNORED_CLASS_LISTED);
            listed[c] = hidden ? Double.NaN : ratioOrZeroDivision(counts, c);
        }
        return listed;
    }

    private double aggregated(List<GoldenCounts> images) {
        return switch (aggregation()) {
            case DATASET -> averaged(GoldenCounts.sum(numClasses, images));
            case POOLED ->
                    mean(images.stream().flatMapToDouble(image -> Arrays.stream(entering(image))));
            case PER_CLASS_THEN_MEAN -> throw new AssertionError("no golden case has this order");
            case PER_IMAGE_THEN_MEAN -> mean(images.stream().mapToDouble(this::averaged));
        };
    }

    private double averaged(GoldenCounts counts) {
        if (task == Task.BINARY) {
            return ratioOrZeroDivision(counts, 0);
        }
        double[] entering = entering(counts);
        return switch (average()) {
            case NONE, MACRO -> orPeer(counts, mean(Arrays.stream(entering)));
            case MICRO -> micro(counts);
            case WEIGHTED -> orPeer(counts, weighted(counts, entering));
        };
    }

    /// Returns a mean, or what the peer makes of it.
    private double orPeer(GoldenCounts counts, double mean) {
        boolean poisoned =
                asPeer.contains(GoldenChoice.ABSENT_CLASS_POISONS)
                        && Double.isNaN(zeroDivision())
                        && Arrays.stream(counts.unions()).anyMatch(union -> union == 0);
        return poisoned ? Double.NaN : mean;
    }

    private static double weighted(GoldenCounts counts, double[] entering) {
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < entering.length; c++) {
            if (!Double.isNaN(entering[c])) {
                sum += counts.target[c] * entering[c];
                weights += counts.target[c];
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }

    private double micro(GoldenCounts counts) {
        double numerator = 0;
        double denominator = 0;
        for (int c = 0; c < numClasses; c++) {
            if (!leftOut().contains(c)) {
                numerator += numerator(counts, c);
                denominator += denominator(counts, c);
            }
        }
        return denominator == 0 ? zeroDivision() : numerator / denominator;
    }

    /// Returns the value that each class has in a mean, `NaN` where it leaves it.
    private double[] entering(GoldenCounts counts) {
        double[] entering = new double[numClasses];
        for (int c = 0; c < numClasses; c++) {
            boolean occurs =
                    task == Task.MULTILABEL
                            || counts.union(c) > 0
                            || asPeer.contains(GoldenChoice.ABSENT_CLASS_COUNTS);
            boolean enters = occurs && !leftOut().contains(c);
            entering[c] = enters ? ratioOrZeroDivision(counts, c) : Double.NaN;
        }
        return entering;
    }

    private double ratioOrZeroDivision(GoldenCounts counts, int c) {
        if (asPeer.contains(GoldenChoice.F_FROM_PRECISION_AND_RECALL)) {
            double precision = (double) counts.intersection[c] / counts.prediction[c];
            double recall = (double) counts.intersection[c] / counts.target[c];
            double square = beta() * beta();
            return (1 + square) * precision * recall / (square * precision + recall);
        }
        double denominator = denominator(counts, c);
        return denominator == 0 ? zeroDivision() : numerator(counts, c) / denominator;
    }

    private double numerator(GoldenCounts counts, int c) {
        long intersection = counts.intersection[c];
        return switch (question.metric()) {
            case "dice" -> 2 * intersection;
            case "f_beta" -> (1 + beta() * beta()) * intersection;
            case "specificity" -> counts.trueNegatives(c);
            case "accuracy" ->
                    task == Task.MULTICLASS ? intersection : intersection + counts.trueNegatives(c);
            default -> intersection;
        };
    }

    private double denominator(GoldenCounts counts, int c) {
        long target = counts.target[c];
        long prediction = counts.prediction[c];
        return switch (question.metric()) {
            case "mean_iou", "jaccard_index", "frequency_weighted_iou" -> counts.union(c);
            case "dice" -> target + prediction;
            case "f_beta" -> beta() * beta() * target + prediction;
            case "precision" -> prediction;
            case "recall", "mean_accuracy" -> target;
            case "specificity" -> counts.elements[c] - target;
            case "accuracy" -> task == Task.MULTICLASS ? target : counts.elements[c];
            default -> throw new AssertionError("no ratio for " + question.metric());
        };
    }

    private double beta() {
        return Double.parseDouble(question.option("beta", 1.0));
    }

    private Average average() {
        String fixed = question.metric().equals("frequency_weighted_iou") ? "WEIGHTED" : "MACRO";
        return Average.valueOf(question.option("average", fixed));
    }

    private Aggregation aggregation() {
        return Aggregation.valueOf(question.option("aggregation", Aggregation.DATASET));
    }

    private double zeroDivision() {
        boolean undefined =
                Set.of("mean_iou", "dice", "mean_accuracy", "frequency_weighted_iou")
                                .contains(question.metric())
                        || asPeer.contains(GoldenChoice.UNDEFINED_IS_NAN);
        return Double.parseDouble(question.option("zeroDivision", undefined ? Double.NaN : 0.0));
    }

    private Set<Integer> excluded() {
        return question.option("includeBackground", true).equals("true") ? Set.of() : Set.of(0);
    }

    private Set<Integer> leftOut() {
        Set<Integer> leftOut = new TreeSet<>(excluded());
        if (!asPeer.contains(GoldenChoice.IGNORED_CLASS_IN_MEAN)) {
            leftOut.addAll(ignoredClasses);
        }
        return leftOut;
    }

    private static double mean(DoubleStream values) {
        return values.filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }
}
