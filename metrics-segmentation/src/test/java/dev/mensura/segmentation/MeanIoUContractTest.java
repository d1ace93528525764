package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [MeanIoU] in every order of averaging, and of its provider.
final class MeanIoUContractTest {

    abstract static class InOrder extends OverlapContract {
        private final Aggregation aggregation;

        InOrder(Aggregation aggregation) {
            this.aggregation = aggregation;
        }

        @Override
        final Task task() {
            return Task.MULTICLASS;
        }

        @Override
        protected MeanIoU definition() {
            return options().ignoreLabels(VOID).build();
        }

        @Override
        protected final MeanIoU otherOptions() {
            return options().ignoreLabels(VOID, CLASSES).build();
        }

        MeanIoU.Builder options() {
            return MeanIoU.builder(CLASSES).aggregation(aggregation);
        }

        @Override
        final Reading reading() {
            return Reading.of(
                    Formula.IOU,
                    Task.MULTICLASS,
                    CLASSES,
                    Average.MACRO,
                    aggregation,
                    Double.NaN,
                    leftOut());
        }
    }

    @Nested
    final class MeanIoUOfDataset extends InOrder {
        MeanIoUOfDataset() {
            super(Aggregation.DATASET);
        }
    }

    @Nested
    final class MeanIoUPooled extends InOrder {
        MeanIoUPooled() {
            super(Aggregation.POOLED);
        }
    }

    @Nested
    final class MeanIoUPerClassThenMean extends InOrder {
        MeanIoUPerClassThenMean() {
            super(Aggregation.PER_CLASS_THEN_MEAN);
        }
    }

    @Nested
    final class MeanIoUPerImageThenMean extends InOrder {
        MeanIoUPerImageThenMean() {
            super(Aggregation.PER_IMAGE_THEN_MEAN);
        }
    }

    /// An excluded class is part of what is counted only where images are averaged.
    @Nested
    final class MeanIoUPerImageWithoutBackground extends InOrder {
        MeanIoUPerImageWithoutBackground() {
            super(Aggregation.PER_IMAGE_THEN_MEAN);
        }

        @Override
        MeanIoU.Builder options() {
            return super.options().includeBackground(false);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    @Nested
    final class MeanIoUIgnoringAClass extends InOrder {
        MeanIoUIgnoringAClass() {
            super(Aggregation.POOLED);
        }

        @Override
        MeanIoU.Builder options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class MeanIoUProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new MeanIoU.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "255")
                    .with("labelMapping", "7=2")
                    .with("excludedClasses", 1)
                    .with("includeBackground", false)
                    .with("targetMapping", "8=0")
                    .with("reduceZeroLabel", false)
                    .with("labelPolicy", LabelPolicy.IGNORE_PIXEL)
                    .with("profile", "monai")
                    .with("aggregation", Aggregation.PER_CLASS_THEN_MEAN)
                    .with("absentInMean", true)
                    .with("untargetedInMean", true)
                    .with("classWeights", "1+2+0.5")
                    .with("absentValue", 0.5);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0127", "8117");
        }
    }
}
