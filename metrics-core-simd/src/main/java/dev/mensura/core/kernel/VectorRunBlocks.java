package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

/// Finds the runs of labels that no byte stands for: those of two planes of bytes
/// ([VectorLabelPlanes]) are listed as of one ([VectorRuns]), and a label is looked up per
/// run instead of per element.
///
/// Dense blocks ([DenseBlocks]) are left to the specification.
/// Scratch takes about 80 KiB, and up to 130 KiB more where wide labels are not in arrays of their
/// width.
final class VectorRunBlocks {
    private final VectorLabelPlanes targets;
    private final VectorLabelPlanes predictions;
    private final VectorRuns runs;
    private final CodeRuns codes;
    private final DenseBlocks dense = new DenseBlocks();

    /// @param compress whether to list runs by byte compress
    VectorRunBlocks(LabelCodes meaning, boolean compress) {
        targets = new VectorLabelPlanes(meaning, true);
        predictions = new VectorLabelPlanes(meaning, false);
        runs = VectorRuns.of(compress);
        codes = new CodeRuns(meaning.numClasses());
    }

    /// Returns the runs of a block, null if one of its pairs is rejected or it is to be read
    /// otherwise; the next call overwrites them.
    ///
    /// @param block the number of elements, 1 to [PairReader#BLOCK]
    @Nullable CodeRuns read(LabelSource prediction, long p, LabelSource target, long t, int block) {
        if (dense.skips(block)) {
            return null;
        }
        if (!load(prediction, p, target, t, block)) {
            return null;
        }
        int found = runs.list(targets, predictions, block);
        if (dense.note(found, block)) {
            return null;
        }
        return code(found) ? codes : null;
    }

    private boolean load(LabelSource prediction, long p, LabelSource target, long t, int block) {
        if (!predictions.begin(prediction, p, block) || !targets.begin(target, t, block)) {
            return false;
        }
        int part = Math.min(predictions.part(), targets.part());
        boolean all = true;
        for (int done = 0; done < block && all; done += part) {
            int count = Math.min(part, block - done);
            all = predictions.pack(done, count) && targets.pack(done, count);
        }
        return all;
    }

    private boolean code(int found) {
        short[] ends = runs.ends();
        codes.clear();
        int last = -1;
        boolean accepted = true;
        for (int run = 0; run < found && accepted; run++) {
            int end = ends[run];
            accepted = codes.add(targets.code(end), predictions.code(end), end - last);
            last = end;
        }
        return accepted;
    }
}
