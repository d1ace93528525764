package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [Recall] for every task, average and aggregation, and of its provider.
final class RecallContractTest {

    abstract static class OfRecall extends AveragedContract {
        OfRecall(Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final Recall.Builder builder() {
            return switch (task()) {
                case BINARY -> Recall.binary();
                case MULTICLASS -> Recall.multiclass(CLASSES);
                case MULTILABEL -> Recall.multilabel(CLASSES);
            };
        }

        @Override
        final Formula formula() {
            return Formula.RECALL;
        }
    }

    @Nested
    final class RecallBinaryMacro extends OfRecall {
        RecallBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class RecallMulticlassWeighted extends OfRecall {
        RecallMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class RecallMulticlassMicroPerImage extends OfRecall {
        RecallMulticlassMicroPerImage() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class RecallMulticlassNonePooled extends OfRecall {
        RecallMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 1);
        }
    }

    @Nested
    final class RecallMultilabelNonePerClass extends OfRecall {
        RecallMultilabelNonePerClass() {
            super(Task.MULTILABEL, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class RecallMultilabelMacroPerImage extends OfRecall {
        RecallMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class RecallMulticlassIgnoringAClass extends OfRecall {
        RecallMulticlassIgnoringAClass() {
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
    final class RecallMulticlassExcludingAClass extends OfRecall {
        RecallMulticlassExcludingAClass() {
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
    final class RecallProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Recall.Provider();
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
    final class RecallProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Recall.Provider();
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
