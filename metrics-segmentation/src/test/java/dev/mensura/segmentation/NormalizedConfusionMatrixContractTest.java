package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;

/// The laws of [NormalizedConfusionMatrix] for every task and normalisation, and of its provider.
final class NormalizedConfusionMatrixContractTest {

    abstract static class Confusion extends MatrixContract<NormalizedConfusionMatrix.Result> {
        private final Normalization normalization;

        Confusion(Task task, Normalization normalization, Integer... ignoredClasses) {
            super(task, ignoredClasses);
            this.normalization = normalization;
        }

        @Override
        protected final NormalizedConfusionMatrix definition() {
            return ignoring(builder()).build();
        }

        @Override
        protected final NormalizedConfusionMatrix otherOptions() {
            return ignoring(builder(), CLASSES).build();
        }

        private NormalizedConfusionMatrix.Builder builder() {
            NormalizedConfusionMatrix.Builder builder =
                    switch (task()) {
                        case BINARY -> NormalizedConfusionMatrix.binary();
                        case MULTICLASS -> NormalizedConfusionMatrix.multiclass(CLASSES);
                        case MULTILABEL -> NormalizedConfusionMatrix.multilabel(CLASSES);
                    };
            return builder.normalize(normalization);
        }

        @Override
        final Expected expected(List<Image> images) {
            MatrixReference counts =
                    switch (task()) {
                        case BINARY -> MatrixReference.ofLabels(List.of(0), images);
                        case MULTICLASS -> MatrixReference.ofClasses(CLASSES, images);
                        case MULTILABEL -> MatrixReference.ofLabels(List.of(0, 1, 2), images);
                    };
            return Expected.of(counts.accuracy());
        }
    }

    @Nested
    final class ConfusionBinary extends Confusion {
        ConfusionBinary() {
            super(Task.BINARY, Normalization.ALL);
        }
    }

    @Nested
    final class ConfusionMulticlass extends Confusion {
        ConfusionMulticlass() {
            super(Task.MULTICLASS, Normalization.NONE);
        }
    }

    @Nested
    final class ConfusionMulticlassIgnoringAClass extends Confusion {
        ConfusionMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, Normalization.TARGET, 0);
        }
    }

    @Nested
    final class ConfusionMultilabel extends Confusion {
        ConfusionMultilabel() {
            super(Task.MULTILABEL, Normalization.PREDICTION);
        }
    }

    @Nested
    final class ConfusionProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new NormalizedConfusionMatrix.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("normalize", "target");
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
