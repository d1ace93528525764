package dev.mensura.verification.application;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.segmentation.Profile;

import java.util.List;

/// An application in its own jar: prints which metrics and profiles it found, what went wrong, the
/// value of one metric, which kernel counted, and in which modules of ours it runs. One fact per line.
public final class ListMetrics {
    private ListMetrics() {}

    /// Prints the facts.
    public static void main(String[] arguments) {
        MetricCatalog catalog = MetricCatalog.load();
        print(catalog, "metric ");
        catalog.problems().forEach(problem -> System.out.println("problem " + problem));
        Profile.all().forEach(profile -> System.out.println("profile " + profile.name()));
        System.out.println("value " + value(catalog));
        System.out.println("kernel " + Kernels.info().name());
        ModuleLayer.boot().modules().stream()
                .map(Module::getName)
                .filter(name -> name.startsWith("dev.mensura."))
                .sorted()
                .forEach(name -> System.out.println("module " + name));
        print(MetricCatalog.load(ModuleLayer.boot()), "layer ");
    }

    private static void print(MetricCatalog catalog, String start) {
        for (String name : catalog.names()) {
            System.out.println(start + name + ": " + catalog.provider(name).descriptor().summary());
        }
    }

    private static double value(MetricCatalog catalog) {
        byte[] firstTarget = {0, 0, 1, 1};
        byte[] firstPrediction = {0, 1, 1, 1};
        byte[] secondTarget = {0, 0, 0, 0};
        byte[] secondPrediction = {0, 0, 0, 1};
        List<SegmentationSample> samples =
                List.of(
                        new SegmentationSample(
                                LabelMap.uint8(firstPrediction), LabelMap.uint8(firstTarget)),
                        new SegmentationSample(
                                LabelMap.uint8(secondPrediction), LabelMap.uint8(secondTarget)));
        MetricResult result =
                catalog.create(
                                "mean_iou",
                                SegmentationSample.class,
                                MetricResult.class,
                                MetricOptions.none().with("numClasses", 3))
                        .newMetric()
                        .forwardAll(samples);
        return result.value();
    }
}
