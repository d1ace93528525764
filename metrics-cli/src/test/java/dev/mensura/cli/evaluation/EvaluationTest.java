package dev.mensura.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.cli.image.ImagePair;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.NormalizedConfusionMatrix;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

@DisplayName("An evaluation")
class EvaluationTest {
    private static final LabelRule RULE = LabelRule.multiclass(2).build();
    private static final Scoring SCORING = new Scoring(RULE, Set.of(), Optional.empty());

    private final MetricCatalog catalog = MetricCatalog.load();

    @Test
    @DisplayName("counts each sample once, however many metrics follow from the confusion matrix")
    void onePass() {
        Evaluation evaluation =
                Evaluation.of(SCORING, List.of("a", "b"), reportMetrics())
                        .withMetrics(
                                Map.of(
                                        "iou", define("jaccard_index", MetricOptions.none()),
                                        "kappa", define("cohen_kappa", MetricOptions.none())));

        assertThat(evaluation.collection().tally().passes()).isEqualTo(1);
    }

    @Test
    @DisplayName("counts once more for what needs every image by itself")
    void morePasses() {
        MetricOptions perImage = MetricOptions.none().with("aggregation", "PER_IMAGE_THEN_MEAN");
        Evaluation evaluation =
                Evaluation.of(SCORING, List.of("a", "b"), reportMetrics())
                        .withMetrics(Map.of("own", define("mean_iou", perImage)));

        assertThat(evaluation.collection().tally().passes()).isEqualTo(2);
    }

    @Test
    @DisplayName("needs a name for each class")
    void names() {
        assertThatThrownBy(() -> Evaluation.of(SCORING, List.of("a"), reportMetrics()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names has 1 entries, expected 2");
    }

    @Test
    @DisplayName("excludes classes that are there")
    void excludedClasses() {
        assertThatThrownBy(() -> new Scoring(RULE, Set.of(2), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("excludedClasses has 2, expected 0..1");
    }

    @Test
    @DisplayName("begins its last thread though no pair is done, and ends")
    void allThreads(@TempDir Path folder) throws IOException {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        Path mask = folder.resolve("mask.png");
        ImageIO.write(new BufferedImage(2, 1, TYPE_BYTE_GRAY), "png", mask.toFile());
        List<ImagePair> pairs =
                IntStream.range(0, threads)
                        .mapToObj(i -> new ImagePair("pair " + i, mask, mask))
                        .toList();
        Evaluation evaluation = Evaluation.of(SCORING, List.of("a", "b"), reportMetrics());
        CyclicBarrier everyThreadHasOne = new CyclicBarrier(threads);

        Report free = evaluation.run(pairs, threads, () -> {});
        Report held = evaluation.run(pairs, threads, () -> await(everyThreadHasOne));

        assertThat(free.pixels()).isEqualTo(2L * threads);
        assertThat(held.pixels()).isEqualTo(2L * threads);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private ReportMetrics reportMetrics() {
        return new ReportMetrics(
                NormalizedConfusionMatrix.multiclass(2).build(),
                define("mean_iou", MetricOptions.none()),
                define("dice", MetricOptions.none()),
                define("precision", MetricOptions.none()),
                define("recall", MetricOptions.none()),
                define("mean_accuracy", MetricOptions.none()),
                define("accuracy", MetricOptions.none()),
                define("frequency_weighted_iou", MetricOptions.none()));
    }

    private MetricDefinition<SegmentationSample, ?, MetricResult> define(
            String name, MetricOptions options) {
        return catalog.create(
                name, SegmentationSample.class, MetricResult.class, options.with("numClasses", 2));
    }
}
