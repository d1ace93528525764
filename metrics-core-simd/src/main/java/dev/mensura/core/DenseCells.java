package dev.mensura.core;

import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// Cells as an array, one row after the other.
final class DenseCells extends PairCells {
    private final int size;
    private final long[] counts;

    DenseCells(int planes, int size) {
        this(size, new long[planes * size * size]);
    }

    /// @param counts used as they are
    DenseCells(int size, long[] counts) {
        this.size = size;
        this.counts = counts;
    }

    static DenseCells decode(StateReader in, int planes, int size) {
        return new DenseCells(size, in.getLongs(planes * size * size));
    }

    @Override
    long get(int row, int column) {
        return counts[row * size + column];
    }

    @Override
    long rowSum(int row) {
        long sum = 0;
        for (int i = row * size; i < (row + 1) * size; i++) {
            sum += counts[i];
        }
        return sum;
    }

    @Override
    long columnSum(int column) {
        long sum = 0;
        for (int i = column; i < counts.length; i += size) {
            sum += counts[i];
        }
        return sum;
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
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                visitor.visit(i / size, i % size, counts[i]);
            }
        }
    }

    @Override
    void add(int row, int column, long count) {
        counts[row * size + column] += count;
    }

    @Override
    void reserve(PairCells more) {
        // every cell is there
    }

    @Override
    void add(PairCells more) {
        if (more instanceof DenseCells dense) {
            for (int i = 0; i < counts.length; i++) {
                counts[i] += dense.counts[i];
            }
        } else {
            ((CompactCells) more).forEachInAnyOrder(this::add);
        }
    }

    @Override
    PairCells copy() {
        return new DenseCells(size, counts.clone());
    }

    @Override
    void encode(StateWriter out) {
        out.putLongs(counts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DenseCells that && Arrays.equals(counts, that.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }
}
