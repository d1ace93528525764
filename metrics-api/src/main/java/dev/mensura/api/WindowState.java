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
/// their stack, and one sum over the younger. That takes amortised three merges of states per sample,
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

    /// The sum of all samples after those; like the others never changed, only replaced.
    private @Nullable A youngerSum;

    /// The sum over the window.
    private @Nullable A sum;

    WindowState(int size) {
        this(size, new ArrayDeque<>(), new ArrayDeque<>(), null, null);
    }

    private WindowState(
            int size,
            Deque<A> samples,
            Deque<A> olderSums,
            @Nullable A youngerSum,
            @Nullable A sum) {
        this.size = size;
        this.samples = samples;
        this.olderSums = olderSums;
        this.youngerSum = youngerSum;
        this.sum = sum;
    }

    /// Appends the state of one sample, which belongs to this window from now on, and forgets the
    /// oldest sample if there are more than `n`.
    ///
    /// @throws ArithmeticException if the sum over the window would overflow; this state is then
    ///   unchanged
    void append(A sample) {
        boolean isFull = samples.size() == size;
        if (isFull && olderSums.isEmpty()) {
            sumUpOlder();
        }
        A younger = plus(youngerSum, sample);
        A older = olderSums.stream().skip(isFull ? 1 : 0).findFirst().orElse(null);
        sum = plus(older, younger);
        youngerSum = younger;
        samples.addLast(sample);
        if (isFull) {
            samples.removeFirst();
            olderSums.pop();
        }
    }

    private static <A extends MetricState<A>> A plus(@Nullable A earlier, A later) {
        return earlier == null ? later : earlier.plus(later);
    }

    /// Makes all samples older ones. This is the only step that takes more than constant time, and
    /// each sample goes through it once.
    private void sumUpOlder() {
        for (A sample : samples.reversed()) {
            A later = olderSums.peek();
            olderSums.push(later == null ? sample : sample.plus(later));
        }
        youngerSum = null;
    }

    /// Returns the sum over the window, to be read only; `empty` where there is no sample.
    A sumOr(A empty) {
        A counted = sum;
        return counted == null ? empty : counted;
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
        if (other.samples.size() == 1) {
            append(other.samples.getFirst());
            return;
        }
        WindowState<A> all = copy();
        List.copyOf(other.samples).forEach(all::append);
        samples.clear();
        samples.addAll(all.samples);
        olderSums.clear();
        olderSums.addAll(all.olderSums);
        youngerSum = all.youngerSum;
        sum = all.sum;
    }

    @Override
    public WindowState<A> copy() {
        return new WindowState<>(
                size, new ArrayDeque<>(samples), new ArrayDeque<>(olderSums), youngerSum, sum);
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
