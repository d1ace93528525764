package dev.mensura.testkit;

import static dev.mensura.testkit.Law.M11;
import static dev.mensura.testkit.Law.M13;
import static dev.mensura.testkit.Law.M14;
import static dev.mensura.testkit.Law.M4;
import static dev.mensura.testkit.Law.M5;
import static dev.mensura.testkit.Law.M6;
import static dev.mensura.testkit.Law.M7;
import static dev.mensura.testkit.Law.M8;
import static dev.mensura.testkit.Law.M9;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Metrics that read right counts out wrongly.
final class ReadOutFaults {
    private ReadOutFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("scores are added up instead of counts", Set.of(M13, M14), ScoreSum::of),
                new Fault("compute does not normalise", Set.of(M13, M14), NotNormalised::new),
                new Fault("value is per cent, range is 0 to 1", Set.of(M13, M14), PerCent::new),
                new Fault("no items give 0, documented NaN", Set.of(M13), ZeroForNothing::new),
                new Fault("lower is declared better", Set.of(M14), WrongDirection::new),
                new Fault("compute remembers its first result", Set.of(M4, M6), Stale::of),
                new Fault(
                        "compute counts itself", Set.of(M4, M5, M6, M7, M8, M9), CountsItself::new),
                new Fault("a class is named that has no number", Set.of(M11), Misnamed::new),
                new Fault("the result looks into the state", Set.of(M6), LiveResult::new));
    }

    /// TorchMetrics 1.4's `MeanIoU`: adds the score of each batch and never divides.
    private static final class ScoreSum extends MarkRate {
        private ScoreSum(MarkTally tally) {
            super(tally);
        }

        static ScoreSum of(int ignoreLabel) {
            return new ScoreSum(
                    new MarkTally(ignoreLabel) {
                        @Override
                        public void accumulate(Marks state, int[] sample) {
                            Marks alone = new Marks();
                            super.accumulate(alone, sample);
                            long counted = Math.max(1, alone.counts[Marks.COUNTED]);
                            alone.counts[Marks.SPARE] = 1000 * alone.counts[Marks.HITS] / counted;
                            state.mergeFrom(alone);
                        }
                    });
        }

        @Override
        double value(Marks state) {
            return state.counts[Marks.SPARE] / 1000.0;
        }
    }

    private static final class NotNormalised extends MarkRate {
        NotNormalised(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        double value(Marks state) {
            return state.counts[Marks.HITS];
        }
    }

    private static final class PerCent extends MarkRate {
        PerCent(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        double value(Marks state) {
            return 100 * super.value(state);
        }
    }

    private static final class ZeroForNothing extends MarkRate {
        ZeroForNothing(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        double value(Marks state) {
            return state.counts[Marks.COUNTED] == 0 ? 0 : super.value(state);
        }
    }

    private static final class WrongDirection extends MarkRate {
        WrongDirection(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("mark_rate", int[].class, MetricResult.class)
                    .range(0, 1)
                    .lowerIsBetter()
                    .build();
        }
    }

    private static final class Stale extends MarkRate {
        private Stale(MarkTally tally) {
            super(tally);
        }

        static Stale of(int ignoreLabel) {
            return new Stale(new MarkTally(ignoreLabel, Cached::new));
        }

        @Override
        public MetricResult evaluate(Marks state) {
            Cached cached = (Cached) state;
            MetricResult result = cached.result;
            if (result == null) {
                result = super.evaluate(state);
                cached.result = result;
            }
            return result;
        }
    }

    private static final class Cached extends Marks {
        private @Nullable MetricResult result;

        @Override
        Marks fresh() {
            return new Cached();
        }
    }

    private static final class CountsItself extends MarkRate {
        CountsItself(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        public MetricResult evaluate(Marks state) {
            MetricResult result = super.evaluate(state);
            state.counts[Marks.SPARE]++;
            return result;
        }
    }

    private static final class Misnamed extends MarkRate {
        Misnamed(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        public MetricResult evaluate(Marks state) {
            return new TwoNames(value(state), evidence(state));
        }
    }

    private record TwoNames(double value, Evidence evidence) implements MetricResult {
        @Override
        public List<String> perClassNames() {
            return List.of("item", "thing");
        }
    }

    private static final class LiveResult extends MarkRate {
        LiveResult(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        public MetricResult evaluate(Marks state) {
            return new Live(this, state);
        }
    }

    private record Live(MarkRate rate, Marks state) implements MetricResult {
        @Override
        public double value() {
            return rate.value(state);
        }

        @Override
        public Evidence evidence() {
            return MarkRate.evidence(state);
        }
    }
}
