package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MinMax;
import dev.mensura.api.RunningWindow;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.ArrayList;
import java.util.List;

/// One example of every kind of state: each registered metric under each of its tasks, and what is
/// made of other metrics.
final class StateExamples {
    private static final List<SegmentationSample> CLASSES =
            List.of(labels("21020", "91271"), labels("0012", "0212"), labels("", ""));
    private static final List<SegmentationSample> BINARY =
            List.of(labels("0111", "0011"), labels("0110", "0109"), labels("", ""));
    private static final List<SegmentationSample> LABELS =
            List.of(
                    masks(new String[] {"011", "110"}, new String[] {"091", "100"}),
                    masks(new String[] {"10", "01"}, new String[] {"11", "00"}));

    private StateExamples() {}

    /// Returns all examples, in a fixed order.
    static List<StateExample> all() {
        List<StateExample> all = new ArrayList<>();
        for (String name : ours()) {
            for (Task task : Task.values()) {
                MetricOptions options = options(name, task);
                if (takes(name, task, options)) {
                    all.add(registered(name + "-" + task, name, task, options));
                }
            }
        }
        for (Task task : Task.values()) {
            MetricOptions options =
                    options("dice", task).with("aggregation", Aggregation.PER_IMAGE_THEN_MEAN);
            all.add(registered("dice-per-image-" + task, "dice", task, options));
        }
        all.add(matrixWithLabelsOutside());
        all.add(
                new StateExample.OfMetric<>(
                        "cohen_kappa-class-ignored",
                        CohenKappa.multiclass(3).ignoreLabels(2).build(),
                        List.of(labels("0012", "0212"))));
        all.add(
                new StateExample.OfMetric<>(
                        "jaccard_index-class-ignored",
                        JaccardIndex.multiclass(3).ignoreLabels(2).build(),
                        List.of(labels("0012", "0212"))));
        all.add(
                new StateExample.OfMetric<>(
                        "cohen_kappa-many-classes",
                        CohenKappa.multiclass(3000).ignoreLabels(9).build(),
                        CLASSES.subList(1, 3)));
        all.addAll(combined());
        return List.copyOf(all);
    }

    /// Returns the names of the metrics of this module, without those that tests add.
    private static List<String> ours() {
        MetricCatalog catalog = MetricCatalog.load();
        return catalog.names().stream()
                .filter(name ->
                        catalog.provider(name).getClass().getPackage()
                                == MeanIoU.class.getPackage())
                .toList();
    }

    private static StateExample registered(
            String file, String name, Task task, MetricOptions options) {
        return new StateExample.OfMetric<>(file, create(name, options), samples(task));
    }

    private static StateExample matrixWithLabelsOutside() {
        return new StateExample.OfMetric<>(
                "cohen_kappa-outside",
                CohenKappa.multiclass(3)
                        .ignoreLabels(9)
                        .labelPolicy(LabelPolicy.COUNT_AS_ERROR)
                        .build(),
                CLASSES);
    }

    private static List<StateExample> combined() {
        JaccardIndex jaccard = JaccardIndex.binary().build();
        List<SegmentationSample> samples = List.of(labels("0111", "0011"), labels("01", "00"));
        List<int[]> items = List.of(new int[] {1, 0, 1}, new int[] {0, 0}, new int[] {1});
        return List.of(
                new StateExample.OfMetric<>(
                        "collection",
                        MetricCollection.<int[]>builder()
                                .add("share", new ShareOfOnes())
                                .add("extremes", MinMax.of(new ShareOfOnes()))
                                .build(),
                        items),
                new StateExample.OfMetric<>("count_state", new ShareOfOnes(), items),
                new StateExample.OfMetric<>(
                        "running_window", RunningWindow.of(new ShareOfOnes(), 3), items),
                new StateExample.OfMetric<>("min_max", MinMax.of(jaccard), samples),
                new StateExample.OfTracker<>("tracker", new ShareOfOnes(), items));
    }

    private static List<SegmentationSample> samples(Task task) {
        return switch (task) {
            case BINARY -> BINARY;
            case MULTICLASS -> CLASSES;
            case MULTILABEL -> LABELS;
        };
    }

    /// Returns small options that use all of the evidence: ignored labels and labels out of range.
    private static MetricOptions options(String name, Task task) {
        List<String> known =
                MetricCatalog.load().provider(name).options().options().stream()
                        .<String>map(MetricOption::name)
                        .toList();
        MetricOptions options = MetricOptions.none().with("ignoreLabels", 9);
        if (task == Task.MULTICLASS) {
            options = options.with("labelPolicy", LabelPolicy.IGNORE_PIXEL);
        }
        if (known.contains("task")) {
            options = options.with("task", task);
        }
        if (task != Task.BINARY) {
            options = options.with("numClasses", task == Task.MULTICLASS ? 3 : 2);
        }
        return known.contains("categories") ? options.with("categories", "a:0+1/b:2") : options;
    }

    /// Returns whether the metric has this task; one that has a single task has no such option.
    private static boolean takes(String name, Task task, MetricOptions options) {
        if (!options.names().contains("task")) {
            return task == Task.MULTICLASS;
        }
        try {
            return !create(name, options).fingerprint().isEmpty();
        } catch (MetricOptionException unfit) {
            if (String.valueOf(unfit.getMessage()).startsWith("option task is")) {
                return false;
            }
            throw unfit;
        }
    }

    private static MetricDefinition<SegmentationSample, ?, MetricResult> create(
            String name, MetricOptions options) {
        return MetricCatalog.load()
                .create(name, SegmentationSample.class, MetricResult.class, options);
    }
}
