package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

/// Reads block by block with [VectorRunBlocks], and what those cannot read with the specification: see
/// [VectorTurns].
final class VectorRunReader extends RunReader implements VectorTurns.Blocks {
    private final RunSink sink;
    private final boolean compress;
    private final ScalarRunReader specification;
    private final VectorTurns turns;

    /// Made when the first block is theirs: they load a hundred classes.
    private @Nullable VectorRunBlocks blocks;

    private long ignored;

    VectorRunReader(LabelCodes codes, RunSink sink, WarmUp warmUp) {
        this(codes, sink, warmUp, true);
    }

    /// @param compress whether to compress bytes, if the processor can
    VectorRunReader(LabelCodes codes, RunSink sink, WarmUp warmUp, boolean compress) {
        super(codes);
        this.sink = sink;
        this.compress = compress;
        specification = new ScalarRunReader(codes, sink);
        turns = new VectorTurns(warmUp, specification);
    }

    @Override
    public long ignored() {
        return ignored + specification.ignored();
    }

    @Override
    public void clear() {
        ignored = 0;
        specification.clear();
    }

    @Override
    long countChecked(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        return turns.count(this, prediction, predictionStart, target, targetStart, length);
    }

    @Override
    public int mostPairs(LabelSource prediction, LabelSource target) {
        return BLOCK;
    }

    @Override
    public boolean add(LabelSource prediction, long p, LabelSource target, long t, int block) {
        CodeRuns runs = blocks().read(prediction, p, target, t, block);
        if (runs == null) {
            return false;
        }
        ignored += runs.ignored();
        runs.handTo(sink);
        return true;
    }

    private VectorRunBlocks blocks() {
        VectorRunBlocks made = blocks;
        if (made == null) {
            made = new VectorRunBlocks(codes(), compress && VectorRuns.compressesBytes());
            blocks = made;
        }
        return made;
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        return specification.countCodes(predictionCodes, targetCodes, length);
    }
}
