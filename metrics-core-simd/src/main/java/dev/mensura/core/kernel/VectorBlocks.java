package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

/// Counts runs instead of elements: real masks are piecewise constant.
///
/// Both sides of a block are brought to bytes, if they are not stored so ([VectorLabelBytes]); the runs
/// are found and listed ([VectorRuns]); their cells are calculated ([VectorByteCells]), which tells
/// whether a pair is rejected, and only then are their lengths added ([CellCounts]). Dense
/// blocks ([DenseBlocks]) are added element by element. Each step is a
/// small loop of its own, which the JIT compiler turns into vector code whatever the others do.
///
/// Scratch takes about 50 KiB beside the table of counts; up to 140 KiB where wide labels are not in
/// arrays of their width. `LabelCountingBenchmark` compares it with the specification and with a loop
/// that checks nothing.
final class VectorBlocks {
    /// Blocks of tiny class counts whose sums are turned into cells at once.
    private static final int TINY_BLOCKS = 16;

    private final VectorLabelBytes targets;
    private final VectorLabelBytes predictions;
    private final VectorRuns runs;
    private final VectorByteCells cells;
    private final short[] blockCells = new short[PairCounter.BLOCK + VectorByteCells.SLACK];
    private final CellCounts counts;
    private final @Nullable VectorTinyPairs tiny;
    private final DenseBlocks dense = new DenseBlocks();

    /// @param compress whether to list runs by byte compress
    VectorBlocks(LabelCodes codes, boolean compress) {
        int numClasses = codes.numClasses();
        targets = new VectorLabelBytes(codes, true);
        predictions = new VectorLabelBytes(codes, false);
        runs = new VectorRuns(compress);
        cells = new VectorByteCells(numClasses);
        counts = new CellCounts(numClasses * numClasses + numClasses);
        tiny = numClasses <= VectorTinyPairs.MAX_CLASSES ? new VectorTinyPairs(numClasses) : null;
    }

    /// Returns the counts of C * C cells and then of ignored targets; the next call overwrites them.
    long[] counts() {
        return counts.totals();
    }

    void clear() {
        counts.clear();
    }

    /// Returns how many pairs may be given to [#add] at once.
    int mostPairs(LabelSource prediction, LabelSource target) {
        return areTiny(prediction, target) ? TINY_BLOCKS * PairCounter.BLOCK : PairCounter.BLOCK;
    }

    private boolean areTiny(LabelSource prediction, LabelSource target) {
        return tiny != null
                && predictions.codes(prediction).isArithmetic()
                && targets.codes(target).isArithmetic();
    }

    /// Adds `length` pairs, at most [#mostPairs], and returns true, or returns false and adds nothing
    /// if one of them is rejected or cannot be told here.
    boolean add(LabelSource prediction, long p, LabelSource target, long t, int length) {
        if (tiny != null && areTiny(prediction, target)) {
            return addTiny(tiny, prediction, p, target, t, length);
        }
        ByteCodes predictionCodes = predictions.codes(prediction);
        ByteCodes targetCodes = targets.codes(target);
        return predictions.load(prediction, predictionCodes, p, length)
                && targets.load(target, targetCodes, t, length)
                && addLoaded(predictionCodes, targetCodes, length);
    }

    private boolean addTiny(
            VectorTinyPairs pairs,
            LabelSource prediction,
            long p,
            LabelSource target,
            long t,
            int length) {
        ByteCodes predictionCodes = predictions.codes(prediction);
        ByteCodes targetCodes = targets.codes(target);
        boolean offHeap = isOffHeap(prediction) && isOffHeap(target);
        pairs.begin(targetCodes);
        for (int done = 0; done < length; done += PairCounter.BLOCK) {
            int block = Math.min(PairCounter.BLOCK, length - done);
            if (offHeap) {
                pairs.take(
                        ((StoredLabels) target).segment(),
                        t + done,
                        ((StoredLabels) prediction).segment(),
                        p + done,
                        block);
                continue;
            }
            if (!predictions.load(prediction, predictionCodes, p + done, block)
                    || !targets.load(target, targetCodes, t + done, block)) {
                return false;
            }
            pairs.take(
                    targets.bytes(),
                    targets.offset(),
                    predictions.bytes(),
                    predictions.offset(),
                    block);
        }
        return pairs.finish(length, counts.totals());
    }

    private static boolean isOffHeap(LabelSource source) {
        return source instanceof StoredLabels labels
                && labels.type().bytes() == 1
                && VectorMemory.isOffHeap(labels.segment());
    }

    private boolean addLoaded(ByteCodes predictionCodes, ByteCodes targetCodes, int block) {
        byte[] p = predictions.bytes();
        byte[] t = targets.bytes();
        int po = predictions.offset();
        int to = targets.offset();
        if (dense.skips()) {
            return addEach(targetCodes, predictionCodes, block);
        }
        int found = runs.find(t, to, p, po, block);
        if (dense.has(found, block)) {
            return addEach(targetCodes, predictionCodes, block);
        }
        if (found == 1) {
            int cell = targetCodes.part(t[to]) + predictionCodes.part(p[po]);
            boolean accepted = cell <= ByteCodes.LAST_CELL;
            if (accepted) {
                counts.add(cell, block);
            }
            return accepted;
        }
        runs.list(t, to, p, po);
        boolean accepted =
                cells.fill(
                        targetCodes,
                        runs.targets(),
                        0,
                        predictionCodes,
                        runs.predictions(),
                        0,
                        found,
                        blockCells);
        if (accepted) {
            counts.addRuns(blockCells, runs.ends(), found);
        }
        return accepted;
    }

    private boolean addEach(ByteCodes targetCodes, ByteCodes predictionCodes, int block) {
        boolean accepted =
                cells.fill(
                        targetCodes,
                        targets.bytes(),
                        targets.offset(),
                        predictionCodes,
                        predictions.bytes(),
                        predictions.offset(),
                        block,
                        blockCells);
        if (accepted) {
            counts.addEach(blockCells, block);
        }
        return accepted;
    }
}
