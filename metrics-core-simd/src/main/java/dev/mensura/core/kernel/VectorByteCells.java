package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The cells of a block of 8-bit labels, computed as `t * C + p` in vectors of `short`.
///
/// Four look-ups per position become one, which pays where much of a block is looked at. It works
/// when labels below C are plain and at most one other label is ignored; [#of] finds that out from
/// the look-up tables themselves. An ignored target gives cell `C * C`; the highest cell fits a
/// `short` up to [#MAX_CLASSES].
final class VectorByteCells {

    /// Never fills; for labels that arithmetic cannot code.
    static final VectorByteCells NONE = new VectorByteCells(0, 0, (byte) 0, 0, new short[0]);

    /// `C * C` is at most 32767.
    private static final int MAX_CLASSES = 181;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;

    private final int numClasses;

    /// Labels below are plain; smaller than C if the type holds fewer.
    private final int plain;

    private final byte ignoreLabel;

    /// All bits set if `ignoreLabel` is to be ignored, none if nothing is.
    private final long ignoreBits;

    private final short[] cells;

    private VectorByteCells(
            int numClasses, int plain, byte ignoreLabel, long ignoreBits, short[] cells) {
        this.numClasses = numClasses;
        this.plain = plain;
        this.ignoreLabel = ignoreLabel;
        this.ignoreBits = ignoreBits;
        this.cells = cells;
    }

    /// Returns the cells for the given look-up tables, in `cells`, or [#NONE] if arithmetic cannot
    /// give what they say.
    static VectorByteCells of(int numClasses, int[] rows, int[] columns, short[] cells) {
        if (numClasses > MAX_CLASSES) {
            return NONE;
        }
        int plain = 0;
        while (plain < numClasses && rows[plain] == plain * numClasses && columns[plain] == plain) {
            plain++;
        }
        int ignoreLabel = 0xFF;
        int ignoreLabels = 0;
        for (int bits = plain; bits < rows.length; bits++) {
            if (columns[bits] <= LabelCells.LAST_CELL
                    || (rows[bits] >= 0 && rows[bits] <= LabelCells.LAST_CELL)) {
                return NONE;
            }
            if (rows[bits] < 0) {
                ignoreLabel = bits;
                ignoreLabels++;
            }
        }
        return ignoreLabels > 1
                ? NONE
                : new VectorByteCells(
                        numClasses, plain, (byte) ignoreLabel, -(long) ignoreLabels, cells);
    }

    /// Returns whether [#fill] may be called for `length` positions.
    boolean canFill(int length) {
        return length >= BYTES.length() && length <= cells.length;
    }

    /// Computes the cells of `length` positions and returns whether none of them is rejected.
    boolean fill(byte[] prediction, int pi, byte[] target, int ti, int length) {
        short[] result = cells;
        byte first = (byte) plain;
        byte ignored = ignoreLabel;
        long allowed = ignoreBits;
        byte ignoredRow = (byte) numClasses;
        short stride = (short) numClasses;
        int last = length - BYTES.length();
        long rejected = 0;
        int i = 0;
        while (true) {
            ByteVector t = ByteVector.fromArray(BYTES, target, ti + i);
            ByteVector p = ByteVector.fromArray(BYTES, prediction, pi + i);
            VectorMask<Byte> drop = t.eq(ignored);
            VectorMask<Byte> outside =
                    t.compare(VectorOperators.UGE, first).or(p.compare(VectorOperators.UGE, first));
            rejected |= outside.toLong() & ~(drop.toLong() & allowed);
            ByteVector row = t.blend(ignoredRow, drop);
            ByteVector column = p.blend((byte) 0, drop);
            for (int part = 0; part < 2; part++) {
                ShortVector r =
                        (ShortVector)
                                row.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, part);
                ShortVector c =
                        (ShortVector)
                                column.convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, part);
                r.mul(stride).add(c).intoArray(result, i + part * SHORTS.length());
            }
            if (i == last) {
                return rejected == 0;
            }
            i = Math.min(i + BYTES.length(), last);
        }
    }

    /// Adds the runs that end at the positions `ends`, the first of which begins after `lastEnd`,
    /// and returns 0, the highest cell of accepted pairs being of no interest.
    int addRuns(short[] ends, int runs, int lastEnd, long[] counts) {
        short[] c = cells;
        int previous = lastEnd;
        for (int j = 0; j < runs; j++) {
            int end = ends[j];
            counts[c[end] & (counts.length - 1)] += end - previous;
            previous = end;
        }
        return 0;
    }

    /// Adds the first `length` positions one by one and returns 0.
    int addEach(int length, long[] counts) {
        short[] c = cells;
        for (int i = 0; i < length; i++) {
            counts[c[i] & (counts.length - 1)]++;
        }
        return 0;
    }
}
