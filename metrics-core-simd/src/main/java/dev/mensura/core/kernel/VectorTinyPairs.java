package dev.mensura.core.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Counts pairs of 8-bit labels of up to four classes, at a speed that does not depend on the data.
///
/// A label of two classes is one bit, of three or four classes two bits. Labels are packed, eight or
/// four to a byte, so that one vector holds a bit of many positions, and the population counts of
/// all ANDs of the bits of a pair are summed up. With the bits p of a prediction and t of a target
/// that is 3 sums for two classes and 15 for four. Subtracting what is counted in a larger set
/// gives the cells: of two classes, `cell[0][1] = sum(p) - sum(p & t)`. The order of the positions
/// within a vector is of no concern to a sum, so packing shuffles nothing.
///
/// A position whose target is ignored is read as the pair (0, 0), whatever its prediction is, and
/// taken from that cell in the end. Where nothing is ignored, the label 255, which is no class, takes
/// that place, and finding one is a rejection. The OR of all other labels tells whether one does not
/// fit the bits; one that fits but is no class (3 of three classes) ends up in a cell that must stay
/// empty. A rejection adds nothing; the specification finds its position.
///
/// Packing and summing up are two phases over blocks, each a small loop. Sums are `long` and cannot
/// overflow.
///
/// `MaskCountingBenchmark` compares both with reading the same arrays.
final class VectorTinyPairs {

    /// Two bits hold four classes.
    static final int MAX_CLASSES = 4;

    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = LONGS.length();

    /// Words that are packed before they are summed up: 8 KiB of both labels.
    private static final int PACKED_WORDS = 512;

    /// Words that one call of [#take] may fill: two bits of each position, and of the last ones.
    private static final int ROOM = 2 * (PairCounter.BLOCK + 512) / Long.SIZE;

    /// Positions that are packed into one vector: eight to a byte.
    private static final int STEP = Byte.SIZE * ByteVector.SPECIES_PREFERRED.length();

    /// Where bits of the second of two packed vectors go.
    private static final long ODD_BITS = 0xAAAAAAAAAAAAAAAAL;

    private static final long EACH_BYTE = 0x0101010101010101L;

    private final int numClasses;

    /// Bits per label.
    private final int bits;

    private final long[] packedPrediction = new long[PACKED_WORDS];
    private final long[] packedTarget = new long[PACKED_WORDS];
    private final byte[] lastPrediction = new byte[STEP];
    private final byte[] lastTarget = new byte[STEP];

    /// How often all bits of a set are set; bit 0 stands for the lowest bit of the prediction, the
    /// bits of the target follow those of the prediction.
    private final long[] sums = new long[1 << 4];

    private byte dropped;
    private boolean ignores;
    private int filled;
    private long drops;
    private long labels;

    /// @param numClasses at most [#MAX_CLASSES]
    VectorTinyPairs(int numClasses) {
        this.numClasses = numClasses;
        this.bits = numClasses <= 2 ? 1 : 2;
    }

    /// Begins to count pairs.
    ///
    /// @param targetCodes what target bytes mean, by [ByteCodes#isArithmetic]
    void begin(ByteCodes targetCodes) {
        ignores = targetCodes.ignores();
        dropped = ignores ? targetCodes.ignoredByte() : (byte) 0xFF;
        Arrays.fill(sums, 0);
        drops = 0;
        labels = 0;
        filled = 0;
    }

    /// Takes `length` more pairs, at most [PairCounter#BLOCK].
    void take(VectorLabelBytes target, VectorLabelBytes prediction, int length) {
        int whole = length - length % STEP;
        if (bits == 1) {
            pack(1, target, prediction, whole);
        } else {
            pack(2, target, prediction, whole);
        }
        if (whole < length) {
            target.copy(whole, length - whole, lastTarget);
            prediction.copy(whole, length - whole, lastPrediction);
            packLast(length - whole);
        }
        if (filled + ROOM > packedTarget.length) {
            sumUp();
        }
    }

    /// Packs so many bits of each label. Inlined with a number for them, the loops over arrays know how often they
    /// turn, and take up to a tenth less time.
    private void pack(int shift, VectorLabelBytes target, VectorLabelBytes prediction, int length) {
        if (target.isInArray()) {
            packArrays(
                    shift,
                    target.bytes(),
                    target.offset(),
                    prediction.bytes(),
                    prediction.offset(),
                    length);
        } else {
            packMemory(
                    shift,
                    target.memory(),
                    target.start(),
                    prediction.memory(),
                    prediction.start(),
                    length);
        }
    }

    /// Packs the last positions, less than a step, filled up with dropped ones.
    private void packLast(int rest) {
        Arrays.fill(lastTarget, rest, STEP, dropped);
        drops -= STEP - rest;
        packArrays(bits, lastTarget, 0, lastPrediction, 0, STEP);
    }

    private void packArrays(
            int shift, byte[] target, int ti, byte[] prediction, int pi, int length) {
        long[] intoPrediction = packedPrediction;
        long[] intoTarget = packedTarget;
        byte outLabel = dropped;
        LongVector found = LongVector.zero(LONGS);
        long drop = 0;
        int step = STEP / shift;
        int next = filled;
        for (int from = 0; from < length; from += step) {
            LongVector packedP = LongVector.zero(LONGS);
            LongVector packedT = packedP;
            for (int i = from; i < from + step; i += BYTES.length()) {
                ByteVector stored = ByteVector.fromArray(BYTES, target, ti + i);
                VectorMask<Byte> out = stored.eq(outLabel);
                LongVector t = stored.blend((byte) 0, out).reinterpretAsLongs();
                LongVector p =
                        ByteVector.fromArray(BYTES, prediction, pi + i)
                                .blend((byte) 0, out)
                                .reinterpretAsLongs();
                found = t.or(p).or(found);
                drop += out.trueCount();
                packedT = t.or(packedT.lanewise(VectorOperators.LSHL, shift));
                packedP = p.or(packedP.lanewise(VectorOperators.LSHL, shift));
            }
            packedT.intoArray(intoTarget, next);
            packedP.intoArray(intoPrediction, next);
            next += LANES;
        }
        filled = next;
        drops += drop;
        labels |= found.reduceLanes(VectorOperators.OR);
    }

    /// Does the same off the heap; [VectorMemory] tells why it has a loop of its own, and
    /// [VectorRunsByCompress] why with a `long`.
    private void packMemory(
            int shift,
            MemorySegment targets,
            long ti,
            MemorySegment predictions,
            long pi,
            int length) {
        MemorySegment target = VectorMemory.offHeap(targets);
        MemorySegment prediction = VectorMemory.offHeap(predictions);
        long[] intoPrediction = packedPrediction;
        long[] intoTarget = packedTarget;
        byte outLabel = dropped;
        LongVector found = LongVector.zero(LONGS);
        long drop = 0;
        int step = STEP / shift;
        int next = filled;
        for (long from = 0; from < length; from += step) {
            LongVector packedP = LongVector.zero(LONGS);
            LongVector packedT = packedP;
            for (long i = from; i < from + step; i += BYTES.length()) {
                ByteVector stored = VectorMemory.load(target, ti + i);
                VectorMask<Byte> out = stored.eq(outLabel);
                LongVector t = stored.blend((byte) 0, out).reinterpretAsLongs();
                LongVector p =
                        VectorMemory.load(prediction, pi + i)
                                .blend((byte) 0, out)
                                .reinterpretAsLongs();
                found = t.or(p).or(found);
                drop += out.trueCount();
                packedT = t.or(packedT.lanewise(VectorOperators.LSHL, shift));
                packedP = p.or(packedP.lanewise(VectorOperators.LSHL, shift));
            }
            packedT.intoArray(intoTarget, next);
            packedP.intoArray(intoPrediction, next);
            next += LANES;
        }
        filled = next;
        drops += drop;
        labels |= found.reduceLanes(VectorOperators.OR);
    }

    private void sumUp() {
        if (bits == 1) {
            sumUpBits(packedPrediction, packedTarget, filled, sums);
        } else {
            sumUpBitPairs(packedPrediction, packedTarget, filled, sums);
        }
        filled = 0;
    }

    private static void sumUpBits(long[] prediction, long[] target, int words, long[] sums) {
        LongVector sum1 = LongVector.zero(LONGS);
        LongVector sum2 = sum1;
        LongVector sum3 = sum1;
        for (int w = 0; w < words; w += LANES) {
            LongVector p = LongVector.fromArray(LONGS, prediction, w);
            LongVector t = LongVector.fromArray(LONGS, target, w);
            sum1 = p.lanewise(VectorOperators.BIT_COUNT).add(sum1);
            sum2 = t.lanewise(VectorOperators.BIT_COUNT).add(sum2);
            sum3 = p.and(t).lanewise(VectorOperators.BIT_COUNT).add(sum3);
        }
        sums[1] += sum1.reduceLanes(VectorOperators.ADD);
        sums[2] += sum2.reduceLanes(VectorOperators.ADD);
        sums[3] += sum3.reduceLanes(VectorOperators.ADD);
    }

    /// Sorts the bits of two vectors at a time by their weight and sums up all their ANDs. Without
    /// methods of its own: the compiler stops inlining them in a body of this size, and a vector that
    /// is passed to a method is an object.
    private static void sumUpBitPairs(long[] prediction, long[] target, int words, long[] sums) {
        LongVector sum1 = LongVector.zero(LONGS);
        LongVector sum2 = sum1;
        LongVector sum3 = sum1;
        LongVector sum4 = sum1;
        LongVector sum5 = sum1;
        LongVector sum6 = sum1;
        LongVector sum7 = sum1;
        LongVector sum8 = sum1;
        LongVector sum9 = sum1;
        LongVector sum10 = sum1;
        LongVector sum11 = sum1;
        LongVector sum12 = sum1;
        LongVector sum13 = sum1;
        LongVector sum14 = sum1;
        LongVector sum15 = sum1;
        for (int w = 0; w < words; w += 2 * LANES) {
            LongVector first = LongVector.fromArray(LONGS, prediction, w);
            LongVector second = LongVector.fromArray(LONGS, prediction, w + LANES);
            LongVector p0 =
                    first.lanewise(
                            VectorOperators.BITWISE_BLEND,
                            second.lanewise(VectorOperators.LSHL, 1),
                            ODD_BITS);
            LongVector p1 =
                    first.lanewise(VectorOperators.LSHR, 1)
                            .lanewise(VectorOperators.BITWISE_BLEND, second, ODD_BITS);
            first = LongVector.fromArray(LONGS, target, w);
            second = LongVector.fromArray(LONGS, target, w + LANES);
            LongVector t0 =
                    first.lanewise(
                            VectorOperators.BITWISE_BLEND,
                            second.lanewise(VectorOperators.LSHL, 1),
                            ODD_BITS);
            LongVector t1 =
                    first.lanewise(VectorOperators.LSHR, 1)
                            .lanewise(VectorOperators.BITWISE_BLEND, second, ODD_BITS);
            LongVector p = p0.and(p1);
            LongVector t = t0.and(t1);
            sum1 = p0.lanewise(VectorOperators.BIT_COUNT).add(sum1);
            sum2 = p1.lanewise(VectorOperators.BIT_COUNT).add(sum2);
            sum3 = p.lanewise(VectorOperators.BIT_COUNT).add(sum3);
            sum4 = t0.lanewise(VectorOperators.BIT_COUNT).add(sum4);
            sum5 = t0.and(p0).lanewise(VectorOperators.BIT_COUNT).add(sum5);
            sum6 = t0.and(p1).lanewise(VectorOperators.BIT_COUNT).add(sum6);
            sum7 = t0.and(p).lanewise(VectorOperators.BIT_COUNT).add(sum7);
            sum8 = t1.lanewise(VectorOperators.BIT_COUNT).add(sum8);
            sum9 = t1.and(p0).lanewise(VectorOperators.BIT_COUNT).add(sum9);
            sum10 = t1.and(p1).lanewise(VectorOperators.BIT_COUNT).add(sum10);
            sum11 = t1.and(p).lanewise(VectorOperators.BIT_COUNT).add(sum11);
            sum12 = t.lanewise(VectorOperators.BIT_COUNT).add(sum12);
            sum13 = t.and(p0).lanewise(VectorOperators.BIT_COUNT).add(sum13);
            sum14 = t.and(p1).lanewise(VectorOperators.BIT_COUNT).add(sum14);
            sum15 = t.and(p).lanewise(VectorOperators.BIT_COUNT).add(sum15);
        }
        sums[1] += sum1.reduceLanes(VectorOperators.ADD);
        sums[2] += sum2.reduceLanes(VectorOperators.ADD);
        sums[3] += sum3.reduceLanes(VectorOperators.ADD);
        sums[4] += sum4.reduceLanes(VectorOperators.ADD);
        sums[5] += sum5.reduceLanes(VectorOperators.ADD);
        sums[6] += sum6.reduceLanes(VectorOperators.ADD);
        sums[7] += sum7.reduceLanes(VectorOperators.ADD);
        sums[8] += sum8.reduceLanes(VectorOperators.ADD);
        sums[9] += sum9.reduceLanes(VectorOperators.ADD);
        sums[10] += sum10.reduceLanes(VectorOperators.ADD);
        sums[11] += sum11.reduceLanes(VectorOperators.ADD);
        sums[12] += sum12.reduceLanes(VectorOperators.ADD);
        sums[13] += sum13.reduceLanes(VectorOperators.ADD);
        sums[14] += sum14.reduceLanes(VectorOperators.ADD);
        sums[15] += sum15.reduceLanes(VectorOperators.ADD);
    }

    /// Ends with `length` pairs: adds them to `counts`, `[target * C + prediction]` and then the ignored
    /// ones, and returns true; or adds nothing and returns false if one is rejected.
    boolean finish(long length, long[] counts) {
        sumUp();
        long fits = ((1L << bits) - 1) * EACH_BYTE;
        if ((labels & ~fits) != 0 || (!ignores && drops != 0)) {
            return false;
        }
        sums[0] = length;
        for (int bit = 1; bit < 1 << (2 * bits); bit <<= 1) {
            for (int set = 0; set < 1 << (2 * bits); set++) {
                sums[set] -= (set & bit) == 0 ? sums[set | bit] : 0;
            }
        }
        sums[0] -= drops;
        if (!outsideIsEmpty()) {
            return false;
        }
        for (int t = 0; t < numClasses; t++) {
            for (int p = 0; p < numClasses; p++) {
                counts[t * numClasses + p] += sums[(t << bits) + p];
            }
        }
        counts[numClasses * numClasses] += drops;
        return true;
    }

    /// Returns whether all pairs that fit the bits are pairs of classes.
    private boolean outsideIsEmpty() {
        int values = 1 << bits;
        long outside = 0;
        for (int t = 0; t < values; t++) {
            for (int p = 0; p < values; p++) {
                outside |= t >= numClasses || p >= numClasses ? sums[(t << bits) + p] : 0;
            }
        }
        return outside == 0;
    }
}
