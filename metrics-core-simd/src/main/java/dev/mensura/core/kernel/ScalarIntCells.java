package dev.mensura.core.kernel;

/// Adds labels of 32 bits.
final class ScalarIntCells extends ScalarWideCells {
    /// {@inheritDoc}
    ///
    /// The index is cast for labels of 64 bits.
    @Override
    @SuppressWarnings("cast")
    boolean add(
            Object target, int to, Object prediction, int po, int length, int bits, long[] cells) {
        int[] targets = (int[]) target;
        int[] predictions = (int[]) prediction;
        int end = to + length;
        int shift = po - to;
        int last = cells.length - 1;
        var targetBits = targets[to];
        var predictionBits = predictions[po];
        for (int i = to; i < end; i++) {
            var t = targets[i];
            var p = predictions[i + shift];
            targetBits |= t;
            predictionBits |= p;
            cells[(int) ((t << bits) + p) & last]++;
        }
        return targetBits >>> Byte.SIZE == 0 && predictionBits >>> bits == 0;
    }
}
