package dev.mensura.core;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.kernel.LabelCodes;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which labels count, and as what: the part that all segmentation tallies share.
///
/// ```java
/// LabelRule rule = LabelRule.multiclass(19).ignoreLabels(255).build();
/// ```
///
/// ## Which pair means what
///
/// | task | prediction | target | one element is |
/// |---|---|---|---|
/// | BINARY | `LabelMap` of 0 and 1, or `ScoreMap` BINARY against the threshold | `LabelMap` of 0 and 1 | a pixel |
/// | MULTICLASS | `LabelMap`, or `ScoreMap` CLASS_FIRST or CLASS_LAST (the highest score wins, the lowest class among equals) | `LabelMap` | a pixel |
/// | MULTICLASS | `LabelMap`, `ScoreMap` CLASS_FIRST or CLASS_LAST, or `MaskStack` of `numClasses` masks | `MaskStack` of `numClasses` masks, or `LabelMap` | a pixel |
/// | MULTILABEL | `MaskStack` of `numClasses` masks, or `ScoreMap` PER_LABEL against the threshold | `MaskStack` of `numClasses` masks | a label at a pixel |
///
/// Any other pair is an [IllegalArgumentException].
///
/// ## Which labels count
///
/// The mapping is applied first, to every label at once (`{0: 1, 1: 2}` sends 0 to 1 and stops
/// there). It maps class ids, and in BINARY and MULTILABEL the values 0 and 1; the masks of a
/// MULTICLASS `MaskStack` must hold 0 and 1 as they are. An element whose target label is then one of `ignoreLabels` is left out, whatever stands
/// in the prediction, be it out of range or `NaN`. Everywhere else a label outside the range is
/// rejected, and with it the whole sample.
///
/// In MULTICLASS an ignored label inside `[0, numClasses)` is not a class being scored: its value is
/// `NaN`, it enters no average, and predicting it where another class is true is that class's false
/// negative. In BINARY and MULTILABEL `ignoreLabels` drops elements by target value and does
/// nothing else. A one-hot target ignores a pixel where the mask of an ignored class is set.
///
/// A score counts as 1 if it is strictly greater than the threshold. The threshold is rounded to
/// the type of the score first (0.3 means `0.3f` for float32 scores); for logits it is moved into
/// logit space once, where 0 and 1 are negative and positive infinity.
public final class LabelRule {
    /// The largest number of classes.
    public static final int MAX_CLASSES = 65_536;

    private static final double DEFAULT_THRESHOLD = 0.5;

    /// The rule for the values of a mask.
    static final LabelRule ZERO_OR_ONE = binary().build();

    private final Task task;
    private final int numClasses;
    private final Set<Long> ignoreLabels;
    private final Map<Long, Long> labelMapping;
    private final double threshold;
    private final double float32LogitCut;
    private final double float64LogitCut;
    private final LabelCodes codes;

    private LabelRule(Builder builder) {
        this.task = builder.task;
        this.numClasses = builder.numClasses;
        this.ignoreLabels = Collections.unmodifiableSet(new TreeSet<>(builder.ignoreLabels));
        this.labelMapping = Collections.unmodifiableMap(new TreeMap<>(builder.labelMapping));
        this.threshold = builder.threshold;
        boolean compares = task != Task.MULTICLASS;
        this.float32LogitCut =
                compares ? Threshold.cut(threshold, ScoreMap.Kind.LOGITS, false) : Double.NaN;
        this.float64LogitCut =
                compares ? Threshold.cut(threshold, ScoreMap.Kind.LOGITS, true) : Double.NaN;
        this.codes =
                LabelCodes.of(task == Task.MULTICLASS ? numClasses : 2, ignoreLabels, labelMapping);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder multiclass(int numClasses) {
        return new Builder(Task.MULTICLASS, numClasses);
    }

    /// Returns a builder for the labels 0 (background) and 1 (foreground).
    public static Builder binary() {
        return new Builder(Task.BINARY, 1);
    }

    /// Returns a builder for `numLabels` labels, each 0 or 1.
    ///
    /// @throws IllegalArgumentException if `numLabels` is not in `[1, 65536]`
    public static Builder multilabel(int numLabels) {
        return new Builder(Task.MULTILABEL, numLabels);
    }

    /// Returns what a label stands for.
    public Task task() {
        return task;
    }

    /// Returns the number of classes or labels that have a value of their own: 1 for BINARY.
    public int numClasses() {
        return numClasses;
    }

    /// Returns the target labels that are left out, ascending.
    public Set<Long> ignoreLabels() {
        return ignoreLabels;
    }

    /// Returns which stored labels are read as which others, ascending.
    public Map<Long, Long> labelMapping() {
        return labelMapping;
    }

    /// Returns the threshold for scores.
    public double threshold() {
        return threshold;
    }

    /// Returns whether class `index` is scored: all are, except ignored ones in MULTICLASS.
    public boolean isScored(int index) {
        return task != Task.MULTICLASS || !ignoreLabels.contains((long) index);
    }

    /// Returns the rule as options, for fingerprints: `{task=MULTICLASS, numClasses=19, ...}`.
    public MetricOptions options() {
        return MetricOptions.none()
                .with("task", task)
                .with("numClasses", numClasses)
                .with("ignoreLabels", ignoreLabels)
                .with("labelMapping", labelMapping)
                .with("threshold", threshold);
    }

    /// Returns what each stored label means to a kernel.
    LabelCodes codes() {
        return codes;
    }

    /// Returns the number that one of these scores must be strictly greater than to count as 1.
    double cut(ScoreMap scores) {
        return switch (scores.kind()) {
            case LOGITS -> scores.isDoublePrecision() ? float64LogitCut : float32LogitCut;
            case PROBABILITIES ->
                    Threshold.cut(threshold, scores.kind(), scores.isDoublePrecision());
        };
    }

    /// Returns which labels a prediction may hold, for messages: `0..18`.
    String expectedPrediction() {
        String range = "0.." + (codes.numClasses() - 1);
        return labelMapping.isEmpty() ? range : range + " after mapping " + labelMapping;
    }

    /// Returns which labels a target may hold, for messages: `0..18 or ignored [255]`.
    String expectedTarget() {
        return ignoreLabels.isEmpty()
                ? expectedPrediction()
                : expectedPrediction() + " or ignored " + ignoreLabels;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelRule that
                && task == that.task
                && numClasses == that.numClasses
                && ignoreLabels.equals(that.ignoreLabels)
                && labelMapping.equals(that.labelMapping)
                && Double.compare(threshold, that.threshold) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(task, numClasses, ignoreLabels, labelMapping, threshold);
    }

    @Override
    public String toString() {
        return options().toString();
    }

    /// Collects the parts of a [LabelRule].
    public static final class Builder {
        private final Task task;
        private final int numClasses;
        private final Set<Long> ignoreLabels = new TreeSet<>();
        private final Map<Long, Long> labelMapping = new TreeMap<>();
        private double threshold = DEFAULT_THRESHOLD;

        private Builder(Task task, int numClasses) {
            if (numClasses < 1 || numClasses > MAX_CLASSES) {
                throw new IllegalArgumentException(
                        "numClasses is " + numClasses + ", expected 1 to " + MAX_CLASSES);
            }
            this.task = task;
            this.numClasses = numClasses;
        }

        /// Leaves out elements whose target is one of these labels; they may lie outside the range.
        public Builder ignoreLabels(long... labels) {
            for (long label : labels) {
                ignoreLabels.add(label);
            }
            return this;
        }

        /// Leaves out elements whose target is one of these labels; they may lie outside the range.
        public Builder ignoreLabels(Set<Long> labels) {
            ignoreLabels.addAll(labels);
            return this;
        }

        /// Reads the stored label `from` as `to`, in predictions and targets, all mappings at once.
        public Builder mapLabel(long from, long to) {
            labelMapping.put(from, to);
            return this;
        }

        /// Reads each key of `mapping` as its value, in predictions and targets, all at once.
        public Builder mapLabels(Map<Long, Long> mapping) {
            labelMapping.putAll(mapping);
            return this;
        }

        /// Counts a score as 1 if it is strictly greater than `value`; 0.5 unless set.
        ///
        /// @throws IllegalArgumentException if `value` is not in `[0, 1]`
        public Builder threshold(double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException(
                        "threshold is " + value + ", expected a number from 0 to 1");
            }
            this.threshold = value == 0 ? 0 : value; // -0.0 is 0
            return this;
        }

        /// Returns the rule.
        public LabelRule build() {
            return new LabelRule(this);
        }
    }
}
