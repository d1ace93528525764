package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class MeasurementTest {
    @Test
    @DisplayName("a ratio is the median of those of each round, not that of medians")
    void ratio() {
        Work slow = Work.of("slow", () -> {});
        Work fast = Work.of("fast", () -> {});
        Measurement measured =
                new Measurement(
                        Map.of(slow, new double[] {10, 40, 60}, fast, new double[] {1, 5, 2}));

        assertThat(measured.ratio(slow, fast)).isEqualTo(10);
        assertThat(measured.nanos(slow)).isEqualTo(40);
        assertThat(measured.nanos(fast)).isEqualTo(2);
    }

    private static Row city(double gpix, double perScalar) {
        return new Row("uint8", "city", "1024x2048", 19, "heap", gpix, perScalar, 0.5);
    }

    private static Row noise(double gpix) {
        return new Row("uint8", "noise", "1024x2048", 19, "heap", gpix, Double.NaN, 0.5);
    }

    @Test
    @DisplayName("of several runs the median counts, row by row and figure by figure")
    void medians() {
        List<Row> medians =
                Measurement.medians(
                        List.of(
                                List.of(city(5, 1), noise(1)),
                                List.of(city(3, 2), noise(2)),
                                List.of(city(4, 3), noise(3))));

        assertThat(medians).containsExactly(city(4, 2), noise(2));
    }
}
