package dev.mensura.core;

import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

/// The counts of pairs of target and prediction, `[row][column]`: as an array while that is small,
/// otherwise those pairs that occur.
///
/// Rows are targets, of one plane after the other; each plane has as many rows as columns.
abstract sealed class PairCells permits DenseCells, CompactCells {
    /// The most classes whose cells are an array, of 32 MiB.
    static final int MAX_DENSE_CLASSES = 2048;

    /// Takes the cells that have elements.
    interface Visitor {
        /// Visits a cell with `count` elements, at least 1.
        void visit(int row, int column, long count);
    }

    /// Returns cells without elements.
    static PairCells of(int planes, int size) {
        return isDense(size) ? new DenseCells(planes, size) : new CompactCells(size);
    }

    /// Returns whether a plane of that many classes is an array.
    static boolean isDense(int size) {
        return size <= MAX_DENSE_CLASSES;
    }

    /// Returns the cells that [#encode] has put.
    static PairCells decode(StateReader in, int planes, int size) {
        return isDense(size) ? DenseCells.decode(in, planes, size) : CompactCells.decode(in, size);
    }

    /// Returns a count; row and column must be in range.
    abstract long get(int row, int column);

    /// Returns the sum of a row.
    abstract long rowSum(int row);

    /// Returns the sum of a column over all rows.
    abstract long columnSum(int column);

    /// Returns the sum of all cells.
    abstract long sum();

    /// Shows all cells with elements, by row and column in ascending order.
    abstract void forEach(Visitor visitor);

    /// Adds `count` elements to one cell.
    abstract void add(int row, int column, long count);

    /// Makes room for [#add(PairCells)] to add cells of the same rows and columns, of either form.
    ///
    /// @throws ArithmeticException if that would be too many cells
    abstract void reserve(PairCells more);

    /// Adds counts that cannot overflow and that there is room for.
    abstract void add(PairCells more);

    abstract PairCells copy();

    abstract void encode(StateWriter out);
}
