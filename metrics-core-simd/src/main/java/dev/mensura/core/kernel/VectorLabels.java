package dev.mensura.core.kernel;

/// The prediction and target labels of one call, of one width: marks where runs end, and adds runs.
///
/// A run is a maximal stretch of positions with the same target and the same prediction label. It
/// ends where the next position differs in either, so one vector comparison of each array with
/// itself shifted by one finds the run ends of many positions. Labels are only looked at (range,
/// ignored, mapped) once per run, as stored: nothing is narrowed, so no label can be taken for
/// another.
///
/// One subclass per width keeps the arrays' types apart for the compiler. Each phase is one virtual
/// call per block: phases inlined into one method compile worse. Positions are relative to the
/// offsets of the call.
abstract class VectorLabels {

    /// The positions that one mark word covers, one per bit.
    static final int WORD = Long.SIZE;

    /// Sets bit b of `marks[w]` if a run ends at position `from + w * WORD + b`, and clears it if
    /// not. Reads one position beyond the last word.
    abstract void markRunEnds(int from, int words, long[] marks);

    /// Adds the runs that end at the ascending positions `from + ends[j]`, the first of which
    /// begins after `from + lastEnd`. Returns a number above [LabelCells#LAST_CELL] exactly if a
    /// pair is rejected. The length of `counts` is a power of two.
    abstract int addRuns(int from, short[] ends, int runs, int lastEnd, long[] counts);

    /// Adds the positions from `from` one by one and returns what [#addRuns] does.
    abstract int addEach(int from, int length, long[] counts);

    /// Lets go of the arrays of the call.
    abstract void release();
}
