package dev.mensura.core.kernel;

/// Takes the runs of pairs that a [RunReader] has read.
public interface RunSink {
    /// Adds runs: run i has `lengths[i]` elements, at least 1, of target class `targets[i]` and
    /// predicted class `predictions[i]`, both in `[0, C)`. The arrays are reused: read them only now.
    ///
    /// @param runs how many there are, at most [PairReader#BLOCK]
    void add(int[] targets, int[] predictions, int[] lengths, int runs);
}
