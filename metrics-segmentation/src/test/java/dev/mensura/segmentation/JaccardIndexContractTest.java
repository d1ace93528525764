package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.Set;

/// The laws of [JaccardIndex] for every task and average, and of its provider.
final class JaccardIndexContractTest {

    abstract static class Averaged extends OverlapContract {
        private final Task task;
        private final Average average;
        private final double zeroDivision;

        Averaged(Task task, Average average, double zeroDivision) {
            this.task = task;
            this.average = average;
            this.zeroDivision = zeroDivision;
        }

        @Override
        final Task task() {
            return task;
        }

        @Override
        protected final JaccardIndex definition() {
            return options().ignoreLabels(VOID).build();
        }

        @Override
        protected final JaccardIndex otherOptions() {
            return options().ignoreLabels(VOID, CLASSES).build();
        }

        JaccardIndex.Builder options() {
            JaccardIndex.Builder builder =
                    switch (task) {
                        case BINARY -> JaccardIndex.binary();
                        case MULTICLASS -> JaccardIndex.multiclass(CLASSES);
                        case MULTILABEL -> JaccardIndex.multilabel(CLASSES);
                    };
            return builder.average(average).zeroDivision(zeroDivision);
        }

        @Override
        final Expected expected(List<Image> images) {
            Reference counts = Reference.count(numClasses(), images);
            double[] perClass = counts.jaccardPerClass(zeroDivision, leftOut());
            double value =
                    task == Task.BINARY
                            ? perClass[0]
                            : counts.jaccard(
                                    average, zeroDivision, task == Task.MULTILABEL, leftOut());
            return Expected.of(value).withPerClass(perClass);
        }
    }

    @Nested
    final class JaccardBinaryNone extends Averaged {
        JaccardBinaryNone() {
            super(Task.BINARY, Average.NONE, 0);
        }
    }

    @Nested
    final class JaccardBinaryMacro extends Averaged {
        JaccardBinaryMacro() {
            super(Task.BINARY, Average.MACRO, Double.NaN);
        }
    }

    @Nested
    final class JaccardBinaryMicro extends Averaged {
        JaccardBinaryMicro() {
            super(Task.BINARY, Average.MICRO, 1);
        }
    }

    @Nested
    final class JaccardBinaryWeighted extends Averaged {
        JaccardBinaryWeighted() {
            super(Task.BINARY, Average.WEIGHTED, 0.5);
        }
    }

    @Nested
    final class JaccardMulticlassNone extends Averaged {
        JaccardMulticlassNone() {
            super(Task.MULTICLASS, Average.NONE, 1);
        }
    }

    @Nested
    final class JaccardMulticlassMacro extends Averaged {
        JaccardMulticlassMacro() {
            super(Task.MULTICLASS, Average.MACRO, 0);
        }
    }

    @Nested
    final class JaccardMulticlassMicro extends Averaged {
        JaccardMulticlassMicro() {
            super(Task.MULTICLASS, Average.MICRO, 0.5);
        }
    }

    @Nested
    final class JaccardMulticlassWeighted extends Averaged {
        JaccardMulticlassWeighted() {
            super(Task.MULTICLASS, Average.WEIGHTED, Double.NaN);
        }
    }

    @Nested
    final class JaccardMulticlassIgnoringAClass extends Averaged {
        JaccardMulticlassIgnoringAClass() {
            super(Task.MULTICLASS, Average.MICRO, 0);
        }

        @Override
        JaccardIndex.Builder options() {
            return super.options().ignoreLabels(0);
        }

        @Override
        Set<Integer> ignoredClasses() {
            return Set.of(0);
        }
    }

    @Nested
    final class JaccardMulticlassExcludingAClass extends Averaged {
        JaccardMulticlassExcludingAClass() {
            super(Task.MULTICLASS, Average.WEIGHTED, 0);
        }

        @Override
        JaccardIndex.Builder options() {
            return super.options().excludedClasses(0);
        }

        @Override
        Set<Integer> leftOut() {
            return Set.of(0);
        }
    }

    @Nested
    final class JaccardMultilabelNone extends Averaged {
        JaccardMultilabelNone() {
            super(Task.MULTILABEL, Average.NONE, 1);
        }
    }

    @Nested
    final class JaccardMultilabelMacro extends Averaged {
        JaccardMultilabelMacro() {
            super(Task.MULTILABEL, Average.MACRO, Double.NaN);
        }
    }

    @Nested
    final class JaccardMultilabelMicro extends Averaged {
        JaccardMultilabelMicro() {
            super(Task.MULTILABEL, Average.MICRO, 0);
        }
    }

    @Nested
    final class JaccardMultilabelWeighted extends Averaged {
        JaccardMultilabelWeighted() {
            super(Task.MULTILABEL, Average.WEIGHTED, 0);
        }
    }

    /// The provider, where the number of classes may be left out.
    @Nested
    final class JaccardProviderOfBinary extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new JaccardIndex.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("task", Task.BINARY)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("threshold", 0.25)
                    .with("average", Average.MICRO)
                    .with("zeroDivision", Double.NaN);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0170", "0719");
        }
    }

    /// The provider, where the task follows from the number of classes.
    @Nested
    final class JaccardProviderOfClasses extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new JaccardIndex.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("excludedClasses", 0)
                    .with("average", Average.WEIGHTED)
                    .with("zeroDivision", 1);
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
