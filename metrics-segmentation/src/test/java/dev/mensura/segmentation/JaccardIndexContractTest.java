package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [JaccardIndex] for every task, average and aggregation, and of its provider.
final class JaccardIndexContractTest {

    abstract static class OfJaccardIndex extends AveragedContract {
        OfJaccardIndex(Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final JaccardIndex.Builder builder() {
            return switch (task()) {
                case BINARY -> JaccardIndex.binary();
                case MULTICLASS -> JaccardIndex.multiclass(CLASSES);
                case MULTILABEL -> JaccardIndex.multilabel(CLASSES);
            };
        }

        @Override
        final Formula formula() {
            return Formula.IOU;
        }
    }

    @Nested
    final class JaccardIndexBinaryMacro extends OfJaccardIndex {
        JaccardIndexBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class JaccardIndexBinaryWeighted extends OfJaccardIndex {
        JaccardIndexBinaryWeighted() {
            super(Task.BINARY, Average.WEIGHTED, Aggregation.DATASET, 1);
        }
    }

    @Nested
    final class JaccardIndexBinaryNonePerImage extends OfJaccardIndex {
        JaccardIndexBinaryNonePerImage() {
            super(Task.BINARY, Average.NONE, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class JaccardIndexBinaryWeightedPerImage extends OfJaccardIndex {
        JaccardIndexBinaryWeightedPerImage() {
            super(Task.BINARY, Average.WEIGHTED, Aggregation.PER_IMAGE_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class JaccardIndexBinaryMacroPooled extends OfJaccardIndex {
        JaccardIndexBinaryMacroPooled() {
            super(Task.BINARY, Average.MACRO, Aggregation.POOLED, Double.NaN);
        }
    }

    @Nested
    final class JaccardIndexMulticlassNone extends OfJaccardIndex {
        JaccardIndexMulticlassNone() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class JaccardIndexMulticlassMicro extends OfJaccardIndex {
        JaccardIndexMulticlassMicro() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.DATASET, 0.5);
        }
    }

    @Nested
    final class JaccardIndexMulticlassWeighted extends OfJaccardIndex {
        JaccardIndexMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, 0.5);
        }
    }

    @Nested
    final class JaccardIndexMulticlassNonePooled extends OfJaccardIndex {
        JaccardIndexMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 0);
        }
    }

    @Nested
    final class JaccardIndexMulticlassNonePerClass extends OfJaccardIndex {
        JaccardIndexMulticlassNonePerClass() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 1);
        }
    }

    @Nested
    final class JaccardIndexMultilabelMacro extends OfJaccardIndex {
        JaccardIndexMultilabelMacro() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class JaccardIndexMultilabelMicro extends OfJaccardIndex {
        JaccardIndexMultilabelMicro() {
            super(Task.MULTILABEL, Average.MICRO, Aggregation.DATASET, 1);
        }
    }

    @Nested
    final class JaccardIndexMultilabelMacroPerImage extends OfJaccardIndex {
        JaccardIndexMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class JaccardIndexMultilabelMicroPerImage extends OfJaccardIndex {
        JaccardIndexMultilabelMicroPerImage() {
            super(Task.MULTILABEL, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 1);
        }
    }

    @Nested
    final class JaccardIndexMultilabelMacroPerClass extends OfJaccardIndex {
        JaccardIndexMultilabelMacroPerClass() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class JaccardIndexMulticlassIgnoringAClass extends OfJaccardIndex {
        JaccardIndexMulticlassIgnoringAClass() {
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
    final class JaccardIndexMulticlassExcludingAClass extends OfJaccardIndex {
        JaccardIndexMulticlassExcludingAClass() {
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
    final class JaccardIndexProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new JaccardIndex.Provider();
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
    final class JaccardIndexProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new JaccardIndex.Provider();
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
