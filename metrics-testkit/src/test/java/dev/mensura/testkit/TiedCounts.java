package dev.mensura.testkit;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;

import java.util.Arrays;
import java.util.List;

/// Counts each sample, a number in `[0, size)`, twice, and lets other threads run between reading and
/// writing a counter: whoever shares a state without care gets counters that differ.
record TiedCounts(int size)
        implements MetricDefinition<Integer, TiedCounts.State, TiedCounts.Result>,
                Tally<Integer, TiedCounts.State> {

    @Override
    public TiedCounts tally() {
        return this;
    }

    @Override
    public String fingerprint() {
        return "tied_counts{size=" + size + "}";
    }

    @Override
    public MetricDescriptor descriptor() {
        return MetricDescriptor.builder("tied_counts", Integer.class, Result.class).build();
    }

    @Override
    public State newState() {
        return new State(size);
    }

    @Override
    public void accumulate(State state, Integer sample) {
        if (sample < 0 || sample >= size) {
            throw new IllegalArgumentException("sample is " + sample + ", expected 0 to " + size);
        }
        state.add(sample, 1);
    }

    @Override
    public Result evaluate(State state) {
        State copy = state.copy();
        return new Result(
                Arrays.stream(copy.once).boxed().toList(),
                Arrays.stream(copy.again).boxed().toList(),
                copy.samples);
    }

    @Override
    public void encode(State state, StateWriter out) {
        out.putLongs(state.once);
    }

    @Override
    public State decode(StateReader reader) {
        State state = newState();
        state.once = reader.getLongs(size);
        state.again = state.once.clone();
        state.samples = Arrays.stream(state.once).sum();
        return state;
    }

    /// How often each number was counted, in two counters that must agree.
    record Result(List<Long> once, List<Long> again, long samples) implements MetricResult {
        boolean isWhole() {
            return once.equals(again) && once.stream().mapToLong(Long::longValue).sum() == samples;
        }

        @Override
        public double value() {
            return samples;
        }

        @Override
        public Evidence evidence() {
            return Evidence.builder().samples(samples).build();
        }
    }

    static final class State implements MetricState<State> {
        private long[] once;
        private long[] again;
        private long samples;

        State(int size) {
            once = new long[size];
            again = new long[size];
        }

        void add(int number, long count) {
            long sum = once[number] + count;
            long all = samples + count;
            Thread.yield();
            once[number] = sum;
            Thread.yield();
            again[number] = sum;
            samples = all;
        }

        @Override
        public void mergeFrom(State other) {
            for (int number = 0; number < once.length; number++) {
                if (other.once[number] > 0) {
                    add(number, other.once[number]);
                }
            }
        }

        @Override
        public State copy() {
            State copy = new State(once.length);
            copy.once = once.clone();
            Thread.yield();
            copy.again = again.clone();
            copy.samples = samples;
            return copy;
        }

        @Override
        public long samples() {
            return samples;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof State that && Arrays.equals(once, that.once);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(once);
        }
    }
}
