package dev.mensura.benchmarks;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricResults;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// Counts one pair of 1024 x 2048 masks of 19 classes and reads the result out: mean IoU alone, and
/// mean IoU, Dice, accuracy, F1 and kappa together in a [MetricCollection], which takes one pass too.
/// Average time of an image; what matters is the ratio between the two.
///
/// ```sh
/// java -jar metrics-benchmarks/target/benchmarks.jar MetricsTogether
/// ```
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-Xlog:disable"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MetricsTogetherBenchmark {
    static final List<String> NAMES =
            List.of("mean_iou", "dice", "accuracy", "f_beta", "cohen_kappa");

    private static final int HEIGHT = 1024;
    private static final int WIDTH = 2048;
    private static final int CLASSES = 19;

    /// How the masks look.
    @Param({"CITY", "SALTPEPPER", "NOISE"})
    public Texture texture = Texture.CITY;

    private SegmentationSample sample =
            new SegmentationSample(LabelMap.uint8(new byte[0]), LabelMap.uint8(new byte[0]));
    private Metric<SegmentationSample, MetricResults> alone = metric(NAMES.subList(0, 1));
    private Metric<SegmentationSample, MetricResults> together = metric(NAMES);

    /// Makes the masks.
    @Setup
    public void makeMasks() {
        byte[] prediction = new byte[HEIGHT * WIDTH];
        byte[] target = new byte[HEIGHT * WIDTH];
        texture.fill(prediction, target, HEIGHT, WIDTH, CLASSES, 7);
        sample =
                new SegmentationSample(
                        LabelMap.uint8(prediction, HEIGHT, WIDTH),
                        LabelMap.uint8(target, HEIGHT, WIDTH));
        alone = metric(NAMES.subList(0, 1));
        together = metric(NAMES);
    }

    private static Metric<SegmentationSample, MetricResults> metric(List<String> names) {
        MetricCatalog catalog = MetricCatalog.load();
        MetricCollection.Builder<SegmentationSample> builder = MetricCollection.builder();
        names.forEach(name -> builder.add(name, definition(catalog, name)));
        return builder.build().newMetric();
    }

    static MetricDefinition<SegmentationSample, ?, MetricResult> definition(
            MetricCatalog catalog, String name) {
        MetricOptions options =
                MetricOptions.none()
                        .with("numClasses", CLASSES)
                        .with("ignoreLabels", Texture.IGNORED);
        return catalog.create(name, SegmentationSample.class, MetricResult.class, options);
    }

    SegmentationSample sample() {
        return sample;
    }

    /// Mean IoU alone.
    @Benchmark
    public MetricResults one() {
        alone.update(sample);
        return alone.compute();
    }

    /// Five metrics.
    @Benchmark
    public MetricResults five() {
        together.update(sample);
        return together.compute();
    }
}
