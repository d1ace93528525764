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
import java.util.function.LongConsumer;
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
/// Made and fed by [ConfusionTally]. Up to 2048 classes it takes 8 bytes per cell; above, up to 64 bytes
/// per pair of target and prediction that occurs, of which there may be 2^26. While samples are
/// counted it takes up to four times as much again, or, from 256 classes on, 64 bytes for each pair
/// that occurs in one of them.
public final class ConfusionMatrix implements MetricState<ConfusionMatrix>, ClassCounts {
    /// The most classes whose cells [#toArray()] returns, as an array of 2 GiB.
    public static final int MAX_ARRAY_CLASSES = 16_383;

    private final Layout layout;
    private final PairCells cells;

    /// Counts per target and per predicted class of labels outside the range; empty unless the
    /// policy counts them.
    private final long[] outsidePredictions;

    private final long[] outsideTargets;
    private SampleCounts seen;
    private @Nullable SamplePairs scratch;

    /// The form of a matrix, which the rule decides.
    private record Layout(int planes, int size, boolean perLabel, boolean countsOutside) {

        static Layout of(LabelRule rule) {
            return new Layout(
                    SamplePairs.planes(rule),
                    SamplePairs.size(rule),
                    rule.task() != Task.MULTICLASS,
                    rule.labelPolicy() == LabelPolicy.COUNT_AS_ERROR);
        }

        int outside() {
            return countsOutside ? size : 0;
        }

        /// Returns whether the other form is this one. The `equals` of a record is linked when it is first
        /// called, which would take as long as counting the first image.
        boolean is(Layout other) {
            return planes == other.planes
                    && size == other.size
                    && perLabel == other.perLabel
                    && countsOutside == other.countsOutside;
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
                PairCells.of(layout.planes, layout.size),
                new long[layout.outside()],
                new long[layout.outside()],
                SampleCounts.NONE);
    }

    private ConfusionMatrix(
            Layout layout,
            PairCells cells,
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
                elements = Math.addExact(elements, count);
                if (count > 0) {
                    matrix.cells.add(target, prediction, count);
                }
            }
        }
        if (!square || matrix.planes() > 1) {
            throw new IllegalArgumentException(
                    "cells has %d rows, expected %d of %d columns for the one plane of %s"
                            .formatted(cells.length, size, size, rule));
        }
        int target = matrix.firstIgnoredTarget(rule);
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
        return cells.get(row, Objects.checkIndex(prediction, size));
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
        return outsidePredictions(index) + cells.rowSum(index);
    }

    @Override
    public long prediction(int index) {
        if (layout.perLabel) {
            return get(index, 0, 1) + get(index, 1, 1);
        }
        return outsideTargets(index) + cells.columnSum(index);
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
        cells.forEach((row, column, count) -> prediction[column] += count);
    }

    @Override
    public long samples() {
        return seen.samples();
    }

    SampleCounts seen() {
        return seen;
    }

    /// Shows `visitor` every cell that has elements, by plane, target and prediction in ascending
    /// order: for matrices of many classes, most cells of which are empty.
    public void forEachCell(CellVisitor visitor) {
        int size = layout.size;
        cells.forEach((row, column, count) -> visitor.visit(row / size, row % size, column, count));
    }

    /// Returns the cells of the only plane as a new array `[target][prediction]`.
    ///
    /// @throws IllegalStateException if there are more planes, or more than [#MAX_ARRAY_CLASSES]
    ///     classes
    public long[][] toArray() {
        get(0, 0);
        return toArray(0);
    }

    /// Returns the cells of one plane as a new array `[target][prediction]`.
    ///
    /// @param plane the label for MULTILABEL, else 0
    /// @throws IndexOutOfBoundsException if `plane` is not in `[0, planes)`
    /// @throws IllegalStateException if there are more than [#MAX_ARRAY_CLASSES] classes
    public long[][] toArray(int plane) {
        int size = layout.size;
        int first = Objects.checkIndex(plane, layout.planes) * size;
        if (size > MAX_ARRAY_CLASSES) {
            throw new IllegalStateException(
                    "matrix has %d x %d cells, expected at most %d x %d for an array; visit those"
                                    .formatted(size, size, MAX_ARRAY_CLASSES, MAX_ARRAY_CLASSES)
                            + " that have elements with forEachCell");
        }
        long[][] rows = new long[size][size];
        cells.forEach((row, column, count) -> {
            if (row >= first && row - first < size) {
                rows[row - first][column] = count;
            }
        });
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
    SamplePairs scratch(LabelRule rule) {
        requireLayout("state", Layout.of(rule), layout);
        SamplePairs counting = scratch;
        if (counting == null || !counting.rule().equals(rule)) {
            counting = SamplePairs.of(rule);
            scratch = counting;
        }
        return counting;
    }

    /// Adds the counts of one sample.
    void addSample(SamplePairs counting) {
        PairCells more = counting.pairs();
        long elements = more.sum();
        for (int index = 0; index < layout.outside(); index++) {
            elements += counting.outsidePredictions()[index] + counting.outsideTargets()[index];
        }
        SampleCounts sample =
                SampleCounts.ofSample(elements, counting.ignored(), counting.outOfRange());
        add(sample, more, counting.outsidePredictions(), counting.outsideTargets());
    }

    @Override
    public void mergeFrom(ConfusionMatrix other) {
        requireLayout("other", layout, other.layout);
        add(other.seen, other.cells, other.outsidePredictions, other.outsideTargets);
    }

    private static void requireLayout(String name, Layout expected, Layout actual) {
        if (!actual.is(expected)) {
            throw new IllegalArgumentException(name + " has " + actual + ", expected " + expected);
        }
    }

    /// Adds counts. Those of cells cannot overflow while their sum, the number of elements, does not.
    ///
    /// @throws ArithmeticException if that would overflow, or be too many pairs; nothing is added then
    private void add(
            SampleCounts moreSeen,
            PairCells moreCells,
            long[] moreOutsidePredictions,
            long[] moreOutsideTargets) {
        SampleCounts sum = seen.plus(moreSeen);
        cells.reserve(moreCells);
        seen = sum;
        cells.add(moreCells);
        for (int i = 0; i < layout.outside(); i++) {
            outsidePredictions[i] += moreOutsidePredictions[i];
            outsideTargets[i] += moreOutsideTargets[i];
        }
    }

    @Override
    public ConfusionMatrix copy() {
        return new ConfusionMatrix(
                layout, cells.copy(), outsidePredictions.clone(), outsideTargets.clone(), seen);
    }

    void encode(StateWriter out) {
        seen.encode(out);
        cells.encode(out);
        out.putLongs(outsidePredictions);
        out.putLongs(outsideTargets);
    }

    static ConfusionMatrix decode(StateReader in, LabelRule rule) {
        Layout layout = Layout.of(rule);
        SampleCounts seen = SampleCounts.decode(in, rule);
        PairCells cells = PairCells.decode(in, layout.planes, layout.size);
        long[] outsidePredictions = in.getLongs(layout.outside());
        long[] outsideTargets = in.getLongs(layout.outside());
        requireSum(seen.elements(), cells, outsidePredictions, outsideTargets);
        long alone = LongStream.of(outsidePredictions).sum() + LongStream.of(outsideTargets).sum();
        long inPairs = seen.outOfRange() - alone;
        if (layout.countsOutside && (inPairs < 0 || inPairs % 2 != 0)) {
            throw new StateFormatException(
                    alone + " labels outside the range are counted, of " + seen.outOfRange());
        }
        ConfusionMatrix matrix =
                new ConfusionMatrix(layout, cells, outsidePredictions, outsideTargets, seen);
        int target = matrix.firstIgnoredTarget(rule);
        if (target < layout.size) {
            throw new StateFormatException(
                    "cells hold elements of target " + target + ", which is ignored");
        }
        return matrix;
    }

    /// Checks that there is no count below 0 and that they add up.
    private static void requireSum(
            long elements, PairCells cells, long[] outsidePredictions, long[] outsideTargets) {
        long[] left = {elements};
        LongConsumer take =
                count -> {
                    if (count < 0 || count > left[0]) {
                        throw new StateFormatException(
                                "cells hold " + count + " and do not add up to " + elements);
                    }
                    left[0] -= count;
                };
        cells.forEach((row, column, count) -> take.accept(count));
        LongStream.of(outsidePredictions).forEach(take);
        LongStream.of(outsideTargets).forEach(take);
        if (left[0] != 0) {
            throw new StateFormatException("cells do not add up to " + elements);
        }
    }

    /// Returns the first target class that is ignored and has elements all the same, `size` if there
    /// is none.
    private int firstIgnoredTarget(LabelRule rule) {
        int[] first = {layout.size};
        cells.forEach((row, column, count) -> {
            int target = row % layout.size;
            if (target < first[0] && rule.ignoreLabels().contains((long) target)) {
                first[0] = target;
            }
        });
        for (int target = 0; target < layout.outside() && target < first[0]; target++) {
            if (outsidePredictions[target] > 0 && rule.ignoreLabels().contains((long) target)) {
                first[0] = target;
            }
        }
        return first[0];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfusionMatrix that
                && layout.equals(that.layout)
                && seen.equals(that.seen)
                && cells.equals(that.cells)
                && Arrays.equals(outsidePredictions, that.outsidePredictions)
                && Arrays.equals(outsideTargets, that.outsideTargets);
    }

    @Override
    public int hashCode() {
        int hash = 31 * seen.hashCode() + cells.hashCode();
        hash = 31 * hash + Arrays.hashCode(outsidePredictions);
        return 31 * hash + Arrays.hashCode(outsideTargets);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("ConfusionMatrix[samples=").append(seen.samples());
        if (cells instanceof CompactCells) {
            return text.append(", [target, prediction]=").append(cells).append("]").toString();
        }
        for (int plane = 0; plane < layout.planes; plane++) {
            text.append(layout.planes > 1 ? ", label " + plane + " " : ", ")
                    .append("[target][prediction]=")
                    .append(Arrays.deepToString(toArray(plane)));
        }
        return text.append("]").toString();
    }
}
