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
import java.util.stream.LongStream;

/// How often each target class was predicted as each class: rows are targets, columns predictions.
///
/// ```java
/// matrix.get(2, 1);        // elements of class 2 that were predicted as 1; Kotlin: matrix[2, 1]
/// ```
///
/// MULTICLASS has one plane of `numClasses^2` cells. BINARY has one plane of 2 x 2 cells, and
/// MULTILABEL one per label: row and column 1 are the label, 0 its absence.
///
/// Made and fed by [ConfusionTally]. Takes 8 bytes per cell, and while samples are counted up to
/// four times as much again.
public final class ConfusionMatrix implements MetricState<ConfusionMatrix>, ClassCounts {
    private final Layout layout;
    private final long[] cells;

    /// Counts per target and per predicted class of labels outside the range; empty unless the
    /// policy counts them.
    private final long[] outsidePredictions;

    private final long[] outsideTargets;
    private SampleCounts seen;
    private @Nullable PairCounting scratch;

    /// The form of a matrix, which the rule decides.
    private record Layout(int planes, int size, boolean perLabel, boolean countsOutside) {

        static Layout of(LabelRule rule) {
            return new Layout(
                    PairCounting.planes(rule),
                    PairCounting.size(rule),
                    rule.task() != Task.MULTICLASS,
                    rule.labelPolicy() == LabelPolicy.COUNT_AS_ERROR);
        }

        int cells() {
            return planes * size * size;
        }

        int outside() {
            return countsOutside ? size : 0;
        }

        /// Says for messages what a state of this form has.
        @Override
        public String toString() {
            if (perLabel) {
                return planes + (planes == 1 ? " label" : " labels") + " of 2 x 2 cells";
            }
            return size
                    + (size == 1 ? " class" : " classes")
                    + (countsOutside ? " and counts of labels outside the range" : "");
        }
    }

    ConfusionMatrix(LabelRule rule) {
        this(Layout.of(rule));
    }

    private ConfusionMatrix(Layout layout) {
        this(
                layout,
                new long[layout.cells()],
                new long[layout.outside()],
                new long[layout.outside()],
                SampleCounts.NONE);
    }

    private ConfusionMatrix(
            Layout layout,
            long[] cells,
            long[] outsidePredictions,
            long[] outsideTargets,
            SampleCounts seen) {
        this.layout = layout;
        this.cells = cells;
        this.outsidePredictions = outsidePredictions;
        this.outsideTargets = outsideTargets;
        this.seen = seen;
    }

    /// Returns the matrix of one sample with these counts.
    static ConfusionMatrix of(LabelRule rule, long[][] cells) {
        ConfusionMatrix matrix = new ConfusionMatrix(rule);
        int size = matrix.size();
        boolean square = cells.length == size;
        long elements = 0;
        for (int target = 0; target < cells.length; target++) {
            square &= cells[target].length == size;
            for (int prediction = 0; square && prediction < size; prediction++) {
                long count = cells[target][prediction];
                if (count < 0) {
                    throw new IllegalArgumentException(
                            "cells[%d][%d] is %d, expected a count from 0"
                                    .formatted(target, prediction, count));
                }
                matrix.cells[target * size + prediction] = count;
                elements = Math.addExact(elements, count);
            }
        }
        if (!square || matrix.planes() > 1) {
            throw new IllegalArgumentException(
                    "cells has %d rows, expected %d of %d columns for the one plane of %s"
                            .formatted(cells.length, size, size, rule));
        }
        long target = matrix.firstIgnoredTarget(rule);
        if (target < size) {
            throw new IllegalArgumentException(
                    "cells has elements of target %d, expected none of an ignored label"
                            .formatted(target));
        }
        matrix.seen = SampleCounts.ofSample(elements, 0, 0);
        return matrix;
    }

    /// Returns the number of classes or labels that have a value of their own: 1 for BINARY.
    @Override
    public int numClasses() {
        return layout.perLabel ? layout.planes : layout.size;
    }

    /// Returns the number of planes: one, but one per label for MULTILABEL.
    public int planes() {
        return layout.planes;
    }

    /// Returns the number of rows, which is that of columns, of a plane: `numClasses` for
    /// MULTICLASS, else 2.
    public int size() {
        return layout.size;
    }

    /// Returns how many elements of class `target` were predicted as `prediction`, in the only plane.
    ///
    /// @throws IndexOutOfBoundsException if one is not in `[0, size)`
    /// @throws IllegalStateException if there are more planes
    public long get(int target, int prediction) {
        if (layout.planes > 1) {
            throw new IllegalStateException(
                    "matrix has " + layout.planes + " planes, expected one; name the label");
        }
        return get(0, target, prediction);
    }

    /// Returns how many elements of class `target` were predicted as `prediction`, in one plane.
    ///
    /// @param plane the label for MULTILABEL, else 0
    /// @throws IndexOutOfBoundsException if `plane` is not in `[0, planes)`, or one of the others not
    ///     in `[0, size)`
    public long get(int plane, int target, int prediction) {
        int size = layout.size;
        int row =
                Objects.checkIndex(plane, layout.planes) * size + Objects.checkIndex(target, size);
        return cells[row * size + Objects.checkIndex(prediction, size)];
    }

    /// Returns how many elements of class `target` have a prediction outside the range that counts
    /// as an error; they are in no cell.
    ///
    /// @throws IndexOutOfBoundsException if `target` is not in `[0, size)`
    public long outsidePredictions(int target) {
        Objects.checkIndex(target, layout.size);
        return layout.countsOutside ? outsidePredictions[target] : 0;
    }

    /// Returns how many elements predicted as class `prediction` have a target outside the range that
    /// counts as an error; they are in no cell.
    ///
    /// @throws IndexOutOfBoundsException if `prediction` is not in `[0, size)`
    public long outsideTargets(int prediction) {
        Objects.checkIndex(prediction, layout.size);
        return layout.countsOutside ? outsideTargets[prediction] : 0;
    }

    @Override
    public long intersection(int index) {
        return layout.perLabel ? get(index, 1, 1) : get(index, index);
    }

    @Override
    public long target(int index) {
        if (layout.perLabel) {
            return get(index, 1, 0) + get(index, 1, 1);
        }
        long sum = outsidePredictions(index);
        for (int prediction = 0; prediction < layout.size; prediction++) {
            sum += get(index, prediction);
        }
        return sum;
    }

    @Override
    public long prediction(int index) {
        if (layout.perLabel) {
            return get(index, 0, 1) + get(index, 1, 1);
        }
        long sum = outsideTargets(index);
        for (int target = 0; target < layout.size; target++) {
            sum += get(target, index);
        }
        return sum;
    }

    @Override
    public long elements(int index) {
        Objects.checkIndex(index, numClasses());
        return layout.perLabel
                ? get(index, 0, 0) + get(index, 0, 1) + target(index)
                : seen.elements();
    }

    /// Puts the counts of all classes into arrays, in one pass over the cells.
    void sumUp(long[] intersection, long[] target, long[] prediction, long[] elements) {
        for (int index = 0; index < numClasses(); index++) {
            intersection[index] = intersection(index);
            target[index] = target(index);
            elements[index] = elements(index);
        }
        if (layout.perLabel) {
            Arrays.setAll(prediction, this::prediction);
            return;
        }
        Arrays.setAll(prediction, this::outsideTargets);
        for (int i = 0; i < cells.length; i++) {
            prediction[i % layout.size] += cells[i];
        }
    }

    @Override
    public long samples() {
        return seen.samples();
    }

    SampleCounts seen() {
        return seen;
    }

    /// Returns the cells of the only plane as a new array `[target][prediction]`.
    ///
    /// @throws IllegalStateException if there are more planes
    public long[][] toArray() {
        get(0, 0);
        return toArray(0);
    }

    /// Returns the cells of one plane as a new array `[target][prediction]`.
    ///
    /// @param plane the label for MULTILABEL, else 0
    /// @throws IndexOutOfBoundsException if `plane` is not in `[0, planes)`
    public long[][] toArray(int plane) {
        int size = layout.size;
        int start = Objects.checkIndex(plane, layout.planes) * size * size;
        long[][] rows = new long[size][];
        for (int target = 0; target < size; target++) {
            int row = start + target * size;
            rows[target] = Arrays.copyOfRange(cells, row, row + size);
        }
        return rows;
    }

    /// Returns what was seen, for a result whose averages run over the scored classes that occur.
    public Evidence evidence(IntPredicate scored) {
        return evidence(scored, index -> scored.test(index) && union(index) > 0);
    }

    /// Returns what was seen, for a result.
    ///
    /// @param scored which classes have a value
    /// @param valid which of them entered the averages
    public Evidence evidence(IntPredicate scored, IntPredicate valid) {
        return OverlapState.of(this).evidence(scored, valid);
    }

    /// Returns the counting memory of this state, which is no part of its value.
    ///
    /// @throws IllegalArgumentException if this is a state of another form
    PairCounting scratch(LabelRule rule) {
        requireLayout("state", Layout.of(rule), layout);
        PairCounting counting = scratch;
        if (counting == null || !counting.rule().equals(rule)) {
            counting = new PairCounting(rule);
            scratch = counting;
        }
        return counting;
    }

    /// Adds the counts of one sample.
    void addSample(PairCounting counting) {
        long[] more = counting.cells();
        long elements = 0;
        for (long count : more) {
            elements += count;
        }
        for (int index = 0; index < layout.outside(); index++) {
            elements += counting.outsidePredictions()[index] + counting.outsideTargets()[index];
        }
        seen =
                seen.plus(
                        SampleCounts.ofSample(elements, counting.ignored(), counting.outOfRange()));
        add(more, counting.outsidePredictions(), counting.outsideTargets());
    }

    @Override
    public void mergeFrom(ConfusionMatrix other) {
        requireLayout("other", layout, other.layout);
        seen = seen.plus(other.seen);
        add(other.cells, other.outsidePredictions, other.outsideTargets);
    }

    private static void requireLayout(String name, Layout expected, Layout actual) {
        if (!actual.equals(expected)) {
            throw new IllegalArgumentException(name + " has " + actual + ", expected " + expected);
        }
    }

    /// Adds counts that cannot overflow: their sum, which is the number of elements, was checked.
    private void add(long[] moreCells, long[] moreOutsidePredictions, long[] moreOutsideTargets) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] += moreCells[i];
        }
        for (int i = 0; i < layout.outside(); i++) {
            outsidePredictions[i] += moreOutsidePredictions[i];
            outsideTargets[i] += moreOutsideTargets[i];
        }
    }

    @Override
    public ConfusionMatrix copy() {
        return new ConfusionMatrix(
                layout, cells.clone(), outsidePredictions.clone(), outsideTargets.clone(), seen);
    }

    void encode(StateWriter out) {
        seen.encode(out);
        out.putLongs(cells);
        out.putLongs(outsidePredictions);
        out.putLongs(outsideTargets);
    }

    static ConfusionMatrix decode(StateReader in, LabelRule rule) {
        Layout layout = Layout.of(rule);
        SampleCounts seen = SampleCounts.decode(in, rule);
        long[] cells = in.getLongs(layout.cells());
        long[] outsidePredictions = in.getLongs(layout.outside());
        long[] outsideTargets = in.getLongs(layout.outside());
        long left = seen.elements();
        for (long[] counts : new long[][] {cells, outsidePredictions, outsideTargets}) {
            for (long count : counts) {
                if (count < 0 || count > left) {
                    throw new StateFormatException(
                            "cells hold " + count + " and do not add up to " + seen.elements());
                }
                left -= count;
            }
        }
        if (left != 0) {
            throw new StateFormatException("cells do not add up to " + seen.elements());
        }
        long alone = LongStream.of(outsidePredictions).sum() + LongStream.of(outsideTargets).sum();
        long inPairs = seen.outOfRange() - alone;
        if (layout.countsOutside && (inPairs < 0 || inPairs % 2 != 0)) {
            throw new StateFormatException(
                    alone + " labels outside the range are counted, of " + seen.outOfRange());
        }
        ConfusionMatrix matrix =
                new ConfusionMatrix(layout, cells, outsidePredictions, outsideTargets, seen);
        long target = matrix.firstIgnoredTarget(rule);
        if (target < layout.size) {
            throw new StateFormatException(
                    "cells hold elements of target " + target + ", which is ignored");
        }
        return matrix;
    }

    /// Returns the first target class that is ignored and has elements all the same, `size` if there
    /// is none.
    private long firstIgnoredTarget(LabelRule rule) {
        for (long target : rule.ignoreLabels()) {
            if (target >= 0 && target < layout.size && rowSum((int) target) > 0) {
                return target;
            }
        }
        return layout.size;
    }

    /// Returns how many elements have this class in the target, in all planes.
    private long rowSum(int target) {
        long sum = outsidePredictions(target);
        for (int plane = 0; plane < layout.planes; plane++) {
            for (int prediction = 0; prediction < layout.size; prediction++) {
                sum += get(plane, target, prediction);
            }
        }
        return sum;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfusionMatrix that
                && layout.equals(that.layout)
                && seen.equals(that.seen)
                && Arrays.equals(cells, that.cells)
                && Arrays.equals(outsidePredictions, that.outsidePredictions)
                && Arrays.equals(outsideTargets, that.outsideTargets);
    }

    @Override
    public int hashCode() {
        int hash = 31 * seen.hashCode() + Arrays.hashCode(cells);
        hash = 31 * hash + Arrays.hashCode(outsidePredictions);
        return 31 * hash + Arrays.hashCode(outsideTargets);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ConfusionMatrix[samples=").append(seen.samples());
        for (int plane = 0; plane < layout.planes; plane++) {
            text.append(layout.planes > 1 ? ", label " + plane + " " : ", ")
                    .append("[target][prediction]=")
                    .append(Arrays.deepToString(toArray(plane)));
        }
        return text.append("]").toString();
    }
}
