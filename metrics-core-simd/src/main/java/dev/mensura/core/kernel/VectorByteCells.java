package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Finds the cells of many pairs of bytes: of all elements of a block, or of the runs in it.
///
/// Where [ByteCodes#isArithmetic] allows it, the cell is `t * C + p` in vectors of `short`, an
/// ignored target giving `C * C`; the highest cell of 255 classes, 65279, fits the 16 bits. Else the
/// parts are looked up pair by pair, which takes two to three times as long. The table of each cell
/// ([CellCounts#turns]) is added, and no sum is above that.
final class VectorByteCells {
    /// Bytes that must be readable, and cells writable, behind the last pair: one vector of bytes.
    static final int SLACK = 64;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;

    /// Cells per vector.
    static final int LANES = SHORTS.length();

    private final int numClasses;
    private final short[] turns;

    /// @param turns added to the cells of every [#LANES] pairs
    VectorByteCells(int numClasses, short[] turns) {
        this.numClasses = numClasses;
        this.turns = turns;
    }

    /// Puts the cells of `length` pairs into `cells`, and returns whether none of them is rejected.
    boolean fill(
            ByteCodes targetCodes,
            byte[] target,
            int to,
            ByteCodes predictionCodes,
            byte[] prediction,
            int po,
            int length,
            short[] cells) {
        return (targetCodes.isArithmetic() && predictionCodes.isArithmetic())
                ? calculate(
                        targetCodes.ignores(),
                        targetCodes.ignoredByte(),
                        target,
                        to,
                        prediction,
                        po,
                        length,
                        cells)
                : lookUp(
                        targetCodes.parts(),
                        target,
                        to,
                        predictionCodes.parts(),
                        prediction,
                        po,
                        length,
                        cells);
    }

    private boolean calculate(
            boolean ignores,
            byte ignoredByte,
            byte[] target,
            int to,
            byte[] prediction,
            int po,
            int length,
            short[] cells) {
        byte classes = (byte) numClasses;
        short stride = (short) numClasses;
        ShortVector turn = ShortVector.fromArray(SHORTS, turns, 0);
        long allowed = ignores ? -1L : 0;
        long rejected = 0;
        for (int i = 0; i < length; i += BYTES.length()) {
            ByteVector t = ByteVector.fromArray(BYTES, target, to + i);
            ByteVector p = ByteVector.fromArray(BYTES, prediction, po + i);
            VectorMask<Byte> ignored = t.eq(ignoredByte);
            long outside =
                    t.compare(VectorOperators.UGE, classes)
                            .or(p.compare(VectorOperators.UGE, classes))
                            .toLong();
            int behind = Math.max(0, i + BYTES.length() - length);
            rejected |=
                    (outside & ~(ignored.toLong() & allowed))
                            << (Long.SIZE - BYTES.length() + behind);
            ByteVector row = t.blend(classes, ignored);
            ByteVector column = p.blend((byte) 0, ignored);
            for (int part = 0; part < 2; part++) {
                ShortVector r =
                        (ShortVector)
                                row.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, part);
                ShortVector c =
                        (ShortVector)
                                column.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, part);
                r.mul(stride).add(c).add(turn).intoArray(cells, i + part * SHORTS.length());
            }
        }
        return rejected == 0;
    }

    private boolean lookUp(
            int[] rows,
            byte[] target,
            int to,
            int[] columns,
            byte[] prediction,
            int po,
            int length,
            short[] cells) {
        int highest = 0;
        for (int i = 0; i < length; i++) {
            int sum = rows[target[to + i] & 0xFF] + columns[prediction[po + i] & 0xFF];
            cells[i] = (short) (sum + turns[i & (LANES - 1)]);
            highest = Math.max(highest, sum);
        }
        return highest <= ByteCodes.LAST_CELL;
    }
}
