package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

@DisplayName("The measurement of whole processes")
class EndToEndTest {
    @Test
    @DisplayName(
            "generates the same palette masks each time, of classes and ignored pixels, no two"
                    + " alike")
    void masks(@TempDir Path folder) throws IOException {
        MaskFolders first = write(folder.resolve("first"));
        MaskFolders second = write(folder.resolve("second"));

        for (String name : List.of("00.png", "01.png", "02.png")) {
            assertThat(first.predictions().resolve(name))
                    .hasSameBinaryContentAs(second.predictions().resolve(name));
            assertThat(first.targets().resolve(name))
                    .hasSameBinaryContentAs(second.targets().resolve(name));
            assertThat(labels(first.predictions().resolve(name)))
                    .allMatch(label -> label < MaskFolders.CLASSES);
            assertThat(labels(first.targets().resolve(name)))
                    .allMatch(label -> label < MaskFolders.CLASSES || label == Texture.IGNORED)
                    .contains(Texture.IGNORED);
        }
        assertThat(labels(first.targets().resolve("00.png")))
                .isNotEqualTo(labels(first.targets().resolve("01.png")));
        try (var files = Files.list(first.targets())) {
            assertThat(files).hasSize(3);
        }
    }

    private static MaskFolders write(Path folder) throws IOException {
        return MaskFolders.write(Files.createDirectory(folder), 3, 120, 250);
    }

    private static List<Integer> labels(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getColorModel()).isInstanceOf(IndexColorModel.class);
        assertThat(image.getColorModel().getPixelSize()).isEqualTo(8);
        assertThat(new int[] {image.getHeight(), image.getWidth()}).containsExactly(120, 250);
        int[] samples = image.getRaster().getSamples(0, 0, 250, 120, 0, (int[]) null);
        return IntStream.of(samples).boxed().toList();
    }

    @Test
    @DisplayName(
            "splits the time of a process into parts that add up to it, those of threads per"
                    + " thread")
    void split() {
        ProcessTimes times =
                ProcessTimes.of(
                        1000.0,
                        1002.0,
                        EndToEnd.told(
                                "begin 1000.5\nend 1001.9\ndecode 1.6\ncount 0.4\nmatrix 1 2"),
                        2);

        assertThat(times.total()).isEqualTo(2.0);
        assertThat(times.startUp()).isEqualTo(0.5);
        assertThat(times.decode()).isEqualTo(0.8);
        assertThat(times.count()).isEqualTo(0.2);
        assertThat(times.other()).isCloseTo(0.5, within(1e-9)); // sums of decimal fractions
    }

    @Test
    @DisplayName("reports the median round, pairs per second, and the ratio to the last program")
    void report() {
        EndToEndReport.Program fast = program("fast", 3, 1, 2);
        EndToEndReport.Program slow = program("slow", 8, 9, 8);
        EndToEndReport report = new EndToEndReport(64, 1024, 2048, 3, List.of(fast, slow));

        assertThat(report.pairsPerSecond(fast)).isEqualTo(32);
        assertThat(report.pairsPerSecond(slow)).isEqualTo(8);
        assertThat(report.ratio(fast)).isEqualTo(4);
        assertThat(report.ratio(slow)).isEqualTo(1);
        assertThat(report.text())
                .startsWith("64 pairs of palette masks, 1024 x 2048, whole processes, median of 3")
                .hasLineCount(4)
                .containsPattern(
                        "fast +32\\.0 +4\\.00 +2\\.000 +0\\.500 +0\\.250 +0\\.125 +1\\.125\n");
    }

    private static EndToEndReport.Program program(String name, double... totals) {
        return EndToEndReport.Program.of(
                name,
                IntStream.range(0, totals.length)
                        .mapToObj(round -> new ProcessTimes(totals[round], 0.5, 0.25, 0.125))
                        .toList());
    }

    @Test
    @DisplayName("finds the same matrix in a report as CSV and in what the script prints")
    void matrices() {
        List<String> lines =
                List.of(
                        "section,id,name,measure,value",
                        "confusionMatrix,0,0,0,12",
                        "confusionMatrix,0,0,1,3",
                        "image,0,a,b,7");

        assertThat(EndToEnd.matrixOfReport(lines)).containsExactly(12L, 3L);
        assertThat(EndToEnd.matrixOfScript("begin 1.5\nmatrix 12 3\n")).containsExactly(12L, 3L);
    }
}
