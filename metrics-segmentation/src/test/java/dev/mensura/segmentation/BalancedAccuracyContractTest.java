package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.Set;

/// The laws of [BalancedAccuracy] plain and adjusted, and of its provider.
final class BalancedAccuracyContractTest {

    abstract static class OfBalancedAccuracy extends OverlapContract {
        private final boolean adjusted;

        OfBalancedAccuracy(boolean adjusted) {
            this.adjusted = adjusted;
        }

        @Override
        final Task task() {
            return Task.MULTICLASS;
        }

        @Override
        protected final BalancedAccuracy definition() {
            return options().ignoreLabels(VOID).build();
        }

        @Override
        protected final BalancedAccuracy otherOptions() {
            return options().ignoreLabels(VOID, CLASSES).build();
        }

        BalancedAccuracy.Builder options() {
            return BalancedAccuracy.builder(CLASSES).adjusted(adjusted);
        }

        @Override
        final Reading reading() {
            return Reading.of(
                            Formula.RECALL,
                            Task.MULTICLASS,
                            CLASSES,
                            Average.MACRO,
                            Aggregation.DATASET,
                            Double.NaN,
                            leftOut())
                    .withFlags(false, false);
        }

        @Override
        final Expected expected(List<Image> images) {
            double mean = reading().value(images);
            double n = reading().valid(images).length;
            double value = !adjusted ? mean : n > 1 ? (mean - 1 / n) / (1 - 1 / n) : Double.NaN;
            return Expected.of(value).withPerClass(reading().perClass(images));
        }

        /// Several classes are needed: of one alone no answer is better than chance.
        @Override
        protected List<SegmentationSample> perfectSamples() {
            return List.of(Samples.labels("0120", "0120"), Samples.labels("0112", "0112"));
        }
    }

    @Nested
    final class BalancedAccuracyPlain extends OfBalancedAccuracy {
        BalancedAccuracyPlain() {
            super(false);
        }
    }

    @Nested
    final class BalancedAccuracyAdjusted extends OfBalancedAccuracy {
        BalancedAccuracyAdjusted() {
            super(true);
        }
    }

    @Nested
    final class BalancedAccuracyIgnoringAClass extends OfBalancedAccuracy {
        BalancedAccuracyIgnoringAClass() {
            super(true);
        }

        @Override
        BalancedAccuracy.Builder options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class BalancedAccuracyWithoutBackground extends OfBalancedAccuracy {
        BalancedAccuracyWithoutBackground() {
            super(true);
        }

        @Override
        BalancedAccuracy.Builder options() {
            return super.options().includeBackground(false);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    @Nested
    final class BalancedAccuracyProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new BalancedAccuracy.Provider();
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
                    .with("adjusted", true);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0173", "0719");
        }
    }
}
