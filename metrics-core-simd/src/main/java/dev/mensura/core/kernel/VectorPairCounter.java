package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

/// Counts block by block with [VectorBlocks], and what those cannot count with the specification: blocks
/// that have a rejected pair or a label that no byte stands for, and most of them during [WarmUp].
///
/// Scratch is allocated once per counter, see [VectorBlocks]. Serves up to [ByteCodes#MAX_CLASSES]
/// classes.
final class VectorPairCounter extends PairCounter implements VectorTurns.Blocks {
    private final VectorTurns turns;
    private final ScalarPairCounter specification;
    private final boolean best;
    private final long[] table;

    /// Made when the first block is theirs: they load a hundred classes.
    private @Nullable VectorBlocks blocks;

    VectorPairCounter(LabelCodes codes, WarmUp warmUp) {
        this(codes, warmUp, true);
    }

    /// @param best whether to do what not every processor can, if this one can: see [VectorBlocks]
    VectorPairCounter(LabelCodes codes, WarmUp warmUp, boolean best) {
        super(codes);
        int numClasses = codes.numClasses();
        if (numClasses > ByteCodes.MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "numClasses is " + numClasses + ", expected at most " + ByteCodes.MAX_CLASSES);
        }
        this.best = best;
        specification = new ScalarPairCounter(codes);
        turns = new VectorTurns(warmUp, specification);
        table = new long[numClasses * numClasses];
    }

    @Override
    public long[] table() {
        long[] further = specification.table();
        System.arraycopy(further, 0, table, 0, table.length);
        if (blocks != null) {
            long[] counted = blocks.counts();
            for (int cell = 0; cell < table.length; cell++) {
                table[cell] += counted[cell];
            }
        }
        return table;
    }

    @Override
    public long ignored() {
        long sum = specification.ignored();
        if (blocks != null) {
            long[] counted = blocks.counts();
            for (int cell = table.length; cell < counted.length; cell++) {
                sum += counted[cell];
            }
        }
        return sum;
    }

    @Override
    public void clear() {
        specification.clear();
        if (blocks != null) {
            blocks.clear();
        }
    }

    @Override
    long countChecked(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        long accepted = turns.count(this, prediction, predictionStart, target, targetStart, length);
        return blocks != null && blocks.hasRejected()
                ? specification.countChecked(
                        prediction, predictionStart, target, targetStart, length)
                : accepted;
    }

    @Override
    public int mostPairs(LabelSource prediction, LabelSource target) {
        return blocks().mostPairs(prediction, target);
    }

    @Override
    public boolean add(LabelSource prediction, long p, LabelSource target, long t, int length) {
        return blocks().add(prediction, p, target, t, length);
    }

    private VectorBlocks blocks() {
        VectorBlocks made = blocks;
        if (made == null) {
            made = new VectorBlocks(codes(), best);
            blocks = made;
        }
        return made;
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        return specification.countCodes(predictionCodes, targetCodes, length);
    }
}
