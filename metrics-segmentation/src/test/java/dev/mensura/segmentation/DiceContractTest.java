package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [Dice] for every task, average and aggregation, and of its provider.
final class DiceContractTest {

    abstract static class OfDice extends AveragedContract {
        OfDice(Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final Dice.Builder builder() {
            return switch (task()) {
                case BINARY -> Dice.binary();
                case MULTICLASS -> Dice.multiclass(CLASSES);
                case MULTILABEL -> Dice.multilabel(CLASSES);
            };
        }

        @Override
        final Formula formula() {
            return Formula.DICE;
        }
    }

    @Nested
    final class DiceBinaryMacro extends OfDice {
        DiceBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class DiceBinaryWeighted extends OfDice {
        DiceBinaryWeighted() {
            super(Task.BINARY, Average.WEIGHTED, Aggregation.DATASET, 1);
        }
    }

    @Nested
    final class DiceBinaryNonePerImage extends OfDice {
        DiceBinaryNonePerImage() {
            super(Task.BINARY, Average.NONE, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class DiceBinaryWeightedPerImage extends OfDice {
        DiceBinaryWeightedPerImage() {
            super(Task.BINARY, Average.WEIGHTED, Aggregation.PER_IMAGE_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class DiceBinaryMacroPooled extends OfDice {
        DiceBinaryMacroPooled() {
            super(Task.BINARY, Average.MACRO, Aggregation.POOLED, Double.NaN);
        }
    }

    @Nested
    final class DiceMulticlassNone extends OfDice {
        DiceMulticlassNone() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class DiceMulticlassMicro extends OfDice {
        DiceMulticlassMicro() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.DATASET, 0.5);
        }
    }

    @Nested
    final class DiceMulticlassWeighted extends OfDice {
        DiceMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, 0.5);
        }
    }

    @Nested
    final class DiceMulticlassNonePooled extends OfDice {
        DiceMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 0);
        }
    }

    @Nested
    final class DiceMulticlassNonePerClass extends OfDice {
        DiceMulticlassNonePerClass() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 1);
        }
    }

    @Nested
    final class DiceMultilabelMacro extends OfDice {
        DiceMultilabelMacro() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class DiceMultilabelMicro extends OfDice {
        DiceMultilabelMicro() {
            super(Task.MULTILABEL, Average.MICRO, Aggregation.DATASET, 1);
        }
    }

    @Nested
    final class DiceMultilabelMacroPerImage extends OfDice {
        DiceMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class DiceMultilabelMicroPerImage extends OfDice {
        DiceMultilabelMicroPerImage() {
            super(Task.MULTILABEL, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 1);
        }
    }

    @Nested
    final class DiceMultilabelMacroPerClass extends OfDice {
        DiceMultilabelMacroPerClass() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class DiceMulticlassIgnoringAClass extends OfDice {
        DiceMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.DATASET, 0);
        }

        @Override
        AveragedBuilder<?> options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class DiceMulticlassExcludingAClass extends OfDice {
        DiceMulticlassExcludingAClass() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }

        @Override
        AveragedBuilder<?> options() {
            return super.options().excludedClasses(0);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    /// The provider, where the number of classes may be left out.
    @Nested
    final class DiceProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Dice.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("task", Task.BINARY)
                    .with("profile", "KERAS")
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("targetMapping", "8=0")
                    .with("threshold", 0.25)
                    .with("thresholdRule", ThresholdRule.GREATER_OR_EQUAL)
                    .with("average", Average.MICRO)
                    .with("aggregation", Aggregation.PER_IMAGE_THEN_MEAN)
                    .with("absentInMean", false)
                    .with("zeroDivision", 0.5);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0170", "8719");
        }
    }

    /// The provider, where the task follows from the number of classes.
    @Nested
    final class DiceProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Dice.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("untargetedInMean", false)
                    .with("average", Average.WEIGHTED)
                    .with("zeroDivision", 1);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
