package dev.mensura.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.cli.evaluation.ClassScores;
import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.evaluation.Scoring;
import dev.mensura.cli.evaluation.Summary;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.NormalizedConfusionMatrix;
import dev.mensura.segmentation.NormalizedConfusionMatrix.Normalization;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Label 0: target 0 0 1 1 and prediction 0 1 1 1; label 1: target 1 1 1 1 and prediction 0 0 0 1.
@DisplayName("A matrix per label is written")
class MultilabelMatrixTest {
    private static final SegmentationSample SAMPLE =
            new SegmentationSample(
                    MaskStack.uint8(new byte[] {0, 1, 1, 1, 0, 0, 0, 1}, 2, 4),
                    MaskStack.uint8(new byte[] {0, 0, 1, 1, 1, 1, 1, 1}, 2, 4));

    private static String write(ReportWriter writer) throws IOException {
        NormalizedConfusionMatrix.Result matrix =
                NormalizedConfusionMatrix.multilabel(2)
                        .normalize(Normalization.TARGET)
                        .build()
                        .score(SAMPLE);
        List<ClassScores> classes =
                List.of(
                        new ClassScores(
                                0, "any", false, false, false, true, 1, 1, 1, 1, 8, 8, 8, 8));
        Report report =
                new Report(
                        new Scoring(LabelRule.multiclass(1).build(), Set.of(), Optional.empty()),
                        8,
                        matrix.evidence(),
                        classes,
                        new Summary(1, 1, 1, 1, 1),
                        NormalizedConfusionMatrix.multiclass(1).build().newMetric().compute(),
                        Map.of("m", matrix),
                        List.of());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(report, new RunInfo("1", new Kernel("scalar", 0, "test"), Duration.ZERO), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("as [label][target][prediction] in the JSON")
    void json() throws IOException {
        assertThat(
                        JsonMapper.builder()
                                .build()
                                .readTree(write(new JsonWriter()))
                                .get("metrics")
                                .get("m")
                                .get("matrix")
                                .toString())
                .isEqualTo("[[[0.5,0.5],[0.0,1.0]],[[0.0,0.0],[0.75,0.25]]]");
    }

    @Test
    @DisplayName("with the label in front of the target in CSV")
    void csv() throws IOException {
        assertThat(write(new CsvWriter()).lines())
                .filteredOn(line -> line.startsWith("metricMatrix,"))
                .hasSize(8)
                .contains("metricMatrix,0/0,m,1,0.5", "metricMatrix,1/1,m,0,0.75");
    }

    @Test
    @DisplayName("as a block per label in the table and in Markdown")
    void blocks() throws IOException {
        assertThat(write(new TableWriter()).lines())
                .containsSubsequence(
                        "m, label 0       0       1",
                        "0           0.5000  0.5000",
                        "1           0.0000  1.0000",
                        "",
                        "m, label 1       0       1",
                        "0           0.0000  0.0000",
                        "1           0.7500  0.2500",
                        "");
        assertThat(write(new MarkdownWriter()))
                .contains(
                        "\n\n"
                                + "| m, label 1 | 0 | 1 |\n"
                                + "| --- | ---: | ---: |\n"
                                + "| 0 | 0.0000 | 0.0000 |\n");
    }
}
