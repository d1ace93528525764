package dev.mensura.core.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Adds labels of 32 bits one by one, and checks four at a time: laid over each other one by one, they take a third
/// longer.
///
/// The loop has hardly more instructions for a label than one that checks nothing, and is as sensitive to each: with a
/// first label to subtract and a second index it takes a third longer, as long as without vectors. So it serves
/// what is usual, labels from 0 on and one index, and leaves all else to [ScalarIntCells].
final class VectorIntCells extends WideCells {
    private static final int LANES = 4;
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(Integer.TYPE, VectorShape.forBitSize(LANES * Integer.SIZE));

    private static final WideCells REST = new ScalarIntCells();

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
        int fours = (first == 0 && po == to) ? length & -LANES : 0;
        boolean fit = addFours((int[]) target, (int[]) prediction, to, fours, cells, each);
        boolean restFits =
                fours == length
                        || REST.add(
                                target,
                                to + fours,
                                first,
                                prediction,
                                po + fours,
                                length - fours,
                                cells,
                                each);
        return fit && restFits;
    }

    /// The index of the cell is cast for labels of 64 bits.
    @SuppressWarnings("cast")
    private static boolean addFours(
            int[] targets, int[] predictions, int from, int length, long[] cells, long each) {
        int bits = bitsOfPrediction(cells);
        int begin = notNegative(from);
        int end = notNegative(begin + length);
        IntVector targetBits = IntVector.zero(INTS);
        IntVector predictionBits = IntVector.zero(INTS);
        for (int i = begin; i < end; i += LANES) {
            targetBits = IntVector.fromArray(INTS, targets, i).or(targetBits);
            predictionBits = IntVector.fromArray(INTS, predictions, i).or(predictionBits);
            addOne((int) ((targets[i] << bits) + predictions[i]), cells, each);
            addOne((int) ((targets[i + 1] << bits) + predictions[i + 1]), cells, each);
            addOne((int) ((targets[i + 2] << bits) + predictions[i + 2]), cells, each);
            addOne((int) ((targets[i + 3] << bits) + predictions[i + 3]), cells, each);
        }
        return targetBits.reduceLanes(VectorOperators.OR) >>> Byte.SIZE == 0
                && predictionBits.reduceLanes(VectorOperators.OR) >>> bits == 0;
    }
}
