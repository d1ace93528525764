package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;

/// The laws of [RandIndex] for every task, and of its provider.
final class RandIndexContractTest {

    abstract static class Clusters extends MatrixContract<SegmentationResult> {
        Clusters(Task task, Integer... ignoredClasses) {
            super(task, ignoredClasses);
        }

        @Override
        protected final RandIndex definition() {
            return ignoring(builder()).build();
        }

        @Override
        protected final RandIndex otherOptions() {
            return ignoring(builder(), CLASSES).build();
        }

        private RandIndex.Builder builder() {
            return task() == Task.BINARY ? RandIndex.binary() : RandIndex.multiclass(CLASSES);
        }

        @Override
        final Expected expected(List<Image> images) {
            MatrixReference counts =
                    task() == Task.BINARY
                            ? MatrixReference.ofLabels(List.of(0), images)
                            : MatrixReference.ofClasses(CLASSES, images);
            return Expected.of(counts.rand());
        }
    }

    @Nested
    final class RandIndexBinary extends Clusters {
        RandIndexBinary() {
            super(Task.BINARY);
        }
    }

    @Nested
    final class RandIndexMulticlass extends Clusters {
        RandIndexMulticlass() {
            super(Task.MULTICLASS);
        }
    }

    @Nested
    final class RandIndexMulticlassIgnoringAClass extends Clusters {
        RandIndexMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, 0);
        }
    }

    @Nested
    final class RandIndexProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new RandIndex.Provider();
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
