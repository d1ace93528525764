package dev.mensura.testkit;

import static dev.mensura.testkit.Law.M15;
import static dev.mensura.testkit.Law.M16;

import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/// Metrics that save and load wrongly, or take other options for their own.
final class FormatFaults {
    private FormatFaults() {}

    static List<Fault> all() {
        return List.of(
                Fault.counting("write loses a count", Set.of(M15), LosesACount::new),
                Fault.counting("read ignores the fingerprint", Set.of(M15), AnyFingerprint::new),
                Fault.counting("read has no header and no checksum", Set.of(M15), Bare::new),
                Fault.counting("read trusts a length in its content", Set.of(M15), Trusting::new),
                Fault.counting("fingerprint leaves out an option", Set.of(M15, M16), Nameless::new),
                new Fault("equality ignores options", Set.of(M16), EqualAnyway::new),
                new Fault("definitions have no value equality", Set.of(M16), OnlyIdentical::new));
    }

    private static final class LosesACount extends MarkTally {
        LosesACount(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public Marks decode(StateReader in) {
            Marks state = super.decode(in);
            state.counts[Marks.IGNORED] = 0;
            return state;
        }
    }

    private static final class AnyFingerprint extends MarkTally {
        AnyFingerprint(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public Marks read(byte[] bytes) {
            try {
                return super.read(bytes);
            } catch (StateFormatException refused) {
                return new MarkTally(ignoreLabel == 8 ? 9 : 8).read(bytes);
            }
        }
    }

    private static final class Bare extends MarkTally {
        Bare(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public byte[] write(Marks state) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * Marks.SIZE);
            bytes.asLongBuffer().put(state.counts);
            return bytes.array();
        }

        @Override
        public Marks read(byte[] bytes) {
            Marks state = newState();
            ByteBuffer.wrap(bytes).asLongBuffer().get(state.counts);
            return state;
        }
    }

    private static final class Trusting extends MarkTally {
        Trusting(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public void encode(Marks state, StateWriter out) {
            out.putInt(Marks.SIZE);
            super.encode(state, out);
        }

        @Override
        public Marks decode(StateReader in) {
            long[] counts = new long[in.getInt()];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = in.getLong();
            }
            Marks state = newState();
            state.counts = counts;
            return state;
        }
    }

    private static final class Nameless extends MarkTally {
        Nameless(int ignoreLabel) {
            super(ignoreLabel);
        }

        @Override
        public String fingerprint() {
            return "marks{}";
        }
    }

    private static final class EqualAnyway extends MarkRate {
        EqualAnyway(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof EqualAnyway;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    private static final class OnlyIdentical extends MarkRate {
        OnlyIdentical(int ignoreLabel) {
            super(new MarkTally(ignoreLabel));
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
