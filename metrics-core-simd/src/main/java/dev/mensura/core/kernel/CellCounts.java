package dev.mensura.core.kernel;

import java.util.Arrays;

/// The counts of cells, which are added to in small `int` tables and kept as `long`.
///
/// Consecutive additions go to four tables in turn where those fit the first-level cache: an
/// addition to a cell has to wait for the last one to it, and runs often alternate between two
/// cells. More cells have one table. Every cell holds fewer than 2^30 + 2^13 before the tables are
/// emptied, so no `int` overflows.
final class CellCounts {
    /// The most cells that have four tables, of 32 KiB together.
    private static final int MOST_FOURFOLD = 2048;

    /// The number of elements after which the tables are emptied.
    private static final int MOST_ELEMENTS = 1 << 30;

    private final long[] totals;
    private final int[] counts;
    private final int tables;
    private final int stride;
    private int elements;

    /// @param cells the number of cells, at most 2^16
    CellCounts(int cells) {
        totals = new long[cells];
        stride = Math.max(1, Integer.highestOneBit(cells - 1) << 1);
        tables = stride <= MOST_FOURFOLD ? 4 : 1;
        counts = new int[tables * stride];
    }

    /// Returns what must have been added to the cell of each of `count` elements or runs, so that they go to
    /// the tables in turn: whoever calculates cells in vectors adds it at no cost.
    short[] turns(int count) {
        short[] turns = new short[count];
        for (int i = 0; i < count; i++) {
            turns[i] = (short) (i % tables * stride);
        }
        return turns;
    }

    /// Returns the tables, as many cells as a power of two, to add to those of the first one. Whoever does calls
    /// [#counted] then.
    int[] table() {
        return counts;
    }

    /// Adds the lengths of runs, which follow each other from position 0 on, to their cells.
    ///
    /// @param cells of the runs, with [#turns]
    /// @param ends the last position of each run
    void addRuns(short[] cells, short[] ends, int runs) {
        int[] c = counts;
        int fours = runs & -4;
        int last = -1;
        int j = 0;
        for (; j < fours; j += 4) {
            int end0 = ends[j];
            int end1 = ends[j + 1];
            int end2 = ends[j + 2];
            int end3 = ends[j + 3];
            c[cells[j] & (c.length - 1)] += end0 - last;
            c[cells[j + 1] & (c.length - 1)] += end1 - end0;
            c[cells[j + 2] & (c.length - 1)] += end2 - end1;
            c[cells[j + 3] & (c.length - 1)] += end3 - end2;
            last = end3;
        }
        for (; j < runs; j++) {
            c[cells[j] & (c.length - 1)] += ends[j] - last;
            last = ends[j];
        }
        counted(last + 1);
    }

    /// Adds one to the cell of each of `length` elements.
    ///
    /// @param cells of the elements, with [#turns]
    void addEach(short[] cells, int length) {
        int[] c = counts;
        int fours = length & -4;
        int j = 0;
        for (; j < fours; j += 4) {
            c[cells[j] & (c.length - 1)]++;
            c[cells[j + 1] & (c.length - 1)]++;
            c[cells[j + 2] & (c.length - 1)]++;
            c[cells[j + 3] & (c.length - 1)]++;
        }
        for (; j < length; j++) {
            c[cells[j] & (c.length - 1)]++;
        }
        counted(length);
    }

    /// Takes note of `length` more elements that have been added.
    void counted(int length) {
        elements += length;
        if (elements >= MOST_ELEMENTS) {
            empty();
        }
    }

    /// Returns the counts, complete at the moment of this call; the next call overwrites them.
    long[] totals() {
        empty();
        return totals;
    }

    private void empty() {
        if (elements == 0) {
            return;
        }
        for (int table = 0; table < tables; table++) {
            for (int cell = 0; cell < totals.length; cell++) {
                totals[cell] += counts[table * stride + cell];
            }
        }
        Arrays.fill(counts, 0);
        elements = 0;
    }

    void clear() {
        if (elements > 0) {
            Arrays.fill(counts, 0);
            elements = 0;
        }
        Arrays.fill(totals, 0);
    }
}
