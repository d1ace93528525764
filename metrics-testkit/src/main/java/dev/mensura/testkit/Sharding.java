package dev.mensura.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Ways to cut a list of samples into shards, after Apache Beam's `CombineFnTester`.
enum Sharding {
    ALL_IN_ONE,
    SINGLETONS,
    HALVES,
    SQUARE_ROOT,
    EXPONENTIAL,
    RANDOM;

    /// Returns the samples in consecutive shards, in order, none empty unless there is no sample.
    <S> List<List<S>> cut(List<S> samples, Random random) {
        List<List<S>> shards = new ArrayList<>();
        int from = 0;
        while (from < samples.size()) {
            int to = Math.min(samples.size(), from + size(samples.size(), shards.size(), random));
            shards.add(samples.subList(from, to));
            from = to;
        }
        return shards;
    }

    private int size(int samples, int shard, Random random) {
        return switch (this) {
            case ALL_IN_ONE -> samples;
            case SINGLETONS -> 1;
            case HALVES -> (samples + 1) / 2;
            case SQUARE_ROOT -> (int) Math.ceil(Math.sqrt(samples));
            case EXPONENTIAL -> 1 << Math.min(shard, Integer.SIZE - 2);
            case RANDOM -> 1 + random.nextInt(samples);
        };
    }
}
