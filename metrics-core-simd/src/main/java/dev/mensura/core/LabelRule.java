package dev.mensura.core;

import dev.mensura.api.MetricOptionException;
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
/// | BINARY | `LabelMap` of 0 and 1, `BitMask`, or `ScoreMap` BINARY against the threshold | `LabelMap` of 0 and 1, or `BitMask` | a pixel |
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
/// MULTICLASS `MaskStack` must hold 0 and 1 as they are. Masks and class scores store no class ids:
/// class c is their c-th plane whatever the mapping, and where a mapping would find no stored id at
/// all, the sample is refused. A mapping for targets alone, such as that of
/// [Builder#reduceZeroLabel], prevails over the mapping for both; the two are never chained. An
/// element whose target label is then one of `ignoreLabels` is left out, whatever stands in the
/// prediction, be it out of range or `NaN`. What becomes of a label outside the range everywhere else
/// is the [LabelPolicy]'s to say: by default it is rejected, and with it the whole sample.
///
/// In MULTICLASS an ignored label inside `[0, numClasses)` is not a class being scored: its value is
/// `NaN`, it enters no average, and predicting it where another class is true is that class's false
/// negative. In BINARY and MULTILABEL `ignoreLabels` drops elements by target value and does
/// nothing else. The bits of a `BitMask` are the labels 0 and 1, which are mapped and ignored as if
/// they were stored in a `LabelMap`; besides, elements that its validity excludes are ignored. A
/// one-hot target ignores a pixel where the mask of an ignored class is set.
///
/// A score counts as 1 if it is strictly greater than the threshold, or, under
/// [ThresholdRule#GREATER_OR_EQUAL], at least as great. The threshold is rounded to the type of the
/// score first (0.3 means `0.3f` for float32 scores); for logits it is moved into
/// logit space once, where 0 and 1 are negative and positive infinity.
public final class LabelRule {
    /// The largest number of classes.
    public static final int MAX_CLASSES = 65_536;

    private static final double DEFAULT_THRESHOLD = 0.5;

    /// Messages list this many pairs of a mapping: enough for the 35 labels of Cityscapes.
    private static final int MOST_LISTED = 40;

    /// What `reduceZeroLabel` makes of label 0.
    private static final long REDUCED_ZERO = 255;

    /// The rule for the values of a mask.
    static final LabelRule ZERO_OR_ONE = binary().build();

    private final Task task;
    private final int numClasses;
    private final Set<Long> ignoreLabels;
    private final Map<Long, Long> labelMapping;
    private final Map<Long, Long> targetMapping;
    private final LabelPolicy labelPolicy;
    private final double threshold;
    private final ThresholdRule thresholdRule;
    private final double float32LogitCut;
    private final double float64LogitCut;
    private final LabelCodes codes;

    private LabelRule(Builder builder) {
        this.task = builder.task;
        this.numClasses = builder.numClasses;
        this.ignoreLabels = Collections.unmodifiableSet(new TreeSet<>(builder.ignoreLabels));
        this.labelMapping = Collections.unmodifiableMap(new TreeMap<>(builder.labelMapping));
        this.targetMapping = Collections.unmodifiableMap(builder.ofTargets());
        this.labelPolicy = builder.labelPolicy;
        this.threshold = builder.threshold;
        this.thresholdRule = builder.thresholdRule;
        boolean compares = task != Task.MULTICLASS;
        this.float32LogitCut =
                compares
                        ? Threshold.cut(threshold, thresholdRule, ScoreMap.Kind.LOGITS, false)
                        : Double.NaN;
        this.float64LogitCut =
                compares
                        ? Threshold.cut(threshold, thresholdRule, ScoreMap.Kind.LOGITS, true)
                        : Double.NaN;
        Map<Long, Long> ofTargets = new TreeMap<>(labelMapping);
        ofTargets.putAll(targetMapping);
        this.codes =
                LabelCodes.of(
                        task == Task.MULTICLASS ? numClasses : 2,
                        ignoreLabels,
                        ofTargets,
                        labelMapping,
                        labelPolicy != LabelPolicy.REJECT);
    }

    /// Returns a builder for a task.
    ///
    /// @param numClasses number of classes or labels; 1 for BINARY
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`, or not 1 for BINARY
    public static Builder of(Task task, int numClasses) {
        if (task == Task.BINARY && numClasses != 1) {
            throw new IllegalArgumentException(
                    "numClasses is " + numClasses + ", expected 1 for task BINARY");
        }
        return new Builder(task, numClasses);
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

    /// Returns which stored target labels are read as which others, ascending; labels that are not
    /// among them are mapped by [#labelMapping].
    public Map<Long, Long> targetMapping() {
        return targetMapping;
    }

    /// Returns what becomes of labels outside the range.
    public LabelPolicy labelPolicy() {
        return labelPolicy;
    }

    /// Returns the threshold for scores.
    public double threshold() {
        return threshold;
    }

    /// Returns how a score is compared with the threshold.
    public ThresholdRule thresholdRule() {
        return thresholdRule;
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
                .with("targetMapping", targetMapping)
                .with("labelPolicy", labelPolicy)
                .with("threshold", threshold)
                .with("thresholdRule", thresholdRule);
    }

    /// Returns what each stored label means to a kernel.
    LabelCodes codes() {
        return codes;
    }

    /// Returns the number that one of these scores is compared with by the [#thresholdRule].
    double cut(ScoreMap scores) {
        return switch (scores.kind()) {
            case LOGITS -> scores.isDoublePrecision() ? float64LogitCut : float32LogitCut;
            case PROBABILITIES ->
                    Threshold.cut(
                            threshold, thresholdRule, scores.kind(), scores.isDoublePrecision());
        };
    }

    /// Returns which labels a prediction may hold, for messages: `0..18`.
    String expectedPrediction() {
        String range = "0.." + ((task == Task.MULTICLASS ? numClasses : 2) - 1);
        return labelMapping.isEmpty() ? range : range + " after mapping " + listed(labelMapping);
    }

    /// Returns which labels a target may hold, for messages: `0..18 or ignored [255]`.
    String expectedTarget() {
        String mapped =
                targetMapping.isEmpty()
                        ? ""
                        : (labelMapping.isEmpty() ? " after mapping" : " and")
                                + " targets "
                                + listed(targetMapping);
        String left = ignoreLabels.isEmpty() ? "" : " or ignored " + ignoreLabels;
        return expectedPrediction() + mapped + left;
    }

    private static String listed(Map<Long, Long> mapping) {
        if (mapping.size() <= MOST_LISTED) {
            return mapping.toString();
        }
        Map<Long, Long> first = new TreeMap<>();
        mapping.entrySet().stream()
                .limit(MOST_LISTED)
                .forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        return first + " and " + (mapping.size() - MOST_LISTED) + " more";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelRule that
                && task == that.task
                && numClasses == that.numClasses
                && ignoreLabels.equals(that.ignoreLabels)
                && labelMapping.equals(that.labelMapping)
                && targetMapping.equals(that.targetMapping)
                && labelPolicy == that.labelPolicy
                && Double.compare(threshold, that.threshold) == 0
                && thresholdRule == that.thresholdRule;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                task,
                numClasses,
                ignoreLabels,
                labelMapping,
                targetMapping,
                labelPolicy,
                threshold,
                thresholdRule);
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
        private final Map<Long, Long> targetMapping = new TreeMap<>();
        private boolean reduceZeroLabel;
        private LabelPolicy labelPolicy = LabelPolicy.REJECT;
        private double threshold = DEFAULT_THRESHOLD;
        private ThresholdRule thresholdRule = ThresholdRule.GREATER;

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

        /// Reads each key of `mapping` as its value in targets, all at once; other target labels are
        /// mapped as predictions are.
        public Builder mapTargetLabels(Map<Long, Long> mapping) {
            targetMapping.putAll(mapping);
            return this;
        }

        /// Takes target labels for ids that begin at 1, 0 being what is not labelled: in targets, 0
        /// is ignored and each label from 1 to `numClasses` is read as one less. Predictions are
        /// left as they are. The ignored label is 255, which stays as it is too.
        ///
        /// @throws MetricOptionException if there are more than 254 classes, or the task is not
        ///     MULTICLASS
        public Builder reduceZeroLabel() {
            if (task != Task.MULTICLASS || numClasses >= REDUCED_ZERO) {
                throw new MetricOptionException(
                        "reduceZeroLabel",
                        "false for task " + task + " and numClasses " + numClasses,
                        "true");
            }
            reduceZeroLabel = true;
            return ignoreLabels(REDUCED_ZERO);
        }

        private Map<Long, Long> ofTargets() {
            Map<Long, Long> mapping = new TreeMap<>(targetMapping);
            if (reduceZeroLabel) {
                mapping.put(0L, REDUCED_ZERO);
                for (long label = 1; label <= numClasses; label++) {
                    mapping.put(label, label - 1);
                }
                mapping.put(REDUCED_ZERO, REDUCED_ZERO);
            }
            return mapping;
        }

        /// Sets what becomes of labels outside the range; REJECT unless set.
        ///
        /// @throws MetricOptionException if labels are to pass in another task than MULTICLASS: of 0
        ///     and 1 a mapping says more
        public Builder labelPolicy(LabelPolicy policy) {
            if (task != Task.MULTICLASS && policy != LabelPolicy.REJECT) {
                throw new MetricOptionException(
                        "labelPolicy",
                        "REJECT for task "
                                + task
                                + "; labelMapping turns other labels into 0 and 1",
                        policy.name());
            }
            this.labelPolicy = policy;
            return this;
        }

        /// Sets how a score is compared with the threshold; GREATER unless set.
        public Builder thresholdRule(ThresholdRule rule) {
            this.thresholdRule = rule;
            return this;
        }

        /// Sets the threshold of scores in BINARY and MULTILABEL; 0.5 unless set.
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
        ///
        /// @throws MetricOptionException if targets have a mapping besides `reduceZeroLabel`
        public LabelRule build() {
            if (reduceZeroLabel && !targetMapping.isEmpty()) {
                throw new MetricOptionException(
                        "targetMapping",
                        "none besides reduceZeroLabel, which is a mapping of targets itself",
                        targetMapping.toString());
            }
            return new LabelRule(this);
        }
    }
}
