package dev.mensura.testkit;

import static dev.mensura.testkit.Law.M1;
import static dev.mensura.testkit.Law.M10;
import static dev.mensura.testkit.Law.M11;
import static dev.mensura.testkit.Law.M12;
import static dev.mensura.testkit.Law.M13;
import static dev.mensura.testkit.Law.M14;
import static dev.mensura.testkit.Law.M2;
import static dev.mensura.testkit.Law.M3;
import static dev.mensura.testkit.Law.M4;
import static dev.mensura.testkit.Law.M5;
import static dev.mensura.testkit.Law.M6;
import static dev.mensura.testkit.Law.M7;
import static dev.mensura.testkit.Law.M8;
import static dev.mensura.testkit.Law.M9;

import dev.mensura.api.StateWriter;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Metrics whose tally counts wrongly, keeps what it was given, or rejects badly.
final class CountFaults {
    private CountFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.counting(
                        "update counts more when something was counted before",
                        Set.of(M4, M5, M13),
                        DependsOnState::new),
                new Fault(
                        "reset keeps the size of the first sample",
                        Set.of(M7, M13),
                        FirstSize::rate),
                Fault.counting(
                        "newState is always the same",
                        Set.of(M1, M2, M3, M4, M5, M6, M7, M8, M9, M10, M11, M13, M14),
                        OneState::new),
                Fault.counting("accumulate sorts the sample", Set.of(M10), Sorting::new),
                new Fault("the state keeps the last sample", Set.of(M10), Keeping::rate),
                Fault.counting(
                        "half of a rejected sample is counted", Set.of(M12), HalfCounted::new),
                Fault.counting("nothing is rejected", Set.of(M12), Lenient::new),
                Fault.counting("rejection has no message", Set.of(M12), Silent::new),
                Fault.counting("rejection is an array error", Set.of(M12), ArrayError::new),
                Fault.counting(
                        "the sample count never moves",
                        Set.of(M11),
                        ignore -> new MarkTally(ignore, Uncounted::new)));
    }

    private static final class DependsOnState extends MarkTally {
        DependsOnState(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            boolean more = state.counts[Marks.COUNTED] > 0 && sample.length > 0;
            super.accumulate(state, sample);
            if (more) {
                state.counts[Marks.HITS]++;
                state.counts[Marks.COUNTED]++;
            }
        }
    }

    /// The class count of the first batch survives reset: a fault found in the wild.
    private static final class FirstSize extends MarkTally {
        private int firstSize;

        FirstSize(int ignoreLabel) {
            super(ignoreLabel);
        }

        static MarkRate rate(int ignoreLabel) {
            FirstSize tally = new FirstSize(ignoreLabel);
            return new MarkRate(tally) {
                @Override
                double value(Marks state) {
                    boolean seen = state.counts[Marks.COUNTED] > 0 || tally.firstSize == 0;
                    return seen ? super.value(state) : 0;
                }
            };
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            super.accumulate(state, sample);
            firstSize = firstSize == 0 ? sample.length : firstSize;
        }
    }

    private static final class OneState extends MarkTally {
        private final Marks only = new Marks();

        OneState(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public Marks newState() {
            return only;
        }
    }

    private static final class Sorting extends MarkTally {
        Sorting(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            super.accumulate(state, sample);
            Arrays.sort(sample);
        }
    }

    /// Counts a sample when the next one comes, or when the counts are wanted.
    private static final class Keeping extends MarkTally {
        Keeping(int ignoreLabel) {
            super(ignoreLabel, Lazy::new);
        }

        static MarkRate rate(int ignoreLabel) {
            return new MarkRate(new Keeping(ignoreLabel)) {
                @Override
                double value(Marks state) {
                    ((Lazy) state).settle();
                    return super.value(state);
                }
            };
        }

        @Override
        public void encode(Marks state, StateWriter out) {
            ((Lazy) state).settle();
            super.encode(state, out);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            super.accumulate(new Marks(), sample);
            Lazy lazy = (Lazy) state;
            lazy.settle();
            lazy.hits = sample;
            super.accumulate(state, sample);
            Arrays.stream(sample)
                    .filter(item -> item == 1)
                    .forEach(hit -> lazy.counts[Marks.HITS]--);
        }
    }

    private static final class Lazy extends Marks {
        private int[] hits = {};

        @Override
        Marks fresh() {
            return new Lazy();
        }

        void settle() {
            counts[HITS] += Arrays.stream(hits).filter(item -> item == 1).count();
            hits = new int[0];
        }

        @Override
        public void mergeFrom(Marks other) {
            settle();
            ((Lazy) other).settle();
            super.mergeFrom(other);
        }

        @Override
        public Marks copy() {
            settle();
            return super.copy();
        }

        @Override
        public long samples() {
            settle();
            return super.samples();
        }

        @Override
        public boolean equals(Object other) {
            settle();
            if (other instanceof Lazy that) {
                that.settle();
            }
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            settle();
            return super.hashCode();
        }
    }

    private static final class HalfCounted extends MarkTally {
        HalfCounted(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            long before = state.counts[Marks.COUNTED];
            for (int item : sample) {
                count(state, item);
            }
            state.counts[Marks.EMPTY] += state.counts[Marks.COUNTED] == before ? 1 : 0;
            state.counts[Marks.SAMPLES]++;
        }
    }

    private static final class Lenient extends MarkTally {
        Lenient(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            super.accumulate(
                    state,
                    Arrays.stream(sample).map(item -> item > 1 ? ignoreLabel : item).toArray());
        }
    }

    private static final class Silent extends MarkTally {
        Silent(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            try {
                super.accumulate(state, sample);
            } catch (IllegalArgumentException rejected) {
                throw new IllegalArgumentException(" ", rejected);
            }
        }
    }

    private static final class ArrayError extends MarkTally {
        ArrayError(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            try {
                super.accumulate(state, sample);
            } catch (IllegalArgumentException rejected) {
                throw new ArrayIndexOutOfBoundsException(rejected.getMessage());
            }
        }
    }

    private static final class Uncounted extends Marks {
        @Override
        Marks fresh() {
            return new Uncounted();
        }

        @Override
        public long samples() {
            return 0;
        }
    }
}
