package dev.mensura.core.kernel;

/// Adds wide labels to cells as they are stored: `cell[target * 2^bits + prediction]`.
///
/// To look up or compare each label before it is added takes two to three times as long. So labels are checked
/// behind the loop: all are laid over each other, and a bit too many among them tells that one of them does not
/// fit; what was added is to be taken back then. Nor are the bounds of the cells checked: their number is a power
/// of two, and an index that is cut to its bits is always one of them. `int64` of `mensura bench --full` shows it
/// with noise.
///
/// [ScalarIntCells] is written, and [ScalarShortCells] and [ScalarLongCells] are made of it, as the package
/// tells.
abstract class ScalarWideCells {
    /// Adds one to the cell of each of `length` pairs of labels, at least 1, and returns whether they all fit:
    /// targets are among the 256 labels from `first` on, 16-bit ones taken as signed, and predictions have
    /// `bits` bits. If not, the cells of some other pairs may have been added to.
    ///
    /// @param target an array of the type of the labels, as is `prediction`
    /// @param to the index of the first target, as `po` of the first prediction
    /// @param cells `2^(bits + 8)` of them
    abstract boolean add(
            Object target,
            int to,
            long first,
            Object prediction,
            int po,
            int length,
            int bits,
            long[] cells);

    /// Returns the index of the cell that [#add] adds a pair to.
    static int cell(long target, long prediction, int bits, long[] cells) {
        return (int) ((target << bits) + prediction) & (cells.length - 1);
    }
}
