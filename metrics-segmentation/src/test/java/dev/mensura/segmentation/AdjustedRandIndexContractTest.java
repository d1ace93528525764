package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;

/// The laws of [AdjustedRandIndex] for every task, and of its provider.
final class AdjustedRandIndexContractTest {

    abstract static class Clusters extends MatrixContract<SegmentationResult> {
        Clusters(Task task, Integer... ignoredClasses) {
            super(task, ignoredClasses);
        }

        @Override
        protected final AdjustedRandIndex definition() {
            return ignoring(builder()).build();
        }

        @Override
        protected final AdjustedRandIndex otherOptions() {
            return ignoring(builder(), CLASSES).build();
        }

        private AdjustedRandIndex.Builder builder() {
            return task() == Task.BINARY
                    ? AdjustedRandIndex.binary()
                    : AdjustedRandIndex.multiclass(CLASSES);
        }

        @Override
        final Expected expected(List<Image> images) {
            MatrixReference counts =
                    task() == Task.BINARY
                            ? MatrixReference.ofLabels(List.of(0), images)
                            : MatrixReference.ofClasses(CLASSES, images);
            return Expected.of(counts.adjustedRand());
        }
    }

    @Nested
    final class AdjustedRandIndexBinary extends Clusters {
        AdjustedRandIndexBinary() {
            super(Task.BINARY);
        }
    }

    @Nested
    final class AdjustedRandIndexMulticlass extends Clusters {
        AdjustedRandIndexMulticlass() {
            super(Task.MULTICLASS);
        }
    }

    @Nested
    final class AdjustedRandIndexMulticlassIgnoringAClass extends Clusters {
        AdjustedRandIndexMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, 0);
        }
    }

    @Nested
    final class AdjustedRandIndexProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new AdjustedRandIndex.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("task", Task.BINARY)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("threshold", 0.25);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0170", "0719");
        }
    }
}
