package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The states of the last `n` samples, each alone, in the order they came: what a [RunningWindow] has
/// counted.
///
/// Merging appends the other's samples and forgets the oldest beyond `n`. The sum over the window is
/// kept up to date by a queue of two stacks: the older samples with the sums from each to the end of
/// their stack, and one sum over the younger. That takes amortised two merges of states per sample,
/// whatever `n` is, and never subtracts, so it works for states whose merge cannot be undone, such as
/// a maximum.
///
/// @param <A> the state of one sample
public final class WindowState<A extends MetricState<A>> implements MetricState<WindowState<A>> {
    private final int size;

    /// The states of single samples, oldest first. None is changed once it is here, so copies share
    /// them; so are the sums in `olderSums`.
    private final Deque<A> samples;

    /// For each of the oldest samples the sum from it to the last of these, oldest on top.
    private final Deque<A> olderSums;

    /// The sum of all samples after those.
    private @Nullable A youngerSum;

    WindowState(int size) {
        this(size, new ArrayDeque<>(), new ArrayDeque<>(), null);
    }

    private WindowState(int size, Deque<A> samples, Deque<A> olderSums, @Nullable A youngerSum) {
        this.size = size;
        this.samples = samples;
        this.olderSums = olderSums;
        this.youngerSum = youngerSum;
    }

    /// Appends the state of one sample, which belongs to this window from now on, and forgets the
    /// oldest sample if there are more than `n`.
    ///
    /// @throws ArithmeticException if a count would overflow; this state is then unchanged
    void append(A sample) {
        if (samples.size() == size && olderSums.isEmpty()) {
            sumUpOlder();
        }
        A younger = youngerSum;
        if (younger == null) {
            youngerSum = sample.copy();
        } else {
            younger.mergeFrom(sample);
        }
        samples.addLast(sample);
        if (samples.size() > size) {
            samples.removeFirst();
            olderSums.pop();
        }
    }

    /// Makes all samples older ones. This is the only step that takes more than constant time, and
    /// each sample goes through it once.
    private void sumUpOlder() {
        Deque<A> sums = new ArrayDeque<>();
        for (A sample : samples.reversed()) {
            A later = sums.peek();
            sums.push(later == null ? sample : sample.plus(later));
        }
        olderSums.addAll(sums);
        youngerSum = null;
    }

    /// Merges the states of all samples in the window into `empty`, which is returned.
    A sumInto(A empty) {
        A older = olderSums.peek();
        if (older != null) {
            empty.mergeFrom(older);
        }
        A younger = youngerSum;
        if (younger != null) {
            empty.mergeFrom(younger);
        }
        return empty;
    }

    /// Appends the other's samples to those of this window.
    ///
    /// @throws IllegalArgumentException if `other` keeps another number of samples, naming both
    /// @throws ArithmeticException if a count would overflow; this state is then unchanged
    @Override
    public void mergeFrom(WindowState<A> other) {
        if (size != other.size) {
            throw new IllegalArgumentException(
                    "other keeps the last " + other.size + " samples, expected the last " + size);
        }
        WindowState<A> sum = copy();
        other.samples.forEach(sum::append);
        take(sum);
    }

    private void take(WindowState<A> sum) {
        samples.clear();
        samples.addAll(sum.samples);
        olderSums.clear();
        olderSums.addAll(sum.olderSums);
        youngerSum = sum.youngerSum;
    }

    @Override
    public WindowState<A> copy() {
        A younger = youngerSum;
        return new WindowState<>(
                size,
                new ArrayDeque<>(samples),
                new ArrayDeque<>(olderSums),
                younger == null ? null : younger.copy());
    }

    /// Returns the number of samples in the window, at most `n`.
    @Override
    public long samples() {
        return samples.size();
    }

    void encode(Tally<?, A> tally, StateWriter out) {
        out.putInt(samples.size());
        for (A sample : samples) {
            out.putPart(one -> tally.encode(sample, one));
        }
    }

    static <A extends MetricState<A>> WindowState<A> decode(
            int size, Tally<?, A> tally, StateReader in) {
        int count = in.getInt();
        if (count < 0 || count > size) {
            throw new StateFormatException(
                    "window has " + count + " samples, expected 0 to " + size);
        }
        WindowState<A> window = new WindowState<>(size);
        for (int i = 0; i < count; i++) {
            A sample = in.getPart(tally::decode);
            requireOne(sample.samples(), i);
            try {
                window.append(sample);
            } catch (ArithmeticException overflow) {
                throw new StateFormatException(
                        "samples 0 to "
                                + i
                                + " of the window have no sum: "
                                + overflow.getMessage());
            }
        }
        return window;
    }

    private static void requireOne(long samples, int index) {
        if (samples != 1) {
            throw new StateFormatException(
                    "sample "
                            + index
                            + " of the window counts "
                            + samples
                            + " samples, expected 1");
        }
    }

    /// Returns whether both hold equal states of samples in the same order.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WindowState<?> that && inOrder().equals(that.inOrder());
    }

    @Override
    public int hashCode() {
        return inOrder().hashCode();
    }

    private List<A> inOrder() {
        return new ArrayList<>(samples);
    }

    @Override
    public String toString() {
        return "WindowState[last " + size + ": " + samples + "]";
    }
}
