package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [VolumetricSimilarity] for every task, average and aggregation, and of its provider.
final class VolumetricSimilarityContractTest {

    abstract static class OfVolumetricSimilarity extends AveragedContract {
        OfVolumetricSimilarity(
                Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final VolumetricSimilarity.Builder builder() {
            return switch (task()) {
                case BINARY -> VolumetricSimilarity.binary();
                case MULTICLASS -> VolumetricSimilarity.multiclass(CLASSES);
                case MULTILABEL -> VolumetricSimilarity.multilabel(CLASSES);
            };
        }

        @Override
        final Formula formula() {
            return Formula.VOLUMETRIC_SIMILARITY;
        }
    }

    @Nested
    final class VolumetricSimilarityBinaryMacro extends OfVolumetricSimilarity {
        VolumetricSimilarityBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class VolumetricSimilarityMulticlassWeighted extends OfVolumetricSimilarity {
        VolumetricSimilarityMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class VolumetricSimilarityMulticlassMicroPerImage extends OfVolumetricSimilarity {
        VolumetricSimilarityMulticlassMicroPerImage() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class VolumetricSimilarityMulticlassNonePooled extends OfVolumetricSimilarity {
        VolumetricSimilarityMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 1);
        }
    }

    @Nested
    final class VolumetricSimilarityMultilabelNonePerClass extends OfVolumetricSimilarity {
        VolumetricSimilarityMultilabelNonePerClass() {
            super(Task.MULTILABEL, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class VolumetricSimilarityMultilabelMacroPerImage extends OfVolumetricSimilarity {
        VolumetricSimilarityMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class VolumetricSimilarityMulticlassIgnoringAClass extends OfVolumetricSimilarity {
        VolumetricSimilarityMulticlassIgnoringAClass() {
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
    final class VolumetricSimilarityMulticlassExcludingAClass extends OfVolumetricSimilarity {
        VolumetricSimilarityMulticlassExcludingAClass() {
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
    final class VolumetricSimilarityProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new VolumetricSimilarity.Provider();
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
    final class VolumetricSimilarityProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new VolumetricSimilarity.Provider();
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
