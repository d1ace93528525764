package dev.mensura.core;

import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;

/// The cells that have elements: a hash table with open addressing and linear probing, at most half
/// full. Takes 32 to 64 bytes per pair that occurs.
///
/// A cell is known by its number `row * size + column`. A slot without a count is free.
final class CompactCells extends PairCells {
    /// The most pairs, which take 2 GiB; saved they take one.
    static final int MAX_PAIRS = 1 << 26;

    private static final int FEWEST_SLOTS = 32;

    /// [#clear] gives memory back if fewer than one of that many slots were used.
    private static final int SPARSE = 16;

    private final int size;
    private long[] numbers = new long[FEWEST_SLOTS];
    private long[] counts = new long[FEWEST_SLOTS];
    private int pairs;

    /// Made when first asked for, until a count changes.
    private @Nullable Sums sums;

    private static final class Sums {
        private final long[] rows;
        private final long[] columns;

        private Sums(int size) {
            rows = new long[size];
            columns = new long[size];
        }
    }

    CompactCells(int size) {
        this.size = size;
    }

    static CompactCells decode(StateReader in, int size) {
        int pairs = in.getInt();
        if (pairs < 0 || pairs > MAX_PAIRS) {
            throw new StateFormatException(
                    "number of pairs is " + pairs + ", expected 0 to " + MAX_PAIRS);
        }
        long[] numbers = in.getLongs(pairs);
        long[] counts = in.getLongs(pairs);
        long last = -1;
        for (int i = 0; i < pairs; i++) {
            if (numbers[i] <= last || numbers[i] >= (long) size * size || counts[i] == 0) {
                throw new StateFormatException(
                        "pair %d is number %d with %d elements, expected a higher number than %d"
                                        .formatted(i, numbers[i], counts[i], last)
                                + ", below "
                                + (long) size * size
                                + ", with elements");
            }
            last = numbers[i];
        }
        CompactCells cells = new CompactCells(size);
        cells.grow(pairs);
        for (int i = 0; i < pairs; i++) {
            cells.addNumber(numbers[i], counts[i]);
        }
        return cells;
    }

    /// Returns the number of cells that have elements.
    int pairs() {
        return pairs;
    }

    /// Sets all counts to zero.
    void clear() {
        if (counts.length > FEWEST_SLOTS && pairs < counts.length / SPARSE) {
            numbers = new long[FEWEST_SLOTS];
            counts = new long[FEWEST_SLOTS];
        } else {
            Arrays.fill(counts, 0);
        }
        pairs = 0;
        sums = null;
    }

    @Override
    long get(int row, int column) {
        return counts[slot((long) row * size + column)];
    }

    @Override
    long rowSum(int row) {
        return sums().rows[row];
    }

    @Override
    long columnSum(int column) {
        return sums().columns[column];
    }

    private Sums sums() {
        Sums made = sums;
        if (made == null) {
            Sums empty = new Sums(size);
            forEachInAnyOrder((row, column, count) -> {
                empty.rows[row] += count;
                empty.columns[column] += count;
            });
            made = empty;
            sums = made;
        }
        return made;
    }

    @Override
    long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    @Override
    void forEach(Visitor visitor) {
        for (long number : ascending()) {
            visitor.visit((int) (number / size), (int) (number % size), counts[slot(number)]);
        }
    }

    /// Shows the cells as [#forEach] does, but in any order, and without taking memory.
    void forEachInAnyOrder(Visitor visitor) {
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] != 0) {
                long number = numbers[slot];
                visitor.visit((int) (number / size), (int) (number % size), counts[slot]);
            }
        }
    }

    private long[] ascending() {
        long[] ascending = new long[pairs];
        int next = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] != 0) {
                ascending[next++] = numbers[slot];
            }
        }
        Arrays.sort(ascending);
        return ascending;
    }

    @Override
    void add(int row, int column, long count) {
        addNumber((long) row * size + column, count);
    }

    private void addNumber(long number, long count) {
        int slot = slot(number);
        if (counts[slot] == 0) {
            if (2 * (pairs + 1) > counts.length) {
                grow(pairs + 1L);
                slot = slot(number);
            }
            numbers[slot] = number;
            pairs++;
        }
        counts[slot] += count;
        sums = null;
    }

    /// @param more compact cells
    @Override
    void reserve(PairCells more) {
        CompactCells cells = (CompactCells) more;
        if (2L * (pairs + cells.pairs) > counts.length) {
            grow(pairs + cells.missingIn(this));
        }
    }

    private long missingIn(CompactCells other) {
        long missing = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] != 0 && other.counts[other.slot(numbers[slot])] == 0) {
                missing++;
            }
        }
        return missing;
    }

    /// @param more compact cells
    @Override
    void add(PairCells more) {
        CompactCells cells = (CompactCells) more;
        for (int slot = 0; slot < cells.counts.length; slot++) {
            if (cells.counts[slot] != 0) {
                addNumber(cells.numbers[slot], cells.counts[slot]);
            }
        }
    }

    /// Makes room for that many pairs.
    private void grow(long needed) {
        if (needed > MAX_PAIRS) {
            throw new ArithmeticException(
                    "pairs of target and prediction that occur would be "
                            + needed
                            + ", expected at most "
                            + MAX_PAIRS);
        }
        int slots = counts.length;
        while (slots < 2 * needed) {
            slots *= 2;
        }
        if (slots > counts.length) {
            rehash(new long[slots], new long[slots]);
        }
    }

    private void rehash(long[] newNumbers, long[] newCounts) {
        long[] oldNumbers = numbers;
        long[] oldCounts = counts;
        numbers = newNumbers;
        counts = newCounts;
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldNumbers[i]);
                numbers[slot] = oldNumbers[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /// Returns the slot of a cell, or the free one where it would be.
    private int slot(long number) {
        int mask = counts.length - 1;
        int slot = (int) mix(number) & mask;
        while (counts[slot] != 0 && numbers[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /// Spreads neighbouring numbers: the finaliser of MurmurHash3 (Appleby, public domain).
    private static long mix(long number) {
        long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    @Override
    PairCells copy() {
        CompactCells copy = new CompactCells(size);
        copy.numbers = numbers.clone();
        copy.counts = counts.clone();
        copy.pairs = pairs;
        return copy;
    }

    @Override
    void encode(StateWriter out) {
        long[] ascending = ascending();
        long[] values = new long[pairs];
        Arrays.setAll(values, i -> counts[slot(ascending[i])]);
        out.putInt(pairs);
        out.putLongs(ascending);
        out.putLongs(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompactCells that
                && size == that.size
                && pairs == that.pairs
                && holds(that);
    }

    private boolean holds(CompactCells other) {
        for (int slot = 0; slot < counts.length; slot++) {
            if (other.counts[other.slot(numbers[slot])] != counts[slot] && counts[slot] != 0) {
                return false;
            }
        }
        return true;
    }

    /// The slots depend on the history, the sum over them does not.
    @Override
    public int hashCode() {
        long sum = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (counts[slot] != 0) {
                sum += mix(numbers[slot] + mix(counts[slot]));
            }
        }
        return Objects.hash(size, sum);
    }

    /// Returns for example `{[3, 5]=7, [4, 4]=2}`.
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        forEach((row, column, count) -> text.add("[" + row + ", " + column + "]=" + count));
        return text.toString();
    }
}
