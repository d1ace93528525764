package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.CohenKappa.Weights;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;

/// The laws of [CohenKappa] for every task and kind of weights, and of its provider.
final class CohenKappaContractTest {

    abstract static class Kappa extends MatrixContract<SegmentationResult> {
        private final Weights weights;

        Kappa(Task task, Weights weights, Integer... ignoredClasses) {
            super(task, ignoredClasses);
            this.weights = weights;
        }

        @Override
        protected final CohenKappa definition() {
            return ignoring(builder()).build();
        }

        @Override
        protected final CohenKappa otherOptions() {
            return ignoring(builder(), CLASSES).build();
        }

        private CohenKappa.Builder builder() {
            return (task() == Task.BINARY ? CohenKappa.binary() : CohenKappa.multiclass(CLASSES))
                    .weights(weights);
        }

        @Override
        final Expected expected(List<Image> images) {
            MatrixReference counts =
                    task() == Task.BINARY
                            ? MatrixReference.ofLabels(List.of(0), images)
                            : MatrixReference.ofClasses(CLASSES, images);
            return Expected.of(counts.kappa(weights.ordinal()));
        }

        /// One class alone is 0/0.
        @Override
        protected final List<SegmentationSample> perfectSamples() {
            return super.perfectSamples().subList(0, 1);
        }
    }

    @Nested
    final class KappaBinary extends Kappa {
        KappaBinary() {
            super(Task.BINARY, Weights.NONE);
        }
    }

    @Nested
    final class KappaBinaryQuadratic extends Kappa {
        KappaBinaryQuadratic() {
            super(Task.BINARY, Weights.QUADRATIC);
        }
    }

    @Nested
    final class KappaMulticlass extends Kappa {
        KappaMulticlass() {
            super(Task.MULTICLASS, Weights.NONE);
        }
    }

    @Nested
    final class KappaMulticlassLinear extends Kappa {
        KappaMulticlassLinear() {
            super(Task.MULTICLASS, Weights.LINEAR);
        }
    }

    @Nested
    final class KappaMulticlassQuadratic extends Kappa {
        KappaMulticlassQuadratic() {
            super(Task.MULTICLASS, Weights.QUADRATIC);
        }
    }

    @Nested
    final class KappaMulticlassIgnoringAClass extends Kappa {
        KappaMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, Weights.NONE, 0);
        }
    }

    @Nested
    final class KappaProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new CohenKappa.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("weights", "linear");
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
