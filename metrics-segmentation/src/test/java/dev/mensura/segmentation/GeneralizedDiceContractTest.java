package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.OverlapState;
import dev.mensura.core.Task;
import dev.mensura.segmentation.GeneralizedDice.Weights;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.Set;

/// The laws of [GeneralizedDice] for every task and weight, and of its provider.
final class GeneralizedDiceContractTest {

    abstract static class OfGeneralizedDice
            extends SegmentationContract<OverlapState, SegmentationResult> {
        private final Task task;
        private final Weights weights;

        OfGeneralizedDice(Task task, Weights weights) {
            this.task = task;
            this.weights = weights;
        }

        @Override
        final Task task() {
            return task;
        }

        @Override
        protected final GeneralizedDice definition() {
            return options().ignoreLabels(VOID).build();
        }

        @Override
        protected final GeneralizedDice otherOptions() {
            return options().ignoreLabels(VOID, CLASSES).build();
        }

        GeneralizedDice.Builder options() {
            GeneralizedDice.Builder builder =
                    switch (task) {
                        case BINARY -> GeneralizedDice.binary();
                        case MULTICLASS -> GeneralizedDice.multiclass(CLASSES);
                        case MULTILABEL -> GeneralizedDice.multilabel(CLASSES);
                    };
            return builder.weights(weights);
        }

        /// Per class the weight cancels.
        private Reading dice() {
            return Reading.of(
                    Formula.DICE,
                    task,
                    numClasses(),
                    Average.MACRO,
                    Aggregation.PER_CLASS_THEN_MEAN,
                    Double.NaN,
                    leftOut());
        }

        @Override
        final Expected expected(List<Image> images) {
            return Expected.of(Reference.generalizedDice(images, weights, leftOut()))
                    .withPerClass(dice().perClass(images));
        }

        @Override
        final int[] valid(List<Image> images) {
            return dice().valid(images);
        }

        /// The sums over images are exact in the metric and rounded at each step in the reference:
        /// some dozens of additions of numbers up to 1, each off by at most 2^-53 of a sum up to 2^7,
        /// divided by their number.
        @Override
        protected final double tolerance() {
            return 1e-14;
        }
    }

    @Nested
    final class GeneralizedDiceBinary extends OfGeneralizedDice {
        GeneralizedDiceBinary() {
            super(Task.BINARY, Weights.SQUARE);
        }
    }

    @Nested
    final class GeneralizedDiceSquare extends OfGeneralizedDice {
        GeneralizedDiceSquare() {
            super(Task.MULTICLASS, Weights.SQUARE);
        }
    }

    @Nested
    final class GeneralizedDiceSimple extends OfGeneralizedDice {
        GeneralizedDiceSimple() {
            super(Task.MULTICLASS, Weights.SIMPLE);
        }
    }

    @Nested
    final class GeneralizedDiceLinear extends OfGeneralizedDice {
        GeneralizedDiceLinear() {
            super(Task.MULTICLASS, Weights.LINEAR);
        }
    }

    @Nested
    final class GeneralizedDiceMultilabel extends OfGeneralizedDice {
        GeneralizedDiceMultilabel() {
            super(Task.MULTILABEL, Weights.SIMPLE);
        }
    }

    @Nested
    final class GeneralizedDiceIgnoringAClass extends OfGeneralizedDice {
        GeneralizedDiceIgnoringAClass() {
            super(Task.MULTICLASS, Weights.SQUARE);
        }

        @Override
        GeneralizedDice.Builder options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class GeneralizedDiceExcludingTheBackground extends OfGeneralizedDice {
        GeneralizedDiceExcludingTheBackground() {
            super(Task.MULTICLASS, Weights.SQUARE);
        }

        @Override
        GeneralizedDice.Builder options() {
            return super.options().includeBackground(false);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    @Nested
    final class GeneralizedDiceProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new GeneralizedDice.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("weights", Weights.LINEAR);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
