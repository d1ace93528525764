package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.Set;

/// The laws of [FrequencyWeightedIoU], and of its provider.
final class FrequencyWeightedIoUContractTest {

    abstract static class OfFrequencyWeightedIoU extends OverlapContract {
        @Override
        final Task task() {
            return Task.MULTICLASS;
        }

        @Override
        protected final FrequencyWeightedIoU definition() {
            return options().ignoreLabels(VOID).build();
        }

        @Override
        protected final FrequencyWeightedIoU otherOptions() {
            return options().ignoreLabels(VOID, CLASSES).build();
        }

        FrequencyWeightedIoU.Builder options() {
            return FrequencyWeightedIoU.builder(CLASSES);
        }

        @Override
        final Reading reading() {
            return Reading.of(
                    Formula.IOU,
                    Task.MULTICLASS,
                    CLASSES,
                    Average.WEIGHTED,
                    Aggregation.DATASET,
                    Double.NaN,
                    leftOut());
        }
    }

    @Nested
    final class FrequencyWeightedIoUOfAllClasses extends OfFrequencyWeightedIoU {}

    @Nested
    final class FrequencyWeightedIoUIgnoringAClass extends OfFrequencyWeightedIoU {
        @Override
        FrequencyWeightedIoU.Builder options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class FrequencyWeightedIoUWithoutBackground extends OfFrequencyWeightedIoU {
        @Override
        FrequencyWeightedIoU.Builder options() {
            return super.options().includeBackground(false);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    @Nested
    final class FrequencyWeightedIoUProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new FrequencyWeightedIoU.Provider();
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
                    .with("excludedClasses", 2);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0173", "0719");
        }
    }
}
