package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SamplingTest {
    private static final Sampling SHORT = new Sampling(9, 1_000_000, 60_000_000, 20_000_000);

    /// Takes time that grows with its length, and cannot be left out.
    private static final class Chain implements Runnable {
        private final int length;
        private long state = 1;
        private int runs;

        Chain(int length) {
            this.length = length;
        }

        @Override
        public void run() {
            runs++;
            for (int i = 0; i < length; i++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
            }
        }
    }

    @Test
    @DisplayName("a work that does eight times as much takes about eight times as long")
    void ratio() {
        Work once = Work.of("chain", new Chain(20_000));
        Work more = Work.of("chain", new Chain(160_000));

        Measurement measured = SHORT.measure(List.of(List.of(once, more))).getFirst();

        assertThat(measured.ratio(more, once)).isBetween(5.0, 12.0);
        assertThat(measured.nanos(more)).isGreaterThan(measured.nanos(once));
    }

    @Test
    @DisplayName("a work of two groups is measured with both, and all take turns")
    void turns() {
        Chain first = new Chain(20_000);
        List<String> order = new ArrayList<>();
        Work one = Work.of("one", () -> note(order, "one", first));
        Work two = Work.of("two", () -> note(order, "two", first));

        List<Measurement> measured = SHORT.measure(List.of(List.of(one, two), List.of(one)));

        assertThat(measured).hasSize(2).allMatch(group -> group.nanos(one) > 0);

        assertThat(first.runs).isPositive();
        assertThat(order.stream().filter("one"::equals).count()).isGreaterThan(9);
        assertThat(changes(order)).isGreaterThanOrEqualTo(2 * 9);
    }

    @Test
    @DisplayName("every sample has a body of its own, which has run before it is timed")
    void bodies() {
        List<Chain> bodies = new ArrayList<>();
        Work work =
                new Work(
                        "chain",
                        () -> {
                            Chain made = new Chain(20_000);
                            bodies.add(made);
                            return made;
                        });

        SHORT.measure(List.of(List.of(work)));

        List<Chain> sampled = bodies.subList(bodies.size() - 9, bodies.size());
        assertThat(sampled).extracting(each -> each.runs).containsOnly(sampled.getFirst().runs);
        assertThat(sampled.getFirst().runs).isGreaterThan(1);
    }

    @Test
    @DisplayName("names a work that was not measured")
    void unmeasured() {
        Measurement empty = new Measurement(Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> empty.nanos(Work.of("other", () -> {})))
                .withMessageContaining("other", "expected a measured one");
    }

    private static void note(List<String> order, String name, Runnable work) {
        order.add(name);
        work.run();
    }

    private static long changes(List<String> order) {
        long changes = 0;
        for (int i = 1; i < order.size(); i++) {
            changes += order.get(i).equals(order.get(i - 1)) ? 0 : 1;
        }
        return changes;
    }

    @Test
    void medians() {
        assertThat(Sampling.median(3, 1, 2)).isEqualTo(2);
        assertThat(Sampling.median(4, 1, 2, 3)).isEqualTo(2.5);
    }
}
