package dev.mensura.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/// Compares float32 scores with a float32 cut.
///
/// A score passes if it is greater than `cut` or equal to `equal`, which is `NaN`, and so equal to
/// nothing, where equal scores do not pass. As many scores as a vector has bytes are compared at
/// once, which gives a vector of codes. `ScoreCountingBenchmark` compares this with reading the
/// scores and doing nothing.
final class VectorFloatThreshold {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int LANES = SPECIES.length();

    /// Scores that are copied at once from memory that is neither off-heap nor a `float[]`.
    private static final int BLOCK = 1024;

    private final float[] copies = new float[BLOCK];

    /// Puts the codes of `count` scores, a multiple of [VectorCodes#LANES], into `codes[0]` and
    /// behind.
    void compare(ScoreView scores, long start, int count, float cut, float equal, byte[] codes) {
        MemorySegment none = MemorySegment.NULL;
        if (scores.isInArray()) {
            long from = scores.arrayStart() + start;
            compare(true, scores.floats(), none, from, count, cut, equal, codes, 0);
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
            float[] array,
            MemorySegment segment,
            long from,
            int count,
            float cut,
            float equal,
            byte[] codes,
            int at) {
        MemorySegment offHeap = VectorMemory.offHeap(segment);
        for (int i = 0; i < count; i += VectorCodes.LANES) {
            long passed = 0;
            long nan = 0;
            for (int lane = 0; lane < VectorCodes.LANES; lane += LANES) {
                FloatVector score = load(inArray, array, offHeap, from, i + lane);
                VectorMask<Float> passes =
                        score.compare(VectorOperators.GT, cut)
                                .or(score.compare(VectorOperators.EQ, equal));
                passed |= passes.toLong() << lane;
                nan |= score.compare(VectorOperators.NE, score).toLong() << lane;
            }
            VectorCodes.store(passed, nan, codes, at + i);
        }
    }

    private static FloatVector load(
            boolean inArray, float[] array, MemorySegment offHeap, long from, int i) {
        return inArray
                ? FloatVector.fromArray(SPECIES, array, (int) from + i)
                : FloatVector.fromMemorySegment(
                        SPECIES, offHeap, from * Float.BYTES + (long) i * Float.BYTES, ORDER);
    }
}
