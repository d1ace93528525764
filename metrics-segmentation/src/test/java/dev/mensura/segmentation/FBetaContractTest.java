package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [FBeta] for every task, average and aggregation, and of its provider.
final class FBetaContractTest {

    abstract static class OfFBeta extends AveragedContract {
        OfFBeta(Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final FBeta.Builder builder() {
            return switch (task()) {
                case BINARY -> FBeta.binary().beta(2);
                case MULTICLASS -> FBeta.multiclass(CLASSES).beta(2);
                case MULTILABEL -> FBeta.multilabel(CLASSES).beta(2);
            };
        }

        @Override
        final Formula formula() {
            return Formula.F_TWO;
        }
    }

    @Nested
    final class FBetaBinaryMacro extends OfFBeta {
        FBetaBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class FBetaMulticlassWeighted extends OfFBeta {
        FBetaMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class FBetaMulticlassMicroPerImage extends OfFBeta {
        FBetaMulticlassMicroPerImage() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class FBetaMulticlassNonePooled extends OfFBeta {
        FBetaMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 1);
        }
    }

    @Nested
    final class FBetaMultilabelNonePerClass extends OfFBeta {
        FBetaMultilabelNonePerClass() {
            super(Task.MULTILABEL, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class FBetaMultilabelMacroPerImage extends OfFBeta {
        FBetaMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class FBetaMulticlassIgnoringAClass extends OfFBeta {
        FBetaMulticlassIgnoringAClass() {
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
    final class FBetaMulticlassExcludingAClass extends OfFBeta {
        FBetaMulticlassExcludingAClass() {
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
    final class FBetaProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new FBeta.Provider();
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
                    .with("beta", 2)
                    .with("zeroDivision", 0.5);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0170", "8719");
        }
    }

    /// The provider, where the task follows from the number of classes.
    @Nested
    final class FBetaProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new FBeta.Provider();
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
