package dev.mensura.core.kernel;

/// Adds labels of 32 bits.
final class ScalarIntCells extends ScalarWideCells {
    @Override
    boolean add(
            Object target,
            int to,
            long first,
            Object prediction,
            int po,
            int length,
            int bits,
            long[] cells) {
        int[] targets = (int[]) target;
        int[] predictions = (int[]) prediction;
        return first == 0
                ? add(targets, to, 0, predictions, po, length, bits, cells)
                : add(targets, to, first, predictions, po, length, bits, cells);
    }

    /// The same, where the compiler knows the types, and the usual `first`, which it leaves out. The index is
    /// cast for labels of 64 bits.
    @SuppressWarnings("cast")
    private static boolean add(
            int[] targets,
            int to,
            long first,
            int[] predictions,
            int po,
            int length,
            int bits,
            long[] cells) {
        int end = to + length;
        int shift = po - to;
        int last = cells.length - 1;
        int origin = (int) first;
        int targetBits = 0;
        int predictionBits = 0;
        for (int i = to; i < end; i++) {
            var t = targets[i];
            var p = predictions[i + shift];
            targetBits |= t - origin;
            predictionBits |= p;
            cells[(int) ((t << bits) + p) & last]++;
        }
        return targetBits >>> Byte.SIZE == 0 && predictionBits >>> bits == 0;
    }
}
