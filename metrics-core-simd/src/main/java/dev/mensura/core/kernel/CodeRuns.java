package dev.mensura.core.kernel;

/// The runs of one block as codes, collected for a [RunSink].
///
/// Takes 48 KiB. Lengths are `int`: a block has at most [PairReader#BLOCK] elements.
final class CodeRuns {
    private final int[] targets = new int[PairReader.BLOCK];
    private final int[] predictions = new int[PairReader.BLOCK];
    private final int[] lengths = new int[PairReader.BLOCK];
    private final int numClasses;
    private int runs;
    private int ignored;

    CodeRuns(int numClasses) {
        this.numClasses = numClasses;
    }

    /// Forgets all runs.
    void clear() {
        runs = 0;
        ignored = 0;
    }

    /// Adds `length` elements of one pair of codes behind the last ones, and returns false if it is
    /// rejected.
    boolean add(int target, int prediction, int length) {
        if (target == LabelCodes.IGNORED) {
            ignored += length;
            return true;
        }
        int last = runs - 1;
        if (last >= 0 && targets[last] == target && predictions[last] == prediction) {
            lengths[last] += length;
            return true;
        }
        if ((target | prediction) < 0 || Math.max(target, prediction) >= numClasses) {
            return false;
        }
        targets[runs] = target;
        predictions[runs] = prediction;
        lengths[runs] = length;
        runs++;
        return true;
    }

    /// Returns the number of elements whose target is ignored.
    int ignored() {
        return ignored;
    }

    /// Hands the runs to `sink`.
    void handTo(RunSink sink) {
        sink.add(targets, predictions, lengths, runs);
    }
}
