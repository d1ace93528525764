package dev.mensura.core.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Adds labels of 32 bits one by one, and checks four at a time: laid over each other one by one, they take a third
/// longer.
///
/// The loop has hardly more instructions for a label than one that checks nothing, and is as sensitive to each. So
/// it is compiled once more for what is usual, which leaves out the first label and a second index.
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
        int[] targets = (int[]) target;
        int[] predictions = (int[]) prediction;
        int fours = length & -LANES;
        boolean fit =
                (first == 0 && po == to)
                        ? addFours(targets, to, 0, predictions, to, fours, cells, each)
                        : addFours(targets, to, first, predictions, po, fours, cells, each);
        boolean restFits =
                fours == length
                        || REST.add(
                                targets,
                                to + fours,
                                first,
                                predictions,
                                po + fours,
                                length - fours,
                                cells,
                                each);
        return fit && restFits;
    }

    /// The index is cast for labels of 64 bits.
    @SuppressWarnings("cast")
    private static boolean addFours(
            int[] targets,
            int to,
            long first,
            int[] predictions,
            int po,
            int length,
            long[] cells,
            long each) {
        int origin = (int) first;
        int bits = bitsOfPrediction(cells);
        int shift = po - to;
        int begin = notNegative(to);
        int end = notNegative(begin + length);
        IntVector targetBits = IntVector.zero(INTS);
        IntVector predictionBits = IntVector.zero(INTS);
        for (int i = begin; i < end; i += LANES) {
            int j = i + shift;
            targetBits = IntVector.fromArray(INTS, targets, i).sub(origin).or(targetBits);
            predictionBits = IntVector.fromArray(INTS, predictions, j).or(predictionBits);
            addOne((int) (((targets[i] - origin) << bits) + predictions[j]), cells, each);
            addOne((int) (((targets[i + 1] - origin) << bits) + predictions[j + 1]), cells, each);
            addOne((int) (((targets[i + 2] - origin) << bits) + predictions[j + 2]), cells, each);
            addOne((int) (((targets[i + 3] - origin) << bits) + predictions[j + 3]), cells, each);
        }
        return targetBits.reduceLanes(VectorOperators.OR) >>> Byte.SIZE == 0
                && predictionBits.reduceLanes(VectorOperators.OR) >>> bits == 0;
    }
}
