package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.ClassNames;
import dev.mensura.api.CountState;
import dev.mensura.api.InputMapping;
import dev.mensura.api.Metric;
import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResults;
import dev.mensura.api.StateFormatException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;

@DisplayName("The fingerprint of what holds names")
class FingerprintTest {
    private static final HitRate RATE = HitRate.ignoring(9);
    private static final ItemShares SHARES = new ItemShares(RATE.tally());

    private static void assertApart(
            MetricDefinition<int[], ?, ?> one, MetricDefinition<int[], ?, ?> other) {
        assertThat(one).isNotEqualTo(other);
        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
        Metric<int[], ?> metric = one.newMetric();
        assertThatThrownBy(() -> metric.load(other.newMetric().save()))
                .isInstanceOf(StateFormatException.class);
        metric.load(one.newMetric().save());
    }

    @Test
    @DisplayName("tells lists of names apart, whatever the names are")
    void classNames() {
        List<List<String>> lists =
                List.of(
                        List.of("a, b", "c"),
                        List.of("a", "b, c"),
                        List.of("\"a\"", "b"),
                        List.of("a", "b"),
                        List.of("\\\"a", "b"),
                        List.of("", "b"),
                        List.of("\ud800", "b"),
                        List.of("?", "b"),
                        List.of("\\ud800", "b"));
        for (List<String> one : lists) {
            for (List<String> other : lists) {
                if (!one.equals(other)) {
                    assertApart(ClassNames.of(SHARES, one), ClassNames.of(SHARES, other));
                }
            }
        }
        assertThat(ClassNames.of(SHARES, List.of("traffic light", "car")).fingerprint())
                .endsWith(", names=[\"traffic light\", car]}");
    }

    @Test
    @DisplayName("tells nested mappings apart")
    void mappings() {
        String own = "p}, from=" + int[].class.getName() + ", by=q";
        assertApart(mapped(mapped(RATE, "p"), "q}, by=r"), mapped(mapped(RATE, own), "r"));
    }

    private static InputMapping<int[], int[], CountState, HitRate.Result> mapped(
            MetricDefinition<int[], CountState, HitRate.Result> definition, String name) {
        return InputMapping.of(definition, name, int[].class, int[]::clone);
    }

    @Test
    @DisplayName("tells the members of a collection apart")
    void collections() {
        String rate = RATE.fingerprint();
        MetricCollection<int[]> one =
                MetricCollection.<int[]>builder()
                        .add("a", RATE)
                        .add("b=" + rate + ", a", RATE)
                        .build();
        MetricCollection<int[]> other =
                MetricCollection.<int[]>builder()
                        .add("a=" + rate + ", b", RATE)
                        .add("a", RATE)
                        .build();
        assertApart(one, other);
    }

    @Test
    @DisplayName("results in another order are not equal: their first member leads")
    void orderOfResults() {
        MetricResults one = results("a", "b");
        MetricResults other = results("b", "a");
        assertThat(one.asMap()).isEqualTo(other.asMap());
        assertThat(one).isNotEqualTo(other).isEqualTo(results("a", "b"));
    }

    private static MetricResults results(String first, String second) {
        return MetricCollection.<int[]>builder()
                .add(first, RATE)
                .add(second, RATE)
                .build()
                .score(new int[] {1});
    }
}
