package dev.mensura.core;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricState;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// Intersection, target and prediction counts per class: all that IoU, Dice, precision and recall
/// need, in O(classes) memory; and, where its tally asks for them, exact sums of [ImageScores].
///
/// Made and fed by [OverlapTally].
public final class OverlapState implements MetricState<OverlapState>, ClassCounts {
    private final long[] intersection;
    private final long[] target;
    private final long[] prediction;
    private final long[] elements;
    private final RatioSums imageScores;
    private SampleCounts seen;
    private @Nullable OverlapCounting scratch;

    /// @param ratioSums number of sums over images
    OverlapState(int numClasses, int ratioSums) {
        this(
                new long[numClasses],
                new long[numClasses],
                new long[numClasses],
                new long[numClasses],
                new RatioSums(ratioSums),
                SampleCounts.NONE);
    }

    private OverlapState(
            long[] intersection,
            long[] target,
            long[] prediction,
            long[] elements,
            RatioSums imageScores,
            SampleCounts seen) {
        this.intersection = intersection;
        this.target = target;
        this.prediction = prediction;
        this.elements = elements;
        this.imageScores = imageScores;
        this.seen = seen;
    }

    @Override
    public int numClasses() {
        return intersection.length;
    }

    @Override
    public long intersection(int index) {
        return intersection[index];
    }

    @Override
    public long target(int index) {
        return target[index];
    }

    @Override
    public long prediction(int index) {
        return prediction[index];
    }

    @Override
    public long elements(int index) {
        return elements[index];
    }

    @Override
    public long samples() {
        return seen.samples();
    }

    /// Returns the mean of number `index` of the [ImageScores] over the samples that have it, `NaN`
    /// if there is none.
    ///
    /// @throws IndexOutOfBoundsException if the tally does not sum up that many numbers
    public double meanImageScore(int index) {
        return imageScores.mean(index);
    }

    /// Returns the mean of all numbers of the [ImageScores] of all samples, among the first
    /// [#numClasses] those whose index is `included`; `NaN` if there is none.
    ///
    /// @throws IndexOutOfBoundsException if the tally does not sum up that many numbers
    public double pooledImageScore(IntPredicate included) {
        return imageScores.mean(numClasses(), included);
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
        return seen.evidence(this, scored, valid);
    }

    /// Returns what the state of an [OverlapTally] under the same rule would be had it been fed what
    /// `matrix` was.
    public static OverlapState of(ConfusionMatrix matrix) {
        int numClasses = matrix.numClasses();
        OverlapState state = new OverlapState(numClasses, 0);
        state.seen = matrix.seen();
        matrix.sumUp(state.intersection, state.target, state.prediction, state.elements);
        return state;
    }

    /// Returns the counting memory of this state, which is no part of its value.
    ///
    /// @throws IllegalArgumentException if this is a state of another number of classes or sums
    OverlapCounting scratch(LabelRule rule, int ratioSums) {
        if (rule.numClasses() != numClasses() || ratioSums != imageScores.size()) {
            throw otherShape("state", this, rule.numClasses(), ratioSums);
        }
        OverlapCounting counting = scratch;
        if (counting == null || !counting.rule().equals(rule)) {
            counting = new OverlapCounting(rule);
            scratch = counting;
        }
        return counting;
    }

    /// Adds the counts of one sample, and its scores.
    void addSample(OverlapCounting counting, long countedElements, double[] scores) {
        seen =
                seen.plus(
                        SampleCounts.ofSample(
                                countedElements, counting.ignored(), counting.outOfRange()));
        addCounts(counting.intersection, counting.target, counting.prediction, counting.elements);
        for (int index = 0; index < scores.length; index++) {
            imageScores.add(index, scores[index]);
        }
    }

    @Override
    public void mergeFrom(OverlapState other) {
        if (other.numClasses() != numClasses() || other.imageScores.size() != imageScores.size()) {
            throw otherShape("other", other, numClasses(), imageScores.size());
        }
        seen = seen.plus(other.seen);
        addCounts(other.intersection, other.target, other.prediction, other.elements);
        imageScores.mergeFrom(other.imageScores);
    }

    private static IllegalArgumentException otherShape(
            String name, OverlapState state, int numClasses, int ratioSums) {
        return new IllegalArgumentException(
                name
                        + " has "
                        + state.numClasses()
                        + " classes and "
                        + state.imageScores.size()
                        + " per-image sums, expected "
                        + numClasses
                        + " and "
                        + ratioSums);
    }

    /// Adds counts that cannot overflow: each is at most the number of elements, whose sum was
    /// checked.
    private void addCounts(
            long[] intersections, long[] targets, long[] predictions, long[] counted) {
        for (int index = 0; index < numClasses(); index++) {
            intersection[index] += intersections[index];
            target[index] += targets[index];
            prediction[index] += predictions[index];
            elements[index] += counted[index];
        }
    }

    @Override
    public OverlapState copy() {
        return new OverlapState(
                intersection.clone(),
                target.clone(),
                prediction.clone(),
                elements.clone(),
                imageScores.copy(),
                seen);
    }

    void encode(StateWriter out) {
        seen.encode(out);
        out.putLongs(intersection);
        out.putLongs(target);
        out.putLongs(prediction);
        out.putLongs(elements);
        imageScores.encode(out);
    }

    static OverlapState decode(StateReader in, LabelRule rule, int ratioSums) {
        int numClasses = rule.numClasses();
        SampleCounts seen = SampleCounts.decode(in, rule);
        OverlapState state =
                new OverlapState(
                        in.getLongs(numClasses),
                        in.getLongs(numClasses),
                        in.getLongs(numClasses),
                        in.getLongs(numClasses),
                        RatioSums.decode(in, ratioSums, seen.samples()),
                        seen);
        for (int index = 0; index < numClasses; index++) {
            state.requirePossible(index);
            state.requireIgnored(rule, index);
        }
        state.requireElements(rule.task() == Task.MULTILABEL);
        return state;
    }

    private void requirePossible(int index) {
        long i = intersection[index];
        long t = target[index];
        long p = prediction[index];
        long n = elements[index];
        boolean possible = 0 <= i && i <= t && i <= p && t <= n && p - i <= n - t;
        if (!possible || n > seen.elements()) {
            throw new StateFormatException(
                    "class "
                            + index
                            + " has intersection "
                            + i
                            + ", target "
                            + t
                            + ", prediction "
                            + p
                            + ", elements "
                            + n
                            + ", which is impossible");
        }
    }

    /// An element whose target is ignored is not counted: neither a class of MULTICLASS, nor the 1 or
    /// the 0 of a label.
    private void requireIgnored(LabelRule rule, int index) {
        boolean multiclass = rule.task() == Task.MULTICLASS;
        boolean noTarget = rule.ignoreLabels().contains(multiclass ? (long) index : 1L);
        boolean targetAlone = !multiclass && rule.ignoreLabels().contains(0L);
        if ((noTarget && target[index] > 0) || (targetAlone && target[index] < elements[index])) {
            throw new StateFormatException(
                    "class " + index + " counts elements whose target is ignored");
        }
    }

    /// Labels of MULTILABEL share the elements among them; otherwise every class has them all.
    private void requireElements(boolean shared) {
        long left = seen.elements();
        boolean possible = true;
        for (long counted : elements) {
            possible &= shared ? counted <= left : counted == left;
            left -= shared && possible ? counted : 0;
        }
        if (!possible || (shared && left != 0)) {
            throw new StateFormatException(
                    "elements per class "
                            + Arrays.toString(elements)
                            + " are impossible for "
                            + seen.elements()
                            + " elements");
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OverlapState that
                && seen.equals(that.seen)
                && Arrays.equals(intersection, that.intersection)
                && Arrays.equals(target, that.target)
                && Arrays.equals(prediction, that.prediction)
                && Arrays.equals(elements, that.elements)
                && imageScores.equals(that.imageScores);
    }

    @Override
    public int hashCode() {
        int hash = seen.hashCode();
        hash = 31 * hash + Arrays.hashCode(intersection);
        hash = 31 * hash + Arrays.hashCode(target);
        hash = 31 * hash + Arrays.hashCode(prediction);
        hash = 31 * hash + Arrays.hashCode(elements);
        return 31 * hash + imageScores.hashCode();
    }

    @Override
    public String toString() {
        return "OverlapState[samples="
                + seen.samples()
                + ", intersection="
                + Arrays.toString(intersection)
                + ", target="
                + Arrays.toString(target)
                + ", prediction="
                + Arrays.toString(prediction)
                + "]";
    }
}
