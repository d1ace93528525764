package dev.mensura.core.kernel;

/// Finds the runs of two blocks with labels of the same type: stretches of elements with the same pair of
/// labels.
///
/// One loop per type of array, each in a method of its own: of a loop that only compares, the compiler checks
/// the bounds once, before it, and compares several elements per turn. As a part of the loop that counts, the
/// same took three times as long. `LabelCountingBenchmark.scalar` shows it with types wider than a byte.
final class ScalarRuns {
    private ScalarRuns() {}

    /// Returns where the run ends that begins with element `from`: the number of the first element behind
    /// it, at most `length`.
    static int end(StoredBlock prediction, StoredBlock target, int from, int length) {
        Object predictions = prediction.array();
        Object targets = target.array();
        int po = prediction.offset();
        int to = target.offset();
        if (targets instanceof byte[] t) {
            return end((byte[]) predictions, po, t, to, from, length);
        }
        if (targets instanceof short[] t) {
            return end((short[]) predictions, po, t, to, from, length);
        }
        if (targets instanceof int[] t) {
            return end((int[]) predictions, po, t, to, from, length);
        }
        return end((long[]) predictions, po, (long[]) targets, to, from, length);
    }

    private static int end(byte[] prediction, int po, byte[] target, int to, int from, int length) {
        byte p = prediction[po + from];
        byte t = target[to + from];
        int end = from + 1;
        while (end < length && target[to + end] == t && prediction[po + end] == p) {
            end++;
        }
        return end;
    }

    private static int end(
            short[] prediction, int po, short[] target, int to, int from, int length) {
        short p = prediction[po + from];
        short t = target[to + from];
        int end = from + 1;
        while (end < length && target[to + end] == t && prediction[po + end] == p) {
            end++;
        }
        return end;
    }

    private static int end(int[] prediction, int po, int[] target, int to, int from, int length) {
        int p = prediction[po + from];
        int t = target[to + from];
        int end = from + 1;
        while (end < length && target[to + end] == t && prediction[po + end] == p) {
            end++;
        }
        return end;
    }

    private static int end(long[] prediction, int po, long[] target, int to, int from, int length) {
        long p = prediction[po + from];
        long t = target[to + from];
        int end = from + 1;
        while (end < length && target[to + end] == t && prediction[po + end] == p) {
            end++;
        }
        return end;
    }
}
