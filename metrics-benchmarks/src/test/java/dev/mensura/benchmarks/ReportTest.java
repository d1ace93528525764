package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

class ReportTest {
    private static final Row CITY =
            new Row("uint8", "city", "1024x2048", 19, "heap", 5.5561, 13.46, 0.444);
    private static final Row SCORES =
            new Row("argmax planar", "city", "1024x2048", 19, "heap", 0.0123, Double.NaN, 0.5);

    private static final BenchReport REPORT =
            new BenchReport(
                    new Cpu("Some CPU", 512, true),
                    "25 -Xmx4g",
                    "thread CPU time",
                    List.of(CITY, SCORES),
                    List.of(new Peer("Tribuo", "uint8", "city", "512x512", 19, 0.05, 123.4)),
                    List.of(new Comparison("two cores / one", 1.9)),
                    List.of("something was left out"));

    @Test
    @DisplayName("people get tables, with the processor named")
    void text() {
        assertThat(ReportText.text(REPORT))
                .isEqualTo(
                        """
                        cpu     Some CPU, 512-bit vectors, byte compress
                        java    25 -Xmx4g
                        method  thread CPU time

                        input          data  size       classes  memory  Gpixel/s  per scalar  per read limit
                        uint8          city  1024x2048  19       heap        5.56        13.5            0.44
                        argmax planar  city  1024x2048  19       heap      0.0123           -            0.50

                        peer    input  data  size     classes  Gpixel/s  ours / peer
                        Tribuo  uint8  city  512x512  19         0.0500          123

                        comparison       ratio
                        two cores / one   1.90

                        note: something was left out
                        """);
    }

    @Test
    @DisplayName("programs get the schema mensura.bench/1, whose rows can be read back")
    void json() {
        JsonNode json = JsonMapper.builder().build().readTree(ReportJson.text(REPORT));

        assertThat(json.propertyNames())
                .containsExactly(
                        "schema", "cpu", "java", "method", "rows", "peers", "comparisons", "notes");
        assertThat(json.get("schema").asString()).isEqualTo("mensura.bench/1");
        assertThat(json.get("cpu").asString()).isEqualTo(REPORT.cpu().toString());
        JsonNode rows = json.get("rows");
        assertThat(rows.get(0).propertyNames())
                .containsExactly(
                        "input",
                        "data",
                        "size",
                        "classes",
                        "memory",
                        "gpix",
                        "perScalar",
                        "perReadLimit");
        assertThat(rows.get(1).get("perScalar").isNull()).isTrue();
        assertThat(Row.of(rows.get(0))).isEqualTo(CITY);
        assertThat(Row.of(rows.get(1))).isEqualTo(SCORES);
        assertThat(json.get("peers").get(0).get("ratio").asDouble()).isEqualTo(123.4);
        assertThat(json.get("comparisons").get(0).get("ratio").asDouble()).isEqualTo(1.9);
    }

    @Test
    @DisplayName("the processor is named with the numbers of its kind, where they are told")
    void namedCpu() {
        assertThat(Cpu.name(List.of("cpu family\t: 6", "model\t\t: 207", "model name\t: Some CPU")))
                .hasValue("Some CPU (family 6, model 207)");
        assertThat(Cpu.name(List.of("model name\t: Some CPU"))).hasValue("Some CPU");
        assertThat(Cpu.name(List.of())).isEmpty();
    }

    @Test
    @DisplayName("a processor that has less is told so")
    void lessCpu() {
        assertThat(new Cpu("Some CPU", 256, false))
                .hasToString("Some CPU, 256-bit vectors, no byte compress");
        assertThat(new Cpu("Some CPU", 256, false).isFull()).isFalse();
        assertThat(Cpu.here().bits()).isIn(0, 128, 256, 512);
    }
}
