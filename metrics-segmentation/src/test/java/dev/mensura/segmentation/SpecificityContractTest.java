package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.Set;

/// The laws of [Specificity] for every task, average and aggregation, and of its provider.
final class SpecificityContractTest {

    abstract static class OfSpecificity extends AveragedContract {
        OfSpecificity(Task task, Average average, Aggregation aggregation, double zeroDivision) {
            super(task, average, aggregation, zeroDivision);
        }

        @Override
        final Specificity.Builder builder() {
            return switch (task()) {
                case BINARY -> Specificity.binary();
                case MULTICLASS -> Specificity.multiclass(CLASSES);
                case MULTILABEL -> Specificity.multilabel(CLASSES);
            };
        }

        @Override
        final Formula formula() {
            return Formula.SPECIFICITY;
        }

        /// Elements of other classes are needed: a class that fills the image has no negatives.
        @Override
        protected List<SegmentationSample> perfectSamples() {
            return switch (task()) {
                case BINARY -> List.of(Samples.labels("010", "010"), Samples.labels("10", "10"));
                case MULTICLASS ->
                        List.of(Samples.labels("0120", "0120"), Samples.labels("011", "011"));
                case MULTILABEL ->
                        List.of(
                                Samples.masks(
                                        new String[] {"10", "01", "01"},
                                        new String[] {"10", "01", "01"}));
            };
        }
    }

    @Nested
    final class SpecificityBinaryMacro extends OfSpecificity {
        SpecificityBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Aggregation.DATASET, 0);
        }
    }

    @Nested
    final class SpecificityMulticlassWeighted extends OfSpecificity {
        SpecificityMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Aggregation.DATASET, Double.NaN);
        }
    }

    @Nested
    final class SpecificityMulticlassMicroPerImage extends OfSpecificity {
        SpecificityMulticlassMicroPerImage() {
            super(Task.MULTICLASS, Average.MICRO, Aggregation.PER_IMAGE_THEN_MEAN, 0);
        }
    }

    @Nested
    final class SpecificityMulticlassNonePooled extends OfSpecificity {
        SpecificityMulticlassNonePooled() {
            super(Task.MULTICLASS, Average.NONE, Aggregation.POOLED, 1);
        }
    }

    @Nested
    final class SpecificityMultilabelNonePerClass extends OfSpecificity {
        SpecificityMultilabelNonePerClass() {
            super(Task.MULTILABEL, Average.NONE, Aggregation.PER_CLASS_THEN_MEAN, 0.5);
        }
    }

    @Nested
    final class SpecificityMultilabelMacroPerImage extends OfSpecificity {
        SpecificityMultilabelMacroPerImage() {
            super(Task.MULTILABEL, Average.MACRO, Aggregation.PER_IMAGE_THEN_MEAN, Double.NaN);
        }
    }

    @Nested
    final class SpecificityMulticlassIgnoringAClass extends OfSpecificity {
        SpecificityMulticlassIgnoringAClass() {
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
    final class SpecificityMulticlassExcludingAClass extends OfSpecificity {
        SpecificityMulticlassExcludingAClass() {
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
    final class SpecificityProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Specificity.Provider();
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
    final class SpecificityProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new Specificity.Provider();
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
