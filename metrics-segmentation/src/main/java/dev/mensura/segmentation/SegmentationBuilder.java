package dev.mensura.segmentation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.LabelRule;
import dev.mensura.core.Task;
import dev.mensura.core.ThresholdRule;
import dev.mensura.core.input.SegmentationSample;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The options that every metric of this module shares: which labels count, and as what.
///
/// @param <B> the builder itself
public abstract class SegmentationBuilder<B extends SegmentationBuilder<B>> {
    private final MetricDescriptor descriptor;
    private final Task task;
    private final int numClasses;
    private final LabelRule.Builder rule;
    private boolean thresholdGiven;
    private boolean thresholdRuleGiven;
    private boolean readingProfile;
    private String profileName = "";

    /// For a metric with the options of `settings`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`, or not 1 for BINARY
    protected SegmentationBuilder(MetricDescriptor descriptor, Task task, int numClasses) {
        this.descriptor = descriptor;
        this.task = task;
        this.numClasses = numClasses;
        this.rule = LabelRule.of(task, numClasses);
    }

    /// Reads out as a tool does: sets the options that its profile names. What is set afterwards
    /// prevails.
    ///
    /// @throws MetricOptionException if there is a profile already: two would make a mixture
    /// @throws IllegalArgumentException if the profile fails, or sets a value that does not fit
    public B profile(Profile profile) {
        if (!profileName.isEmpty()) {
            throw new MetricOptionException(
                    "profile", "none besides " + profileName, profile.name());
        }
        profileName = profile.name();
        readingProfile = true;
        settings().apply(self(), optionsOf(profile));
        readingProfile = false;
        return self();
    }

    private MetricOptions optionsOf(Profile profile) {
        try {
            return Objects.requireNonNull(
                    profile.options(descriptor.name(), task), "its options are null");
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException(
                    "profile " + profile.name() + " fails for " + descriptor.name() + ": " + broken,
                    broken);
        }
    }

    /// Leaves out elements whose target is one of these labels; they may lie outside the range.
    public B ignoreLabels(long... labels) {
        rule.ignoreLabels(labels);
        return self();
    }

    /// Leaves out elements whose target is one of these labels; they may lie outside the range.
    public B ignoreLabels(Set<Long> labels) {
        rule.ignoreLabels(labels);
        return self();
    }

    /// Reads the stored label `from` as `to`, in predictions and targets, all mappings at once.
    public B mapLabel(long from, long to) {
        rule.mapLabel(from, to);
        return self();
    }

    /// Reads each key as its value, in predictions and targets, all at once.
    public B labelMapping(Map<Long, Long> mapping) {
        rule.mapLabels(mapping);
        return self();
    }

    /// Reads each key as its value in targets, all at once; other target labels are mapped as
    /// predictions are. [#build] refuses it besides [#reduceZeroLabel].
    public B targetMapping(Map<Long, Long> mapping) {
        rule.mapTargetLabels(mapping);
        return self();
    }

    /// Takes target labels for ids that begin at 1: in targets, 0 is ignored and each label from 1
    /// to `numClasses` is read as one less. Predictions are left as they are.
    ///
    /// @throws MetricOptionException if there are more than 254 classes, or the task is not
    ///     MULTICLASS
    public B reduceZeroLabel() {
        rule.reduceZeroLabel();
        return self();
    }

    /// Sets what becomes of labels outside `[0, numClasses)`; REJECT unless set. MULTICLASS only: in
    /// the other tasks a label other than 0 and 1 can be mapped.
    ///
    /// @throws MetricOptionException if labels are to pass in another task
    public B labelPolicy(LabelPolicy policy) {
        rule.labelPolicy(policy);
        return self();
    }

    /// Sets the threshold that a score must pass to count as 1; 0.5 unless set. BINARY and
    /// MULTILABEL only: [#build] refuses it in MULTICLASS.
    ///
    /// @throws IllegalArgumentException if `value` is not in `[0, 1]`
    public B threshold(double value) {
        if (!isPassedOver()) {
            rule.threshold(value);
            thresholdGiven = true;
        }
        return self();
    }

    /// Sets how a score is compared with the threshold; GREATER unless set. BINARY and MULTILABEL
    /// only: [#build] refuses it in MULTICLASS.
    public B thresholdRule(ThresholdRule how) {
        if (!isPassedOver()) {
            rule.thresholdRule(how);
            thresholdRuleGiven = true;
        }
        return self();
    }

    /// A profile may name the threshold whatever the task; what has none goes without.
    private boolean isPassedOver() {
        return readingProfile && task == Task.MULTICLASS;
    }

    /// Returns the metric.
    ///
    /// @throws IllegalArgumentException if an option does not fit the task or another option
    public abstract MetricDefinition<SegmentationSample, ?, ?> build();

    /// Returns this builder.
    protected abstract B self();

    /// Returns the options by name, for profiles and providers. A subclass with options of its own
    /// adds them to those of its superclass.
    protected Settings<B> settings() {
        return Settings.<B>none()
                .with(SegmentationOptions.IGNORE_LABELS, (b, labels) -> b.ignoreLabels(labels))
                .with(SegmentationOptions.LABEL_MAPPING, SegmentationBuilder::labelMapping)
                .with(SegmentationOptions.TARGET_MAPPING, SegmentationBuilder::targetMapping)
                .with(
                        SegmentationOptions.REDUCE_ZERO_LABEL,
                        (b, reduce) -> {
                            if (reduce) {
                                b.reduceZeroLabel();
                            }
                        })
                .with(SegmentationOptions.LABEL_POLICY, SegmentationBuilder::labelPolicy);
    }

    /// Returns `settings` with those of metrics that compare scores with a threshold.
    protected static <B extends SegmentationBuilder<B>> Settings<B> withThreshold(
            Settings<B> settings) {
        return settings.with(SegmentationOptions.THRESHOLD, SegmentationBuilder::threshold)
                .with(SegmentationOptions.THRESHOLD_RULE, SegmentationBuilder::thresholdRule);
    }

    final Task task() {
        return task;
    }

    final int numClasses() {
        return numClasses;
    }

    final MetricDescriptor descriptor() {
        return descriptor;
    }

    /// Returns which labels count.
    ///
    /// @throws MetricOptionException if an option does not fit the task or another option
    final LabelRule rule() {
        LabelRule built = rule.build();
        if (task == Task.MULTICLASS && (thresholdGiven || thresholdRuleGiven)) {
            throw new MetricOptionException(
                    thresholdGiven ? "threshold" : "thresholdRule",
                    "none for task MULTICLASS, where the highest score wins",
                    thresholdGiven
                            ? String.valueOf(built.threshold())
                            : built.thresholdRule().name());
        }
        return built;
    }
}
