package dev.mensura.testkit;

import static dev.mensura.testkit.Law.M1;
import static dev.mensura.testkit.Law.M10;
import static dev.mensura.testkit.Law.M11;
import static dev.mensura.testkit.Law.M12;
import static dev.mensura.testkit.Law.M13;
import static dev.mensura.testkit.Law.M14;
import static dev.mensura.testkit.Law.M15;
import static dev.mensura.testkit.Law.M2;
import static dev.mensura.testkit.Law.M3;
import static dev.mensura.testkit.Law.M4;
import static dev.mensura.testkit.Law.M5;
import static dev.mensura.testkit.Law.M6;
import static dev.mensura.testkit.Law.M7;
import static dev.mensura.testkit.Law.M8;
import static dev.mensura.testkit.Law.M9;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Metrics whose states are no commutative monoid, or share what they should not.
final class MergeFaults {
    private MergeFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.counting(
                        "merge overwrites instead of adding",
                        Set.of(M1, M3, M4, M5, M11),
                        ignore -> new MarkTally(ignore, Overwriting::new)),
                Fault.counting(
                        "merge keeps the larger count of two",
                        Set.of(M4, M5, M11),
                        ignore -> new MarkTally(ignore, Largest::new)),
                Fault.counting(
                        "merge averages the counts",
                        Set.of(M1, M2, M4, M5, M11),
                        ignore -> new MarkTally(ignore, Averaging::new)),
                Fault.counting(
                        "merge remembers which state came last",
                        Set.of(M1, M2, M3, M4, M5),
                        ignore -> new MarkTally(ignore, LastWins::new)),
                Fault.counting(
                        "the last sample counts and the tally is not ordered",
                        Set.of(M3, M4),
                        ignore -> new LatestTally(ignore, false, Latest::new)),
                Fault.counting(
                        "the last sample counts and the tally is ordered",
                        Set.of(M3),
                        ignore -> new LatestTally(ignore, true, Latest::new)),
                Fault.counting(
                        "the tally is ordered and merge puts the other's samples first",
                        Set.of(M3, M4, M5),
                        ignore -> new LatestTally(ignore, true, Earliest::new)),
                Fault.counting(
                        "the new state already holds a count",
                        Set.of(M1, M4, M5, M13, M14),
                        ignore -> new MarkTally(ignore, Smoothed::new)),
                Fault.counting(
                        "float counters depend on the order", Set.of(M2, M4), FloatingTally::new),
                Fault.counting(
                        "copy shares its array",
                        Set.of(M8),
                        ignore -> new MarkTally(ignore, SharingCopy::new)),
                Fault.counting(
                        "copy forgets a count",
                        Set.of(M8, M9),
                        ignore -> new MarkTally(ignore, ForgetfulCopy::new)),
                Fault.counting(
                        "merge drains its argument",
                        Set.of(M9),
                        ignore -> new MarkTally(ignore, Draining::new)),
                Fault.counting(
                        "merge into an empty state adopts the argument's array",
                        Set.of(M9),
                        ignore -> new MarkTally(ignore, Adopting::new)),
                Fault.counting(
                        "all states are equal",
                        Set.of(M6, M11),
                        ignore -> new MarkTally(ignore, AlwaysEqual::new)),
                Fault.counting(
                        "states have no value equality",
                        Set.of(M1, M2, M3, M4, M5, M6, M7, M8, M9, M10, M12, M15),
                        ignore -> new MarkTally(ignore, OnlyIdentical::new)));
    }

    /// Keeps in the spare counter what the last sample weighs.
    private static final class LatestTally extends MarkTally {
        private final boolean ordered;

        LatestTally(int ignoreLabel, boolean ordered, Supplier<Marks> states) {
            super(ignoreLabel, states);
            this.ordered = ordered;
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            super.accumulate(state, sample);
            state.counts[Marks.SPARE] = 1 + sample.length;
        }

        @Override
        public boolean isOrdered() {
            return ordered;
        }
    }

    private static final class Latest extends Marks {
        @Override
        Marks fresh() {
            return new Latest();
        }

        @Override
        public void mergeFrom(Marks other) {
            long spare = counts[SPARE];
            super.mergeFrom(other);
            counts[SPARE] = other.counts[SPARE] == 0 ? spare : other.counts[SPARE];
        }
    }

    private static final class Earliest extends Marks {
        @Override
        Marks fresh() {
            return new Earliest();
        }

        @Override
        public void mergeFrom(Marks other) {
            long spare = counts[SPARE];
            super.mergeFrom(other);
            counts[SPARE] = spare == 0 ? other.counts[SPARE] : spare;
        }
    }

    private static final class Overwriting extends Marks {
        @Override
        Marks fresh() {
            return new Overwriting();
        }

        @Override
        public void mergeFrom(Marks other) {
            counts = other.counts.clone();
        }
    }

    private static final class Largest extends Marks {
        @Override
        Marks fresh() {
            return new Largest();
        }

        @Override
        public void mergeFrom(Marks other) {
            for (int i = 0; i < SIZE; i++) {
                counts[i] = Math.max(counts[i], other.counts[i]);
            }
        }
    }

    private static final class Averaging extends Marks {
        @Override
        Marks fresh() {
            return new Averaging();
        }

        @Override
        public void mergeFrom(Marks other) {
            for (int i = 0; i < SIZE; i++) {
                counts[i] = (counts[i] + other.counts[i]) / 2;
            }
        }
    }

    private static final class LastWins extends Marks {
        @Override
        Marks fresh() {
            return new LastWins();
        }

        @Override
        public void mergeFrom(Marks other) {
            super.mergeFrom(other);
            counts[SPARE] = other.samples() == 0 ? counts[SPARE] : other.counts[COUNTED];
        }
    }

    private static final class Smoothed extends Marks {
        Smoothed() {
            counts[COUNTED] = 1;
        }

        @Override
        Marks fresh() {
            return new Smoothed();
        }
    }

    /// Adds square roots, which no binary fraction holds, into a sum of doubles.
    private static final class Floating extends Marks {
        @Override
        Marks fresh() {
            return new Floating();
        }

        @Override
        public void mergeFrom(Marks other) {
            double sum = sum(this) + sum(other);
            counts[SPARE] = 0;
            super.mergeFrom(other);
            counts[SPARE] = Double.doubleToLongBits(sum);
        }

        static double sum(Marks state) {
            return Double.longBitsToDouble(state.counts[SPARE]);
        }
    }

    private static final class FloatingTally extends MarkTally {
        FloatingTally(int ignoreLabel) {
            super(ignoreLabel, Floating::new);
        }

        @Override
        public void accumulate(Marks state, int[] sample) {
            super.accumulate(state, sample);
            double sum = Floating.sum(state) + Math.sqrt(1 + sample.length);
            state.counts[Marks.SPARE] = Double.doubleToLongBits(sum);
        }
    }

    private static final class SharingCopy extends Marks {
        @Override
        Marks fresh() {
            return new SharingCopy();
        }

        @Override
        public Marks copy() {
            Marks copy = fresh();
            copy.counts = counts;
            return copy;
        }
    }

    private static final class ForgetfulCopy extends Marks {
        @Override
        Marks fresh() {
            return new ForgetfulCopy();
        }

        @Override
        public Marks copy() {
            Marks copy = super.copy();
            copy.counts[IGNORED] = 0;
            return copy;
        }
    }

    private static final class Draining extends Marks {
        @Override
        Marks fresh() {
            return new Draining();
        }

        @Override
        public void mergeFrom(Marks other) {
            super.mergeFrom(other);
            other.counts = new long[SIZE];
        }
    }

    private static final class Adopting extends Marks {
        @Override
        Marks fresh() {
            return new Adopting();
        }

        @Override
        public void mergeFrom(Marks other) {
            if (samples() == 0) {
                counts = other.counts;
            } else {
                super.mergeFrom(other);
            }
        }
    }

    private static final class AlwaysEqual extends Marks {
        @Override
        Marks fresh() {
            return new AlwaysEqual();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Marks;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    private static final class OnlyIdentical extends Marks {
        @Override
        Marks fresh() {
            return new OnlyIdentical();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
