package dev.mensura.core;

import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.Target;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.PairCounter;
import dev.mensura.core.kernel.RunReader;
import dev.mensura.core.kernel.RunSink;

/// Counts one sample of one class per element, of more classes than a table of all pairs is made for,
/// run by run into a sink.
final class RunCounting {
    private final LabelRule rule;
    private final RunReader reader;
    private final PairFeed feed;

    RunCounting(LabelRule rule, RunSink sink) {
        this.rule = rule;
        this.reader = Kernels.runReader(rule.codes(), sink);
        this.feed = new PairFeed(rule, reader);
    }

    /// Returns whether a rule has so many classes.
    static boolean serves(LabelRule rule) {
        return rule.codes().numClasses() > PairCounter.MAX_CLASSES;
    }

    /// Adds a sample to the sink, which the caller has cleared.
    ///
    /// @throws IllegalArgumentException if the sample is rejected; the sink holds a part of it then
    void count(Prediction predicted, Target truth) {
        reader.clear();
        ClassPairs.requireStoredIds(rule, predicted, truth);
        ClassPairs.count(rule, feed, predicted, truth);
    }

    /// Returns the number of elements left out because their target is ignored.
    long ignored() {
        return reader.ignored();
    }
}
