package dev.mensura.segmentation;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricTracker;

import java.util.List;
import java.util.stream.DoubleStream;

/// Something that saves and loads what it has counted, by name.
interface StateExample {

    /// Returns the name of the file that keeps what it has saved.
    String name();

    /// Returns a new holder that has counted the samples of this example.
    Holder filled();

    /// Returns a new holder that has counted nothing.
    Holder empty();

    /// A metric, or a tracker of metrics.
    interface Holder {
        byte[] save();

        void load(byte[] saved);

        /// Returns every number that can be read out.
        double[] numbers();
    }

    /// A metric of this definition.
    record OfMetric<S, R extends MetricResult>(
            String name, MetricDefinition<S, ?, R> definition, List<S> samples)
            implements StateExample {

        @Override
        public Holder filled() {
            Metric<S, R> metric = definition.newMetric();
            metric.updateAll(samples);
            return holder(metric);
        }

        @Override
        public Holder empty() {
            return holder(definition.newMetric());
        }

        private static Holder holder(Metric<?, ?> metric) {
            return new Holder() {
                @Override
                public byte[] save() {
                    return metric.save();
                }

                @Override
                public void load(byte[] saved) {
                    metric.load(saved);
                }

                @Override
                public double[] numbers() {
                    return StateExample.numbers(metric.compute());
                }
            };
        }
    }

    /// A tracker with one epoch per sample.
    record OfTracker<S, R extends MetricResult>(
            String name, MetricDefinition<S, ?, R> definition, List<S> samples)
            implements StateExample {

        @Override
        public Holder filled() {
            MetricTracker<S, R> tracker = MetricTracker.of(definition);
            samples.forEach(sample -> tracker.beginEpoch().update(sample));
            return holder(tracker);
        }

        @Override
        public Holder empty() {
            return holder(MetricTracker.of(definition));
        }

        private static Holder holder(MetricTracker<?, ?> tracker) {
            return new Holder() {
                @Override
                public byte[] save() {
                    return tracker.save();
                }

                @Override
                public void load(byte[] saved) {
                    tracker.load(saved);
                }

                @Override
                public double[] numbers() {
                    return tracker.results().stream()
                            .flatMapToDouble(
                                    result -> DoubleStream.of(StateExample.numbers(result)))
                            .toArray();
                }
            };
        }
    }

    private static double[] numbers(MetricResult result) {
        return DoubleStream.concat(DoubleStream.of(result.value()), result.perClass().stream())
                .toArray();
    }
}
