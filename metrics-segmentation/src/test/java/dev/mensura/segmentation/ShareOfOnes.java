package dev.mensura.segmentation;

import dev.mensura.api.CountState;
import dev.mensura.api.CountTally;
import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;

import java.util.stream.IntStream;

/// A metric of the simplest kind, out of two counters.
record ShareOfOnes() implements MetricDefinition<int[], CountState, ShareOfOnes.Result> {

    @Override
    public Ones tally() {
        return new Ones();
    }

    @Override
    public Result evaluate(CountState state) {
        double share = (double) state.get(0) / state.get(1);
        return new Result(share, Evidence.builder().samples(state.samples()).build());
    }

    @Override
    public MetricDescriptor descriptor() {
        return MetricDescriptor.builder("share_of_ones", int[].class, Result.class)
                .summary("share of items that are 1")
                .range(0, 1)
                .build();
    }

    @Override
    public String fingerprint() {
        return "share_of_ones{}";
    }

    record Result(double value, Evidence evidence) implements MetricResult {}

    /// Counts ones, and all.
    record Ones() implements CountTally<int[]> {

        @Override
        public String fingerprint() {
            return "ones{}";
        }

        @Override
        public int size() {
            return 2;
        }

        @Override
        public long[] count(int[] sample) {
            return new long[] {
                IntStream.of(sample).filter(item -> item == 1).count(), sample.length
            };
        }
    }
}
