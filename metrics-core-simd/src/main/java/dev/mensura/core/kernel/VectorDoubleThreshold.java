package dev.mensura.core.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Compares float64 scores with a float64 cut: [VectorFloatThreshold], which explains it, for the
/// other type.
final class VectorDoubleThreshold {

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();

    /// Scores that are copied at once from memory that is neither off-heap nor a `double[]`.
    private static final int BLOCK = 1024;

    private final double[] copies = new double[BLOCK];

    /// Puts the codes of `count` scores, a multiple of [VectorCodes#LANES], into `codes[0]` and
    /// behind.
    void compare(ScoreView scores, long start, int count, double cut, double equal, byte[] codes) {
        MemorySegment none = MemorySegment.NULL;
        if (scores.isInArray()) {
            long from = scores.arrayStart() + start;
            compare(true, scores.doubles(), none, from, count, cut, equal, codes, 0);
        } else if (VectorMemory.isOffHeap(scores.segment())) {
            compare(false, copies, scores.segment(), start, count, cut, equal, codes, 0);
        } else {
            for (int done = 0; done < count; done += BLOCK) {
                int run = Math.min(BLOCK, count - done);
                scores.copy(start + done, run, copies, 0);
                compare(true, copies, none, 0, run, cut, equal, codes, done);
            }
        }
    }

    private static void compare(
            boolean inArray,
            double[] array,
            MemorySegment segment,
            long from,
            int count,
            double cut,
            double equal,
            byte[] codes,
            int at) {
        MemorySegment offHeap = VectorMemory.offHeap(segment);
        for (int i = 0; i < count; i += VectorCodes.LANES) {
            long passed = 0;
            long nan = 0;
            for (int lane = 0; lane < VectorCodes.LANES; lane += LANES) {
                DoubleVector score = load(inArray, array, offHeap, from, i + lane);
                VectorMask<Double> passes =
                        score.compare(VectorOperators.GT, cut)
                                .or(score.compare(VectorOperators.EQ, equal));
                passed |= passes.toLong() << lane;
                nan |= score.compare(VectorOperators.NE, score).toLong() << lane;
            }
            VectorCodes.store(passed, nan, codes, at + i);
        }
    }

    private static DoubleVector load(
            boolean inArray, double[] array, MemorySegment offHeap, long from, int i) {
        return inArray
                ? DoubleVector.fromArray(SPECIES, array, (int) from + i)
                : DoubleVector.fromMemorySegment(
                        SPECIES, offHeap, from * Double.BYTES + (long) i * Double.BYTES, ORDER);
    }
}
