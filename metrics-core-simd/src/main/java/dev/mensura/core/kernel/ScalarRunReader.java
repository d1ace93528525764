package dev.mensura.core.kernel;

import java.util.Objects;

/// The specification of reading runs: every label becomes a code, and neighbours with equal codes
/// one run.
///
/// Takes about 90 KiB, and up to 64 KiB more where labels are not in arrays of their width.
final class ScalarRunReader extends RunReader {
    private final RunSink sink;
    private final SideCodes predictions;
    private final SideCodes targets;
    private final CodeRuns runs;
    private long ignored;

    ScalarRunReader(LabelCodes codes, RunSink sink) {
        super(codes);
        this.sink = sink;
        predictions = new SideCodes(codes, false);
        targets = new SideCodes(codes, true);
        runs = new CodeRuns(codes.numClasses());
    }

    @Override
    public long ignored() {
        return ignored;
    }

    @Override
    public void clear() {
        ignored = 0;
    }

    @Override
    long countChecked(
            LabelSource prediction,
            long predictionStart,
            LabelSource target,
            long targetStart,
            long length) {
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            int[] p = predictions.read(prediction, predictionStart + done, block);
            int[] t = targets.read(target, targetStart + done, block);
            int accepted = countBlock(p, t, 0, block);
            if (accepted < block) {
                return done + accepted;
            }
        }
        return length;
    }

    @Override
    public int countCodes(int[] predictionCodes, int[] targetCodes, int length) {
        Objects.checkFromIndexSize(0, length, predictionCodes.length);
        Objects.checkFromIndexSize(0, length, targetCodes.length);
        for (int done = 0; done < length; done += BLOCK) {
            int block = Math.min(BLOCK, length - done);
            int accepted = countBlock(predictionCodes, targetCodes, done, block);
            if (accepted < block) {
                return done + accepted;
            }
        }
        return length;
    }

    private int countBlock(int[] predictionCodes, int[] targetCodes, int from, int block) {
        runs.clear();
        for (int i = 0; i < block; i++) {
            if (!runs.add(targetCodes[from + i], predictionCodes[from + i], 1)) {
                return i;
            }
        }
        ignored += runs.ignored();
        runs.handTo(sink);
        return block;
    }
}
