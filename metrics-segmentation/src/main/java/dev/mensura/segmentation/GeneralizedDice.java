package dev.mensura.segmentation;

import static dev.mensura.core.SegmentationFormulas.perClass;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.PerClass;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.ImageScores;
import dev.mensura.core.LabelRule;
import dev.mensura.core.OverlapState;
import dev.mensura.core.OverlapTally;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The generalized Dice score 2 sum(w I) / sum(w (T + P)), in which small classes can weigh as much
/// as large ones, as the mean over images, in `[0, 1]`; higher is better.
///
/// ```java
/// GeneralizedDice dice = GeneralizedDice.multiclass(4).includeBackground(false).build();
/// GeneralizedDice simple =
///         GeneralizedDice.multiclass(4).weights(GeneralizedDice.Weights.SIMPLE).build();
/// ```
///
/// Symbols, per class of one image: I = elements that have it in target and prediction, T = in the
/// target, P = in the prediction, w = its weight: 1 / T^2 ([Weights#SQUARE], the default), 1 / T
/// ([Weights#SIMPLE]) or 1 ([Weights#LINEAR]). A class that the image's target does not have weighs
/// as much as the heaviest that it has. Both sums run over the scored classes: ignored and excluded
/// ones are in neither.
///
/// Every image counts by itself, so that no split into batches changes the value:
///
/// - An image whose target and prediction have no scored class has no value and leaves the mean.
///   One that has scored classes in the prediction alone is 0.
/// - `perClass`, in which the weight cancels, is the mean of 2 I / (T + P) over the images where
///   the class occurs; `NaN` where there are none, and for ignored and excluded classes.
/// - No image with a value gives `NaN`.
///
/// Example: target 0 0 0 0 1 1 2, prediction 0 0 0 1 1 1 2: SQUARE 0.9153, SIMPLE 0.8800, LINEAR
/// 0.8571. An image with target 0 0 0 0 and prediction 0 0 0 1, where class 1 weighs as much as
/// class 0: 0.7500; together with another that is predicted right: 0.8750.
///
/// Samples are pairs of the task as listed at [LabelRule]; mask stacks in MULTICLASS are
/// independent masks. In BINARY it is the mean over images of the Dice coefficient of the
/// foreground.
///
/// Called `GeneralizedDiceScore` in TorchMetrics 1.9, which takes the weight of a class that a
/// target lacks from the whole batch (the 0.7500 above is 0.8571 there when alone and 0.5455 next
/// to target and prediction 0 0 1 2), and in MONAI 1.5, where an image without a class is 1.
///
/// Source: Crum, Camara and Hill, "Generalized Overlap Measures for Evaluation and Validation in
/// Medical Image Analysis" (2006); Sudre et al., "Generalised Dice overlap as a deep learning loss
/// function for highly unbalanced segmentations" (2017).
public final class GeneralizedDice extends SegmentationMetric<OverlapState, SegmentationResult> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "generalized_dice", SegmentationSample.class, SegmentationResult.class)
                    .summary("Dice over all classes of an image, weighted by their size")
                    .range(0, 1)
                    .build();

    private final PerImage scores;

    /// How much a class weighs that has T elements in the target of an image.
    public enum Weights {
        /// 1 / T^2.
        SQUARE,
        /// 1 / T.
        SIMPLE,
        /// 1.
        LINEAR;

        private double of(long target) {
            double size = target;
            return switch (this) {
                case SQUARE -> 1 / (size * size);
                case SIMPLE -> 1 / size;
                case LINEAR -> 1;
            };
        }
    }

    private GeneralizedDice(Builder builder) {
        this(builder.rule(), builder.excluded(), builder.weights);
    }

    private GeneralizedDice(LabelRule rule, Set<Integer> excluded, Weights weights) {
        super(DESCRIPTOR, rule);
        this.scores = new PerImage(rule, excluded, weights);
    }

    /// Returns a builder for background 0 and foreground 1, of which the foreground is scored.
    public static Builder binary() {
        return new Builder(Task.BINARY, 1);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder multiclass(int numClasses) {
        return new Builder(Task.MULTICLASS, numClasses);
    }

    /// Returns a builder for `numLabels` labels, each 0 or 1.
    ///
    /// @throws IllegalArgumentException if `numLabels` is not in `[1, 65536]`
    public static Builder multilabel(int numLabels) {
        return new Builder(Task.MULTILABEL, numLabels);
    }

    @Override
    public OverlapTally tally() {
        return OverlapTally.withImageScores(rule(), scores);
    }

    @Override
    public SegmentationResult evaluate(OverlapState state) {
        PerClass means = perClass(state.numClasses(), state::meanImageScore);
        return new SegmentationResult(
                state.meanImageScore(state.numClasses()),
                means,
                state.evidence(scores::isScored, index -> !Double.isNaN(means.get(index))));
    }

    @Override
    protected MetricOptions options() {
        return super.options()
                .with("excludedClasses", scores.excluded)
                .with("weights", scores.weights);
    }

    /// The Dice coefficient of every class of one image, and behind them the generalized one.
    private record PerImage(LabelRule rule, Set<Integer> excluded, Weights weights)
            implements ImageScores {

        @Override
        public int size() {
            return rule.numClasses() + 1;
        }

        @Override
        public double[] of(ClassCounts image) {
            double[] scores = new double[size()];
            for (int index = 0; index < image.numClasses(); index++) {
                scores[index] =
                        isScored(index) ? SegmentationFormulas.dice(image, index) : Double.NaN;
            }
            scores[image.numClasses()] = generalized(image);
            return scores;
        }

        boolean isScored(int index) {
            return rule.isScored(index) && !excluded.contains(index);
        }

        /// Where the target has no class all weigh the same: their intersections are 0 anyway.
        private double generalized(ClassCounts image) {
            double heaviest =
                    scored(image)
                            .filter(index -> image.target(index) > 0)
                            .mapToDouble(index -> weights.of(image.target(index)))
                            .max()
                            .orElse(1);
            IntToDoubleFunction weight =
                    index -> image.target(index) > 0 ? weights.of(image.target(index)) : heaviest;
            double intersections = 0;
            double sizes = 0;
            for (int index : scored(image).toArray()) {
                double size = (double) image.target(index) + image.prediction(index);
                intersections += weight.applyAsDouble(index) * (2.0 * image.intersection(index));
                sizes += weight.applyAsDouble(index) * size;
            }
            return SegmentationFormulas.ratio(intersections, sizes);
        }

        private IntStream scored(ClassCounts image) {
            return IntStream.range(0, image.numClasses()).filter(this::isScored);
        }

        /// The rule is not part of it: it is that of the tally.
        @Override
        public String fingerprint() {
            return "generalized_dice{excludedClasses=" + excluded + ", weights=" + weights + "}";
        }
    }

    /// Collects the options of a [GeneralizedDice].
    public static final class Builder extends OverlapBuilder<Builder> {
        private Weights weights = Weights.SQUARE;

        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses, Average.MACRO, Double.NaN);
        }

        /// Sets how much a class weighs; SQUARE unless set.
        public Builder weights(Weights kind) {
            this.weights = kind;
            return this;
        }

        @Override
        public GeneralizedDice build() {
            return new GeneralizedDice(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return withThreshold(super.settings())
                    .with(
                            MetricOption.choice("weights", Weights.class)
                                    .orElse(Weights.SQUARE)
                                    .summary("how much a class of T elements weighs"),
                            Builder::weights);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [GeneralizedDice] under the name `generalized_dice` and the aliases
    /// `generalized_dice_score` and `GeneralizedDice`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("generalized_dice_score", "GeneralizedDice");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
