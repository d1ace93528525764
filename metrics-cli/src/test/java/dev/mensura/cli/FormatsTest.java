package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@DisplayName("mensura evaluate --format")
class FormatsTest {
    /// Everything that CSV or Markdown could take for its own.
    private static final String HOSTILE = "a|b, \"c\"\n*d* <e> _f_ \\ #";

    @TempDir Path root;

    @BeforeEach
    void images() throws IOException {
        GrayPng.write(root.resolve("gt/deep/a_b.png"), 0, 0, 0, 1);
        GrayPng.write(root.resolve("pred/deep/a_b.png"), 0, 0, 1, 1);
        JsonMapper json = JsonMapper.builder().build();
        ObjectNode classes = json.createObjectNode().put("numClasses", 3);
        classes.putArray("classes").addObject().put("id", 0).put("name", HOSTILE);
        Files.writeString(root.resolve("classes.json"), classes.toString(), StandardCharsets.UTF_8);
    }

    private Command evaluate(String format) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--classes", root.resolve("classes.json").toString()));
        arguments.addAll(List.of("--format", format, "--per-image"));
        arguments.addAll(List.of("--metric", "a|b=iou", "--metric", "kappa=cohen_kappa"));
        Command command = Command.evaluate(root, arguments.toArray(String[]::new));
        assertThat(command.exitCode()).as(command.err()).isZero();
        return command;
    }

    @Test
    @DisplayName("csv: five fields in every record, names as they are, numbers as in the JSON")
    void csv() {
        List<List<String>> records =
                CsvReader.builder().ofCsvRecord(evaluate("csv").out()).stream()
                        .map(CsvRecord::getFields)
                        .toList();
        JsonNode json = evaluate("json").json();

        assertThat(records).allMatch(fields -> fields.size() == 5);
        assertThat(records.getFirst()).containsExactly("section", "id", "name", "measure", "value");
        double iou = json.get("classes").get(0).get("iou").doubleValue();
        double dice = json.get("summary").get("meanDice").doubleValue();
        double kappa = json.get("metrics").get("kappa").get("value").doubleValue();
        assertThat(iou).isEqualTo(2 / 3.0);
        assertThat(records)
                .contains(
                        List.of("class", "0", HOSTILE, "iou", Double.toString(iou)),
                        List.of("class", "2", "2", "iou", "NaN"),
                        List.of("class", "0", HOSTILE, "support", "3"),
                        List.of("summary", "", "", "meanDice", Double.toString(dice)),
                        List.of("confusionMatrix", "0", HOSTILE, "1", "1"),
                        List.of("metric", "", "kappa", "value", Double.toString(kappa)),
                        List.of("metric", "0", "a|b", "perClass", Double.toString(iou)),
                        List.of("image", "0", "deep/a_b.png", "iou", Double.toString(iou)),
                        List.of("image", "", "deep/a_b.png", "countedPixels", "4"),
                        List.of(
                                "image",
                                "",
                                "deep/a_b.png",
                                "metric kappa",
                                Double.toString(kappa)));
        assertThat(records.stream().filter(fields -> fields.get(0).equals("confusionMatrix")))
                .hasSize(9);
    }

    @Test
    @DisplayName("json: a property per line, two blanks a level, lists in their line")
    void json() {
        String out = evaluate("json").out();

        assertThat(out).endsWith("\n}\n");
        assertThat(out.lines())
                .startsWith("{", "  \"schema\" : \"mensura.report/1\",")
                .containsSubsequence(
                        "    \"ignoreLabels\" : [ ],",
                        "    \"labelMapping\" : { },",
                        "  \"validClasses\" : [ 0, 1 ],",
                        "  \"classes\" : [ {",
                        "    \"id\" : 0,",
                        "    \"name\" : \"a|b, \\\"c\\\"\\n*d* <e> _f_ \\\\ #\",",
                        "    \"iou\" : 0.6666666666666666,",
                        "  }, {",
                        "    \"id\" : 2,",
                        "    \"iou\" : null,",
                        "  } ],",
                        "  \"confusionMatrix\" : [ [ 2, 1, 0 ], [ 0, 1, 0 ], [ 0, 0, 0 ] ],",
                        "  \"perImage\" : [ {",
                        "    \"file\" : \"deep/a_b.png\",",
                        "    }",
                        "  } ]",
                        "}");
    }

    @Test
    @DisplayName("csv: lines end as RFC 4180 says")
    void lineEnds() {
        String out = evaluate("csv").out();

        assertThat(out)
                .startsWith("section,id,name,measure,value\r\nrun,,,version,")
                .endsWith("\r\n");
        assertThat(out).contains("\"a|b, \"\"c\"\"\n*d*");
    }

    @Test
    @DisplayName("markdown: four tables, markup in names escaped")
    void markdown() {
        assertThat(evaluate("markdown").out().lines())
                .startsWith(
                        "| class | IoU | Dice | precision | recall | support | a\\|b |",
                        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
                        "| a\\|b, \"c\"?\\*d\\* \\<e\\> \\_f\\_ \\\\ # | 0.6667 | 0.8000 | 1.0000 |"
                                + " 0.6667 | 3 | 0.6667 |",
                        "| 1 | 0.5000 | 0.6667 | 0.5000 | 1.0000 | 1 | 0.5000 |",
                        "| 2 | - | - | - | - | 0 | 0.0000 |",
                        "",
                        "| average | value |",
                        "| --- | ---: |",
                        "| mean IoU | 0.5833 |")
                .containsSubsequence(
                        "| kappa | 0.5000 |",
                        "",
                        "| image | mean IoU | pixel accuracy | a\\|b | kappa |",
                        "| --- | ---: | ---: | ---: | ---: |",
                        "| deep/a_b.png | 0.5833 | 0.7500 | 0.5833 | 0.5000 |",
                        "",
                        "| run |  |",
                        "| --- | --- |",
                        "| images | 1 |");
    }

    @Test
    @DisplayName("the table and the JSON have further metrics of every image, too")
    void perImage() {
        assertThat(evaluate("table").out().lines())
                .containsSubsequence(
                        "image         mean IoU  pixel accuracy     a|b   kappa",
                        "deep/a_b.png    0.5833          0.7500  0.5833  0.5000");
        JsonNode image = evaluate("json").json().get("perImage").get(0);
        assertThat(image.get("metrics").get("kappa").doubleValue()).isEqualTo(0.5);
    }
}
