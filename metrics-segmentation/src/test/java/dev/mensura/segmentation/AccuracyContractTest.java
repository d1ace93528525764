package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [Accuracy] for every task, average and aggregation, and of its provider.
final class AccuracyContractTest {

    abstract static class OfAccuracy extends AveragedContract {
        OfAccuracy(Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final Accuracy.Builder builder() {
            return switch (task()) {
                case BINARY -> Accuracy.binary();
                case MULTICLASS -> Accuracy.multiclass(CLASSES);
                case MULTILABEL -> Accuracy.multilabel(CLASSES);
            };
        }

        @Override
        final Formula formula() {
            return task() == Task.MULTICLASS ? Formula.RECALL : Formula.ACCURACY;
        }
    }

    @Nested
    final class AccuracyBinaryMacro extends OfAccuracy {
        AccuracyBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class AccuracyMulticlassWeighted extends OfAccuracy {
        AccuracyMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class AccuracyMulticlassMicroPerImage extends OfAccuracy {
        AccuracyMulticlassMicroPerImage() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class AccuracyMulticlassNonePooled extends OfAccuracy {
        AccuracyMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 1);
        }
    }

    @Nested
    final class AccuracyMultilabelNonePerClass extends OfAccuracy {
        AccuracyMultilabelNonePerClass() {
            super(Task.MULTILABEL, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class AccuracyMultilabelMacroPerImage extends OfAccuracy {
        AccuracyMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class AccuracyMulticlassIgnoringAClass extends OfAccuracy {
        AccuracyMulticlassIgnoringAClass() {
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
    final class AccuracyMulticlassExcludingAClass extends OfAccuracy {
        AccuracyMulticlassExcludingAClass() {
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
    final class AccuracyProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Accuracy.Provider();
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
    final class AccuracyProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Accuracy.Provider();
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
