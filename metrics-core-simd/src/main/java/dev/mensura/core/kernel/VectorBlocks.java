package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;

/// Counts runs instead of elements: real masks are piecewise constant.
///
/// Labels of 32 and 64 bits are read as they are, where vectors are long enough: their runs are added by
/// [VectorWideRuns], and dense blocks ([DenseBlocks]) element by element where that can be ([WideTable]), as to
/// bring them to bytes first takes almost twice as long.
///
/// Of other labels both sides of a block are brought to bytes, if they are not stored so ([VectorLabelBytes]); the
/// runs are listed ([VectorRuns]), unless it is dense; their cells are calculated ([VectorByteCells]), which
/// tells whether a pair is rejected, and only then are their lengths added ([CellCounts]). Each step is a small
/// loop of its own, which the JIT compiler turns into vector code whatever the others do.
///
/// Scratch takes about 50 KiB beside the table of counts, for each width of labels that are copied
/// ([VectorWideRuns], [VectorLabelBytes]) up to 130 KiB, and where dense blocks of wide labels are added 2 to
/// 4 KiB per class. `LabelCountingBenchmark` compares it with the specification and with a loop that checks
/// nothing.
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
    private final VectorWideRuns longRuns = new VectorLongRuns();
    private final VectorWideRuns intRuns = new VectorIntRuns();

    /// Whether the vectors are long enough for labels of 32 and 64 bits.
    private final boolean listsWide;

    /// Whether predicted classes mean themselves.
    private final boolean addsWide;

    private final DenseBlocks dense = new DenseBlocks();
    private final LabelCodes meaning;
    private final StoredBlock predictionBlock = new StoredBlock();
    private final StoredBlock targetBlock = new StoredBlock();

    /// Each made when the first dense block is its own.
    private final Map<LabelType, WideTable> wideTables = new EnumMap<>(LabelType.class);

    /// @param best whether to do what not every processor can: to list runs by byte compress, and those of
    ///     wide labels as they are
    VectorBlocks(LabelCodes codes, boolean best) {
        int numClasses = codes.numClasses();
        meaning = codes;
        targets = new VectorLabelBytes(codes, true);
        predictions = new VectorLabelBytes(codes, false);
        runs = VectorRuns.of(best && VectorRuns.compressesBytes());
        listsWide = best && VectorWideRuns.hasLongVectors();
        addsWide = LabelTable.serves(codes, LabelType.INT64);
        counts = new CellCounts(numClasses * numClasses + numClasses);
        cells = new VectorByteCells(numClasses, counts.turns(VectorByteCells.LANES));
        tiny = numClasses <= VectorTinyPairs.MAX_CLASSES ? new VectorTinyPairs(numClasses) : null;
    }

    /// Returns the counts of C * C cells and then of ignored targets; the next call overwrites them.
    long[] counts() {
        for (WideTable filled : wideTables.values()) {
            filled.moveInto(counts.totals());
        }
        return counts.totals();
    }

    void clear() {
        counts();
        counts.clear();
    }

    /// Returns how many pairs may be given to [#add] at once.
    int mostPairs(LabelSource prediction, LabelSource target) {
        if (areTiny(prediction, target)) {
            return TINY_BLOCKS * PairCounter.BLOCK;
        }
        boolean whole = addsWide(target, prediction) && isInArray(prediction) && isInArray(target);
        return whole ? dense.most() : Math.min(dense.most(), PairCounter.BLOCK);
    }

    private boolean addsWide(LabelSource target, LabelSource prediction) {
        return addsWide && VectorWideRuns.areWide(target, prediction);
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
        boolean unseen = dense.skips(length);
        if (listsWide && !unseen && VectorWideRuns.areWide(target, prediction)) {
            return addWideRuns((StoredLabels) prediction, p, (StoredLabels) target, t, length);
        }
        if (unseen && addsWide(target, prediction)) {
            return addWide((StoredLabels) prediction, p, (StoredLabels) target, t, length);
        }
        return addBytes(prediction, p, target, t, length, unseen);
    }

    private boolean addBytes(
            LabelSource prediction,
            long p,
            LabelSource target,
            long t,
            int length,
            boolean unseen) {
        ByteCodes predictionCodes = predictions.codes(prediction);
        ByteCodes targetCodes = targets.codes(target);
        if (!unseen) {
            if (!load(runs.readsOffHeap(), prediction, p, target, t, length)) {
                return false;
            }
            int found = runs.list(targets, predictions, length);
            if (!dense.note(found, length)) {
                return addRuns(targetCodes, predictionCodes, found);
            }
        }
        return load(false, prediction, p, target, t, length)
                && addEach(targetCodes, predictionCodes, length);
    }

    private static boolean isInArray(LabelSource labels) {
        return labels instanceof StoredLabels stored && stored.heap() != null;
    }

    private boolean addWide(
            StoredLabels prediction, long p, StoredLabels target, long t, int length) {
        predictionBlock.show(prediction, p, length);
        targetBlock.show(target, t, length);
        return wideTable(target.type()).add(predictionBlock, targetBlock, length);
    }

    private WideTable wideTable(LabelType type) {
        WideTable made = wideTables.get(type);
        if (made == null) {
            made = new WideTable(meaning, type, wideCells(type));
            wideTables.put(type, made);
        }
        return made;
    }

    private WideCells wideCells(LabelType type) {
        if (!listsWide) {
            return WideCells.scalar(type);
        }
        return type == LabelType.INT64 ? new VectorLongCells() : new VectorIntCells();
    }

    /// Returns whether a rejected pair was added.
    boolean hasRejected() {
        boolean rejected = false;
        for (WideTable filled : wideTables.values()) {
            rejected |= filled.hasRejected();
        }
        return rejected;
    }

    private boolean addWideRuns(
            StoredLabels prediction, long p, StoredLabels target, long t, int length) {
        VectorWideRuns wide = target.type() == LabelType.INT64 ? longRuns : intRuns;
        int found =
                wide.add(
                        target,
                        t,
                        targets.codes(target),
                        prediction,
                        p,
                        predictions.codes(prediction),
                        length,
                        counts);
        if (found == VectorWideRuns.NOT_ALL) {
            return false;
        }
        dense.note(found, length);
        return true;
    }

    /// Loads both sides, and leaves them off the heap if that is allowed and both can be left there.
    /// Returns false if a label has no byte.
    private boolean load(
            boolean offHeap,
            LabelSource prediction,
            long p,
            LabelSource target,
            long t,
            int length) {
        if (offHeap
                && VectorLabelBytes.isOffHeap(prediction, p, length)
                && VectorLabelBytes.isOffHeap(target, t, length)) {
            predictions.leave(prediction, p);
            targets.leave(target, t);
            return true;
        }
        predictions.begin(prediction, p, length);
        targets.begin(target, t, length);
        long firstPrediction = predictions.codes(prediction).first();
        long firstTarget = targets.codes(target).first();
        int part = Math.min(predictions.part(), targets.part());
        boolean all = true;
        for (int done = 0; done < length && all; done += part) {
            int count = Math.min(part, length - done);
            all =
                    predictions.pack(firstPrediction, 0, done, count)
                            && targets.pack(firstTarget, 0, done, count);
        }
        return all;
    }

    private boolean addTiny(
            VectorTinyPairs pairs,
            LabelSource prediction,
            long p,
            LabelSource target,
            long t,
            int length) {
        pairs.begin(targets.codes(target));
        for (int done = 0; done < length; done += PairCounter.BLOCK) {
            int block = Math.min(PairCounter.BLOCK, length - done);
            if (!load(true, prediction, p + done, target, t + done, block)) {
                return false;
            }
            pairs.take(targets, predictions, block);
        }
        return pairs.finish(length, counts.totals());
    }

    private boolean addRuns(ByteCodes targetCodes, ByteCodes predictionCodes, int found) {
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
