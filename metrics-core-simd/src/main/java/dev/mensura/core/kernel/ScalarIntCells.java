package dev.mensura.core.kernel;

/// Adds labels of 32 bits.
final class ScalarIntCells extends WideCells {
    @Override
    boolean add(
            Object target,
            int to,
            long first,
            Object prediction,
            int po,
            int length,
            long[] cells,
            long each) {
        int[] targets = (int[]) target;
        int[] predictions = (int[]) prediction;
        return (first == 0 && po == to)
                ? add(targets, to, 0, predictions, to, length, cells, each)
                : add(targets, to, first, predictions, po, length, cells, each);
    }

    /// The same, where the compiler knows the types and, of what is usual, the first label and that there is one
    /// index. That of the cell is cast for labels of 64 bits.
    @SuppressWarnings("cast")
    private static boolean add(
            int[] targets,
            int to,
            long first,
            int[] predictions,
            int po,
            int length,
            long[] cells,
            long each) {
        int begin = notNegative(to);
        int end = notNegative(begin + length);
        int shift = po - to;
        int origin = (int) first;
        int bits = bitsOfPrediction(cells);
        int targetBits = 0;
        int predictionBits = 0;
        for (int i = begin; i < end; i++) {
            var row = targets[i] - origin;
            var p = predictions[i + shift];
            targetBits |= row;
            predictionBits |= p;
            addOne((int) ((row << bits) + p), cells, each);
        }
        return targetBits >>> Byte.SIZE == 0 && predictionBits >>> bits == 0;
    }
}
