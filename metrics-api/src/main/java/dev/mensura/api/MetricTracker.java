package dev.mensura.api;

import dev.mensura.api.MetricDescriptor.Direction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A metric over the epochs of a training, one state per epoch: how did it go, and which was best?
///
/// ```java
/// MetricTracker<S, R> tracker = MetricTracker.of(iou);
/// for (List<S> epoch : epochs) {
///     Metric<S, R> metric = tracker.beginEpoch();
///     epoch.forEach(metric::update);
/// }
/// tracker.results();                     // one per epoch
/// BestEpoch<R> best = tracker.best().orElseThrow();
/// best.epoch();                          // its number, from 0; beside it value() and result()
/// ```
///
/// Which way is better is said by the metric itself, `NaN` is never the best, and of equal epochs the
/// first is. What is kept are counts, not values: trackers that saw other samples of the same epochs
/// merge, and a saved training goes on where it stopped. Like a metric, a tracker is not thread-safe.
///
/// @param <S> one sample
/// @param <R> the result
public final class MetricTracker<S, R extends MetricResult> {
    private final MetricDefinition<S, ?, R> definition;
    private List<Metric<S, R>> epochs = new ArrayList<>();

    private MetricTracker(MetricDefinition<S, ?, R> definition) {
        this.definition = definition;
    }

    /// Returns a tracker of no epoch.
    public static <S, R extends MetricResult> MetricTracker<S, R> of(
            MetricDefinition<S, ?, R> definition) {
        return new MetricTracker<>(definition);
    }

    /// Returns the definition of the metric of each epoch.
    public MetricDefinition<S, ?, R> definition() {
        return definition;
    }

    /// Begins an epoch and returns its metric, which has seen nothing and is to be fed.
    public Metric<S, R> beginEpoch() {
        Metric<S, R> metric = definition.newMetric();
        epochs.add(metric);
        return metric;
    }

    /// Returns the metric of the epoch that was begun last.
    ///
    /// @throws IllegalStateException if none was begun
    public Metric<S, R> current() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("tracker has 0 epochs, expected beginEpoch() first");
        }
        return epochs.getLast();
    }

    /// Returns the number of epochs that were begun.
    public int epochs() {
        return epochs.size();
    }

    /// Returns the result of each epoch, in order; that of the current one may still change.
    public List<R> results() {
        return epochs.stream().map(Metric::compute).toList();
    }

    /// Returns the epoch with the best value, or empty if no epoch has a defined one.
    public Optional<BestEpoch<R>> best() {
        return best(definition.descriptor().direction(), MetricResult::value);
    }

    /// Returns the epoch with the best of another number of its result, or empty if that is `NaN` in
    /// all of them:
    ///
    /// ```java
    /// tracker.best(Direction.HIGHER_IS_BETTER, result -> result.perClass().get(1));
    /// ```
    ///
    /// @param direction which way that number improves
    /// @param number gives the number, `NaN` where undefined
    public Optional<BestEpoch<R>> best(Direction direction, ToDoubleFunction<? super R> number) {
        Optional<BestEpoch<R>> best = Optional.empty();
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            R result = epochs.get(epoch).compute();
            double value = number.applyAsDouble(result);
            boolean better =
                    best.isEmpty()
                            ? !Double.isNaN(value)
                            : isBetter(direction, value, best.get().value());
            if (better) {
                best = Optional.of(new BestEpoch<>(epoch, value, result));
            }
        }
        return best;
    }

    private static boolean isBetter(Direction direction, double value, double best) {
        return switch (direction) {
            case HIGHER_IS_BETTER -> value > best;
            case LOWER_IS_BETTER -> value < best;
        };
    }

    /// Adds what `other` has counted, epoch by epoch; its further epochs follow as they are. `other`
    /// stays as it was, and the metrics of this tracker's epochs remain so.
    ///
    /// @throws IllegalArgumentException if `other` has another definition or other options, naming
    ///   both
    /// @throws ArithmeticException if a count would overflow; this tracker is then unchanged
    public void merge(MetricTracker<S, R> other) {
        if (!definition.equals(other.definition)) {
            throw new IllegalArgumentException(
                    "other tracks "
                            + other.definition.fingerprint()
                            + ", expected "
                            + definition.fingerprint());
        }
        List<Metric<S, R>> sums = new ArrayList<>();
        for (int epoch = 0; epoch < other.epochs.size(); epoch++) {
            Metric<S, R> mine = epoch < epochs() ? epochs.get(epoch) : definition.newMetric();
            sums.add(mine.plus(other.epochs.get(epoch)));
        }
        for (int epoch = 0; epoch < sums.size(); epoch++) {
            Metric<S, R> into = epoch < epochs() ? epochs.get(epoch) : beginEpoch();
            into.take(sums.get(epoch));
        }
    }

    /// Forgets all epochs.
    public void reset() {
        epochs = new ArrayList<>();
    }

    /// Returns all epochs in a portable binary form; see [StateWriter].
    public byte[] save() {
        return StateFormat.write(
                fingerprint(),
                out -> {
                    out.putInt(epochs.size());
                    for (Metric<S, R> epoch : epochs) {
                        out.putPart(epoch::encode);
                    }
                });
    }

    /// Replaces all epochs by what [#save] wrote; metrics of earlier epochs are no longer part of this
    /// tracker.
    ///
    /// @throws StateFormatException if the bytes are foreign, truncated, of a newer format,
    ///   damaged, or of another definition or other options, naming both; the tracker is then
    ///   unchanged
    public void load(byte[] saved) {
        epochs = StateFormat.read(fingerprint(), saved, this::readEpochs);
    }

    private List<Metric<S, R>> readEpochs(StateReader in) {
        int count = in.getInt();
        if (count < 0) {
            throw new StateFormatException("tracker has " + count + " epochs, expected 0 or more");
        }
        List<Metric<S, R>> read = new ArrayList<>();
        for (int epoch = 0; epoch < count; epoch++) {
            read.add(in.getPart(part -> Metric.decode(definition, part)));
        }
        return read;
    }

    private String fingerprint() {
        return "tracker{" + definition.fingerprint() + "}";
    }

    @Override
    public String toString() {
        return "MetricTracker[" + definition.fingerprint() + ", epochs=" + epochs.size() + "]";
    }
}
