package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [MeanAccuracy] in every order of averaging, and of its provider.
final class MeanAccuracyContractTest {

    abstract static class OfMeanAccuracy extends OverlapContract {
        private final Aggregation aggregation;

        OfMeanAccuracy(Aggregation aggregation) {
            this.aggregation = aggregation;
        }

        @Override
        final Task task() {
            return Task.MULTICLASS;
        }

        @Override
        protected final MeanAccuracy definition() {
            return options().ignoreLabels(VOID).build();
        }

        @Override
        protected final MeanAccuracy otherOptions() {
            return options().ignoreLabels(VOID, CLASSES).build();
        }

        MeanAccuracy.Builder options() {
            return MeanAccuracy.builder(CLASSES).aggregation(aggregation);
        }

        @Override
        final Reading reading() {
            return Reading.of(
                            Formula.RECALL,
                            Task.MULTICLASS,
                            CLASSES,
                            Average.MACRO,
                            aggregation,
                            Double.NaN,
                            leftOut())
                    .withFlags(false, false);
        }
    }

    @Nested
    final class MeanAccuracyOfDataset extends OfMeanAccuracy {
        MeanAccuracyOfDataset() {
            super(Aggregation.DATASET);
        }
    }

    @Nested
    final class MeanAccuracyPooled extends OfMeanAccuracy {
        MeanAccuracyPooled() {
            super(Aggregation.POOLED);
        }
    }

    @Nested
    final class MeanAccuracyPerClassThenMean extends OfMeanAccuracy {
        MeanAccuracyPerClassThenMean() {
            super(Aggregation.PER_CLASS_THEN_MEAN);
        }
    }

    @Nested
    final class MeanAccuracyPerImageThenMean extends OfMeanAccuracy {
        MeanAccuracyPerImageThenMean() {
            super(Aggregation.PER_IMAGE_THEN_MEAN);
        }
    }

    @Nested
    final class MeanAccuracyIgnoringAClass extends OfMeanAccuracy {
        MeanAccuracyIgnoringAClass() {
            super(Aggregation.PER_IMAGE_THEN_MEAN);
        }

        @Override
        MeanAccuracy.Builder options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class MeanAccuracyWithoutBackground extends OfMeanAccuracy {
        MeanAccuracyWithoutBackground() {
            super(Aggregation.PER_IMAGE_THEN_MEAN);
        }

        @Override
        MeanAccuracy.Builder options() {
            return super.options().includeBackground(false);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    @Nested
    final class MeanAccuracyProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new MeanAccuracy.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("profile", "mmseg")
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("labelPolicy", LabelPolicy.COUNT_AS_ERROR)
                    .with("includeBackground", false)
                    .with("excludedClasses", 2)
                    .with("aggregation", Aggregation.POOLED);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0173", "0719");
        }
    }
}
