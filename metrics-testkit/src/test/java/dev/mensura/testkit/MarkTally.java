package dev.mensura.testkit;

import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;
import dev.mensura.api.Tally;

import java.util.function.Supplier;

/// Counts as `HitRate.Hits` does, open to be broken.
class MarkTally implements Tally<int[], Marks> {
    final int ignoreLabel;
    private final Supplier<Marks> states;

    MarkTally(int ignoreLabel) {
        this(ignoreLabel, Marks::new);
    }

    MarkTally(int ignoreLabel, Supplier<Marks> states) {
        this.ignoreLabel = ignoreLabel;
        this.states = states;
    }

    @Override
    public String fingerprint() {
        return "marks{ignoreLabel=" + ignoreLabel + "}";
    }

    @Override
    public Marks newState() {
        return states.get();
    }

    @Override
    public void accumulate(Marks state, int[] sample) {
        Marks alone = new Marks();
        for (int item : sample) {
            count(alone, item);
        }
        alone.counts[Marks.EMPTY] = alone.counts[Marks.COUNTED] == 0 ? 1 : 0;
        alone.counts[Marks.SAMPLES] = 1;
        for (int i = 0; i < Marks.SIZE; i++) {
            state.counts[i] += alone.counts[i];
        }
    }

    final void count(Marks state, int item) {
        if (item == ignoreLabel) {
            state.counts[Marks.IGNORED]++;
        } else if (item == 0 || item == 1) {
            state.counts[Marks.COUNTED]++;
            state.counts[Marks.HITS] += item;
        } else {
            throw new IllegalArgumentException("item is " + item + ", expected 0 or 1");
        }
    }

    @Override
    public void encode(Marks state, StateWriter out) {
        out.putLongs(state.counts);
    }

    @Override
    public Marks decode(StateReader in) {
        Marks state = newState();
        state.counts = in.getLongs(Marks.SIZE);
        return state;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarkTally that && ignoreLabel == that.ignoreLabel;
    }

    @Override
    public int hashCode() {
        return ignoreLabel;
    }
}
