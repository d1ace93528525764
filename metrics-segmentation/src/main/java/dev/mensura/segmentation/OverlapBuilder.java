package dev.mensura.segmentation;

import dev.mensura.core.LabelRule;
import dev.mensura.core.Task;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The options that every overlap metric shares: which labels count, and which classes enter the
/// averages.
///
/// @param <B> the builder itself
public abstract class OverlapBuilder<B extends OverlapBuilder<B>> {
    private final LabelRule.Builder rule;
    private final Set<Integer> excludedClasses = new TreeSet<>();
    private boolean includeBackground = true;

    OverlapBuilder(LabelRule.Builder rule) {
        this.rule = rule;
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

    /// Counts a score as 1 if it is strictly greater than `value`, where scores are compared with a
    /// threshold; 0.5 unless set.
    ///
    /// @throws IllegalArgumentException if `value` is not in `[0, 1]`
    B threshold(double value) {
        rule.threshold(value);
        return self();
    }

    /// Takes these classes out of the averages; their elements still count for the others.
    public B excludedClasses(int... ids) {
        for (int id : ids) {
            excludedClasses.add(id);
        }
        return self();
    }

    /// Takes these classes out of the averages; their elements still count for the others.
    public B excludedClasses(Set<Integer> ids) {
        excludedClasses.addAll(ids);
        return self();
    }

    /// Says whether class 0 enters the averages, as it does unless this is `false`. MULTICLASS only:
    /// in the other tasks index 0 is no background.
    public B includeBackground(boolean include) {
        this.includeBackground = include;
        return self();
    }

    /// Returns the classes that were chosen.
    ///
    /// @throws IllegalArgumentException if an excluded class is outside the range, or if a task
    ///     without background leaves it out
    ClassSelection classes() {
        LabelRule built = rule.build();
        Set<Integer> excluded = new TreeSet<>(excludedClasses);
        if (!includeBackground) {
            if (built.task() != Task.MULTICLASS) {
                throw new IllegalArgumentException(
                        "includeBackground is false, expected true for task " + built.task());
            }
            excluded.add(0);
        }
        return new ClassSelection(built, excluded);
    }

    abstract B self();
}
