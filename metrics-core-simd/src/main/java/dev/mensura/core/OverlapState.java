package dev.mensura.core;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricState;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Intersection, target and prediction counts per class: all that IoU, Dice, precision and recall
/// need, in O(classes) memory; and, where its tally asks for them, exact sums of per-image IoU.
///
/// Made and fed by [OverlapTally].
public final class OverlapState implements MetricState<OverlapState>, ClassCounts {
    private final long[] intersection;
    private final long[] target;
    private final long[] prediction;
    private final long[] elements;
    private final RatioSums imageIoU;
    private SampleCounts seen;
    private @Nullable OverlapCounting scratch;

    /// @param ratioSums number of per-image sums: 0, or one per class and one for the image mean
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
            RatioSums imageIoU,
            SampleCounts seen) {
        this.intersection = intersection;
        this.target = target;
        this.prediction = prediction;
        this.elements = elements;
        this.imageIoU = imageIoU;
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

    /// Returns how many elements were counted for class `index`, whatever they hold: the same for
    /// all classes, but for the labels of MULTILABEL, which ignore elements one by one.
    public long elements(int index) {
        return elements[index];
    }

    @Override
    public long samples() {
        return seen.samples();
    }

    /// Returns the mean IoU of class `index` over the images where its union is not empty, `NaN` if
    /// there is none.
    ///
    /// @throws IndexOutOfBoundsException if the tally does not sum up per-image IoU
    public double meanImageIoU(int index) {
        return imageIoU.mean(index);
    }

    /// Returns the mean over all pairs of image and scored class whose union is not empty, `NaN` if
    /// there is none.
    ///
    /// @throws IndexOutOfBoundsException if the tally does not sum up per-image IoU
    public double pooledImageIoU(IntPredicate scored) {
        return imageIoU.mean(numClasses(), scored);
    }

    /// Returns the mean over images of the mean IoU within the image, over the images that have
    /// one, `NaN` if there is none.
    ///
    /// @throws IndexOutOfBoundsException if the tally does not sum up per-image IoU
    public double meanOfImageMeans() {
        return imageIoU.mean(numClasses());
    }

    /// Returns what was seen and which of the scored classes were absent.
    public Evidence evidence(IntPredicate scored) {
        int[] absent =
                IntStream.range(0, numClasses())
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
    /// @throws IllegalArgumentException if this is a state of another number of classes or sums
    OverlapCounting scratch(LabelRule rule, int ratioSums) {
        if (rule.numClasses() != numClasses() || ratioSums != imageIoU.size()) {
            throw otherShape("state", this, rule.numClasses(), ratioSums);
        }
        OverlapCounting counting = scratch;
        if (counting == null || !counting.rule().equals(rule)) {
            counting = new OverlapCounting(rule);
            scratch = counting;
        }
        return counting;
    }

    /// Adds the counts of one sample, each per-image IoU and their mean over `averaged` classes.
    void addSample(OverlapCounting counting, long countedElements, IntPredicate averaged) {
        seen = seen.plus(SampleCounts.ofSample(countedElements, counting.ignored()));
        addCounts(counting.intersection, counting.target, counting.prediction, counting.elements);
        if (imageIoU.size() > 0) {
            double sum = 0;
            int defined = 0;
            for (int index = 0; index < numClasses(); index++) {
                double iou = SegmentationFormulas.iou(counting, index);
                imageIoU.add(index, iou);
                if (averaged.test(index) && !Double.isNaN(iou)) {
                    sum += iou;
                    defined++;
                }
            }
            imageIoU.add(numClasses(), SegmentationFormulas.ratio(sum, defined));
        }
    }

    @Override
    public void mergeFrom(OverlapState other) {
        if (other.numClasses() != numClasses() || other.imageIoU.size() != imageIoU.size()) {
            throw otherShape("other", other, numClasses(), imageIoU.size());
        }
        seen = seen.plus(other.seen);
        addCounts(other.intersection, other.target, other.prediction, other.elements);
        imageIoU.mergeFrom(other.imageIoU);
    }

    private static IllegalArgumentException otherShape(
            String name, OverlapState state, int numClasses, int ratioSums) {
        return new IllegalArgumentException(
                name
                        + " has "
                        + state.numClasses()
                        + " classes and "
                        + state.imageIoU.size()
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
                imageIoU.copy(),
                seen);
    }

    void encode(StateWriter out) {
        seen.encode(out);
        out.putLongs(intersection);
        out.putLongs(target);
        out.putLongs(prediction);
        out.putLongs(elements);
        imageIoU.encode(out);
    }

    static OverlapState decode(StateReader in, LabelRule rule, int ratioSums) {
        int numClasses = rule.numClasses();
        SampleCounts seen = SampleCounts.decode(in);
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
                && imageIoU.equals(that.imageIoU);
    }

    @Override
    public int hashCode() {
        int hash = seen.hashCode();
        hash = 31 * hash + Arrays.hashCode(intersection);
        hash = 31 * hash + Arrays.hashCode(target);
        hash = 31 * hash + Arrays.hashCode(prediction);
        hash = 31 * hash + Arrays.hashCode(elements);
        return 31 * hash + imageIoU.hashCode();
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
