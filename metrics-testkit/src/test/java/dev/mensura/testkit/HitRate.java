package dev.mensura.testkit;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;

/// The share of items that are 1 among those that are 0 or 1: the smallest whole metric, and the
/// example of the documentation. One label is ignored (what is counted), and the value for no item
/// can be chosen (how it is read out).
record HitRate(Hits tally, double undefined)
        implements MetricDefinition<int[], CountState, HitRate.Result> {

    static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("hit_rate", int[].class, Result.class)
                    .summary("share of items that are 1")
                    .range(0, 1)
                    .build();

    static HitRate ignoring(int ignoreLabel) {
        return new HitRate(new Hits(ignoreLabel), Double.NaN);
    }

    HitRate orElse(double value) {
        return new HitRate(tally, value);
    }

    @Override
    public Result evaluate(CountState state) {
        long counted = state.get(Hits.COUNTED);
        return new Result(
                counted == 0 ? undefined : (double) state.get(Hits.HITS) / counted,
                Evidence.builder()
                        .samples(state.samples())
                        .emptySamples(state.get(Hits.EMPTY))
                        .elements(counted)
                        .ignored(state.get(Hits.IGNORED))
                        .build());
    }

    @Override
    public MetricDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public String fingerprint() {
        return "hit_rate{ignoreLabel=" + tally.ignoreLabel() + ", undefined=" + undefined + "}";
    }

    record Result(double value, Evidence evidence) implements MetricResult {}

    /// Counts hits.
    record Hits(int ignoreLabel) implements CountTally<int[]> {
        static final int HITS = 0;
        static final int COUNTED = 1;
        static final int IGNORED = 2;
        static final int EMPTY = 3;

        @Override
        public String fingerprint() {
            return "hits{ignoreLabel=" + ignoreLabel + "}";
        }

        @Override
        public int size() {
            return 4;
        }

        @Override
        public long[] count(int[] sample) {
            long[] counts = new long[size()];
            for (int i = 0; i < sample.length; i++) {
                if (sample[i] == ignoreLabel) {
                    counts[IGNORED]++;
                } else if (sample[i] == 0 || sample[i] == 1) {
                    counts[COUNTED]++;
                    counts[HITS] += sample[i];
                } else {
                    throw new IllegalArgumentException(
                            "item " + i + " is " + sample[i] + ", expected 0 or 1");
                }
            }
            counts[EMPTY] = counts[COUNTED] == 0 ? 1 : 0;
            return counts;
        }
    }
}
