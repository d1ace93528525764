package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.MatthewsCorrelation.Undefined;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;

/// The laws of [MatthewsCorrelation] for every task and value of 0/0, and of its provider.
final class MatthewsCorrelationContractTest {

    abstract static class Matthews extends MatrixContract<SegmentationResult> {
        private final Undefined undefined;

        Matthews(Task task, Undefined undefined, Integer... ignoredClasses) {
            super(task, ignoredClasses);
            this.undefined = undefined;
        }

        @Override
        protected final MatthewsCorrelation definition() {
            return ignoring(builder()).build();
        }

        @Override
        protected final MatthewsCorrelation otherOptions() {
            return ignoring(builder(), CLASSES).build();
        }

        private MatthewsCorrelation.Builder builder() {
            MatthewsCorrelation.Builder builder =
                    switch (task()) {
                        case BINARY -> MatthewsCorrelation.binary();
                        case MULTICLASS -> MatthewsCorrelation.multiclass(CLASSES);
                        case MULTILABEL -> MatthewsCorrelation.multilabel(CLASSES);
                    };
            return builder.undefined(undefined);
        }

        @Override
        final Expected expected(List<Image> images) {
            return switch (task()) {
                case BINARY -> Expected.of(ofLabels(images, 0));
                case MULTICLASS -> {
                    double value = MatrixReference.ofClasses(CLASSES, images).matthews();
                    yield Expected.of(
                            Double.isNaN(value) && undefined != Undefined.NAN ? 0 : value);
                }
                case MULTILABEL ->
                        Expected.of(ofLabels(images, 0, 1, 2))
                                .withPerClass(
                                        ofLabels(images, 0),
                                        ofLabels(images, 1),
                                        ofLabels(images, 2));
            };
        }

        private double ofLabels(List<Image> images, Integer... labels) {
            MatrixReference counts = MatrixReference.ofLabels(List.of(labels), images);
            double value = counts.matthews();
            if (!Double.isNaN(value) || undefined == Undefined.NAN) {
                return value;
            }
            double accuracy = counts.accuracy();
            return undefined == Undefined.AGREEMENT && (accuracy == 1 || accuracy == 0)
                    ? 2 * accuracy - 1
                    : 0;
        }

        /// One class alone is 0/0.
        @Override
        protected final List<SegmentationSample> perfectSamples() {
            return super.perfectSamples().subList(0, 1);
        }

        /// The reference adds up rounded deviations from the mean, the metric divides integers.
        @Override
        protected final double tolerance() {
            return 1e-12;
        }
    }

    @Nested
    final class MatthewsBinary extends Matthews {
        MatthewsBinary() {
            super(Task.BINARY, Undefined.NAN);
        }
    }

    @Nested
    final class MatthewsBinaryAgreement extends Matthews {
        MatthewsBinaryAgreement() {
            super(Task.BINARY, Undefined.AGREEMENT);
        }
    }

    @Nested
    final class MatthewsMulticlass extends Matthews {
        MatthewsMulticlass() {
            super(Task.MULTICLASS, Undefined.NAN);
        }
    }

    @Nested
    final class MatthewsMulticlassZero extends Matthews {
        MatthewsMulticlassZero() {
            super(Task.MULTICLASS, Undefined.ZERO);
        }
    }

    @Nested
    final class MatthewsMulticlassIgnoringAClass extends Matthews {
        MatthewsMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, Undefined.AGREEMENT, 0);
        }
    }

    @Nested
    final class MatthewsMultilabel extends Matthews {
        MatthewsMultilabel() {
            super(Task.MULTILABEL, Undefined.NAN);
        }
    }

    @Nested
    final class MatthewsMultilabelAgreement extends Matthews {
        MatthewsMultilabelAgreement() {
            super(Task.MULTILABEL, Undefined.AGREEMENT);
        }
    }

    @Nested
    final class MatthewsProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new MatthewsCorrelation.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("undefined", "agreement");
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
