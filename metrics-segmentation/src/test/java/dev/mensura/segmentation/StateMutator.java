package dev.mensura.segmentation;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Spoils saved states: bits flipped, numbers set, cut, extended, spliced with another; in most cases
/// under checksums that are right again, so that the change is found by the content or not at all.
final class StateMutator {
    /// No input is longer.
    static final int MOST_BYTES = 1024;

    private static final long[] NUMBERS = {
        0,
        1,
        2,
        3,
        -1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 62,
        65_536,
        Integer.MAX_VALUE,
        Double.doubleToLongBits(Double.NaN),
        Double.doubleToLongBits(0.5),
        1L << 32,
        0x7FF8_0000_0000_0001L
    };

    private final SplittableRandom random;
    private final List<byte[]> states;

    StateMutator(SplittableRandom random, List<byte[]> states) {
        this.random = random;
        this.states = states;
    }

    /// Returns a spoilt copy of `state`.
    byte[] spoil(byte[] state) {
        byte[] spoilt =
                switch (random.nextInt(10)) {
                    case 0 -> change(state);
                    case 1 -> changedAnywhere(state);
                    default -> changedContent(state);
                };
        return spoilt.length <= MOST_BYTES ? spoilt : Arrays.copyOf(spoilt, MOST_BYTES);
    }

    private byte[] changedAnywhere(byte[] state) {
        byte[] changed = state.clone();
        set(changed);
        StateFrame.putChecksums(changed, StateFrame.of(state));
        return changed;
    }

    private byte[] changedContent(byte[] state) {
        List<StateFrame> frames = StateFrame.of(state);
        boolean inmost = random.nextInt(4) > 0;
        StateFrame frame = inmost ? frames.getLast() : frames.get(random.nextInt(frames.size()));
        byte[] content = frame.content(state);
        int changes = 1 + random.nextInt(2);
        for (int i = 0; i < changes; i++) {
            content = change(content);
        }
        return frame.withContent(state, content);
    }

    private byte[] change(byte[] bytes) {
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> extended(bytes);
            case 2 -> spliced(bytes, contentOf(states.get(random.nextInt(states.size()))));
            default -> {
                byte[] changed = bytes.clone();
                set(changed);
                yield changed;
            }
        };
    }

    private byte[] contentOf(byte[] state) {
        return StateFrame.of(state).getLast().content(state);
    }

    private byte[] extended(byte[] bytes) {
        byte[] extended = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(16));
        if (random.nextBoolean()) {
            for (int i = bytes.length; i < extended.length; i++) {
                extended[i] = (byte) random.nextInt();
            }
        }
        return extended;
    }

    private byte[] spliced(byte[] start, byte[] end) {
        int cut = random.nextInt(Math.min(start.length, end.length) + 1);
        byte[] spliced = Arrays.copyOf(start, Math.max(cut, end.length));
        System.arraycopy(end, cut, spliced, cut, end.length - cut);
        return spliced;
    }

    private void set(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        int at = random.nextInt(bytes.length);
        int number = at / Long.BYTES * Long.BYTES;
        boolean fits = number + Long.BYTES <= bytes.length;
        ByteBuffer buffer = StateFrame.buffer(bytes);
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt();
            case 2 -> {
                if (fits) {
                    buffer.putLong(number, NUMBERS[random.nextInt(NUMBERS.length)]);
                }
            }
            case 3 -> {
                if (fits) {
                    buffer.putLong(number, buffer.getLong(number) + random.nextInt(-2, 3));
                }
            }
            case 4 -> {
                int other = random.nextInt(bytes.length) / Long.BYTES * Long.BYTES;
                if (fits && other + Long.BYTES <= bytes.length) {
                    long value = buffer.getLong(number);
                    buffer.putLong(number, buffer.getLong(other)).putLong(other, value);
                }
            }
            default -> {
                int half = at / Integer.BYTES * Integer.BYTES;
                if (half + Integer.BYTES <= bytes.length) {
                    buffer.putInt(half, (int) NUMBERS[random.nextInt(NUMBERS.length)]);
                }
            }
        }
    }
}
