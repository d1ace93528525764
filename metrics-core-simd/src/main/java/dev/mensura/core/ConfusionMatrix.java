package dev.mensura.core;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricState;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How often each target class was predicted as each class: rows are targets, columns predictions.
///
/// ```java
/// matrix.get(2, 1);        // elements of class 2 that were predicted as 1; Kotlin: matrix[2, 1]
/// ```
///
/// Made and fed by [ConfusionTally]. Takes `8 * numClasses^2` bytes, and
/// while samples are counted as much again.
public final class ConfusionMatrix implements MetricState<ConfusionMatrix>, ClassCounts {
    private final int numClasses;
    private final long[] cells;
    private SampleCounts seen;
    private @Nullable PairTable scratch;

    ConfusionMatrix(int numClasses) {
        this(numClasses, new long[numClasses * numClasses], SampleCounts.NONE);
    }

    private ConfusionMatrix(int numClasses, long[] cells, SampleCounts seen) {
        this.numClasses = numClasses;
        this.cells = cells;
        this.seen = seen;
    }

    @Override
    public int numClasses() {
        return numClasses;
    }

    /// Returns how many elements of class `target` were predicted as `prediction`.
    ///
    /// @throws IndexOutOfBoundsException if one is not in `[0, numClasses)`
    public long get(int target, int prediction) {
        Objects.checkIndex(prediction, numClasses);
        return cells[Objects.checkIndex(target, numClasses) * numClasses + prediction];
    }

    @Override
    public long intersection(int index) {
        return get(index, index);
    }

    @Override
    public long target(int index) {
        long sum = 0;
        for (int prediction = 0; prediction < numClasses; prediction++) {
            sum += get(index, prediction);
        }
        return sum;
    }

    @Override
    public long prediction(int index) {
        long sum = 0;
        for (int target = 0; target < numClasses; target++) {
            sum += get(target, index);
        }
        return sum;
    }

    @Override
    public long samples() {
        return seen.samples();
    }

    /// Returns the cells as a new array `[target][prediction]`.
    public long[][] toArray() {
        long[][] rows = new long[numClasses][];
        for (int target = 0; target < numClasses; target++) {
            rows[target] =
                    Arrays.copyOfRange(cells, target * numClasses, (target + 1) * numClasses);
        }
        return rows;
    }

    /// Returns what was seen and which of the scored classes were absent.
    public Evidence evidence(IntPredicate scored) {
        int[] absent =
                IntStream.range(0, numClasses)
                        .filter(index -> scored.test(index) && union(index) == 0)
                        .toArray();
        return Evidence.builder()
                .samples(seen.samples())
                .emptySamples(seen.emptySamples())
                .elements(seen.elements())
                .ignored(seen.ignored())
                .absentClasses(absent)
                .build();
    }

    /// Returns the counting memory of this state, which is no part of its value.
    ///
    /// @throws IllegalArgumentException if this is a state of another number of classes
    PairTable scratch(LabelRule rule) {
        if (rule.numClasses() != numClasses) {
            throw new IllegalArgumentException(
                    "state has " + numClasses + " classes, expected " + rule.numClasses());
        }
        PairTable table = scratch;
        if (table == null || !table.rule().equals(rule)) {
            table = new PairTable(rule);
            scratch = table;
        }
        return table;
    }

    /// Adds the counts of one sample.
    void addSample(PairTable table) {
        long[] more = table.cells();
        long elements = 0;
        for (long count : more) {
            elements += count;
        }
        seen = seen.plus(SampleCounts.ofSample(elements, table.ignored()));
        addCells(more);
    }

    @Override
    public void mergeFrom(ConfusionMatrix other) {
        if (other.numClasses != numClasses) {
            throw new IllegalArgumentException(
                    "other has " + other.numClasses + " classes, expected " + numClasses);
        }
        seen = seen.plus(other.seen);
        addCells(other.cells);
    }

    /// Adds counts that cannot overflow: their sum, which is the number of elements, was checked.
    private void addCells(long[] more) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] += more[i];
        }
    }

    @Override
    public ConfusionMatrix copy() {
        return new ConfusionMatrix(numClasses, cells.clone(), seen);
    }

    void encode(StateWriter out) {
        seen.encode(out);
        out.putLongs(cells);
    }

    static ConfusionMatrix decode(StateReader in, int numClasses) {
        SampleCounts seen = SampleCounts.decode(in);
        long[] cells = in.getLongs(numClasses * numClasses);
        long left = seen.elements();
        for (long cell : cells) {
            if (cell < 0 || cell > left) {
                throw new StateFormatException(
                        "cells hold " + cell + " and do not add up to " + seen.elements());
            }
            left -= cell;
        }
        if (left != 0) {
            throw new StateFormatException("cells do not add up to " + seen.elements());
        }
        return new ConfusionMatrix(numClasses, cells, seen);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfusionMatrix that
                && numClasses == that.numClasses
                && seen.equals(that.seen)
                && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return 31 * seen.hashCode() + Arrays.hashCode(cells);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix[samples="
                + seen.samples()
                + ", [target][prediction]="
                + Arrays.deepToString(toArray())
                + "]";
    }
}
