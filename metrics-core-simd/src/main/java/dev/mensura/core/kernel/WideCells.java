package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

/// Adds wide labels to cells as they are stored: `cell[target - first][prediction]`.
///
/// To look up or compare each label before it is added takes two to three times as long. So labels are checked
/// behind the loop: all are laid over each other, and a bit too many among them tells that one of them does not
/// fit; what was added is to be taken back then. `int64` and `int32` of `mensura bench --full` show it with noise.
///
/// [ScalarIntCells] and [VectorIntCells] are written, and [ScalarShortCells], [ScalarLongCells] and
/// [VectorLongCells] are made of them, as the package tells.
abstract class WideCells {
    /// As many as a byte has values.
    static final int ROWS = 1 << Byte.SIZE;

    /// Returns the ones without vectors for a type of 16 to 64 bits.
    static WideCells scalar(LabelType type) {
        return switch (type.bytes()) {
            case Short.BYTES -> new ScalarShortCells();
            case Integer.BYTES -> new ScalarIntCells();
            default -> new ScalarLongCells();
        };
    }

    /// Adds `each` to the cell of each of `length` pairs of labels, at least 1, and returns whether they all fit:
    /// targets are among the 256 labels from `first` on, 16-bit ones taken as signed, and predictions have as
    /// many bits as the columns. If not, the cells of some other pairs have been added to; the same call with
    /// `-each` takes everything back.
    ///
    /// @param target an array of the type of the labels, as is `prediction`
    /// @param to the index of the first target, as `po` of the first prediction
    /// @param cells 256 rows of as many columns as a power of two
    abstract boolean add(
            Object target,
            int to,
            long first,
            Object prediction,
            int po,
            int length,
            long[] cells,
            long each);

    /// Returns the bits of a prediction that has a column.
    static int bitsOfPrediction(long[] cells) {
        return Integer.numberOfTrailingZeros(cells.length) - Byte.SIZE;
    }

    /// Adds `each` to the cell of a pair, if there is one: a comparison that the compiler needs anyway, as any
    /// index might be out of bounds.
    static void addOne(int cell, long[] cells, long each) {
        if (Integer.compareUnsigned(cell, cells.length) < 0) {
            cells[cell] += each;
        }
    }

    /// Returns an index as it is, and lets the compiler see that it is not negative: else it extends the sign of
    /// each that is derived of it.
    static int notNegative(int index) {
        return index & Integer.MAX_VALUE;
    }
}
