package dev.mensura.testkit;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;

import java.util.Optional;
import java.util.function.Function;

/// What [HitRate.Hits] counts, counted from it.
record DerivedHits(HitRate.Hits finer) implements CountTally<int[]> {
    @Override
    public String fingerprint() {
        return "derived{" + finer.fingerprint() + "}";
    }

    @Override
    public int size() {
        return finer.size();
    }

    @Override
    public long[] count(int[] sample) {
        return finer.count(sample);
    }

    @Override
    @SuppressWarnings("unchecked") // the state of Hits is a CountState
    public <B extends MetricState<B>> Optional<Function<B, CountState>> derivedFrom(
            Tally<int[], B> other) {
        if (!other.equals(finer)) {
            return Optional.empty();
        }
        Function<CountState, CountState> copy = CountState::copy;
        return Optional.of((Function<B, CountState>) (Function<?, ?>) copy);
    }
}
