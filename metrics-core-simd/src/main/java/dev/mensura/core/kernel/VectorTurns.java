package dev.mensura.core.kernel;

/// Gives each block of a call to the vector loops or to the specification: the specification counts
/// what the vector loops cannot, and most blocks during [WarmUp].
final class VectorTurns {
    private final WarmUp warmUp;
    private final PairReader specification;

    /// Vector loops that count a part of a call.
    interface Blocks {
        /// Returns how many pairs may be given to [#add] at once.
        int mostPairs(LabelSource prediction, LabelSource target);

        /// Adds the pairs of a block and returns true, or returns false and adds nothing if one of
        /// them is rejected or cannot be told here.
        ///
        /// @param block the number of elements, 1 to [#mostPairs]
        boolean add(LabelSource prediction, long p, LabelSource target, long t, int block);
    }

    VectorTurns(WarmUp warmUp, PairReader specification) {
        this.warmUp = warmUp;
        this.specification = specification;
    }

    /// Counts `length` pairs and returns how many leading pairs were accepted.
    long count(
            Blocks blocks,
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        long done = 0;
        while (done < length) {
            boolean cold = !warmUp.isOver();
            boolean vector = !cold || warmUp.tries();
            int most = vector ? blocks.mostPairs(prediction, target) : PairReader.BLOCK;
            int block = (int) Math.min(most, length - done);
            long p = predictionStart + done;
            long t = targetStart + done;
            long start = cold ? System.nanoTime() : 0;
            boolean added = vector && blocks.add(prediction, p, target, t, block);
            long accepted =
                    added ? block : specification.countChecked(prediction, p, target, t, block);
            if (cold) {
                warmUp.took(vector, block, System.nanoTime() - start);
            }
            if (accepted < block) {
                return done + accepted;
            }
            done += block;
        }
        return length;
    }
}
