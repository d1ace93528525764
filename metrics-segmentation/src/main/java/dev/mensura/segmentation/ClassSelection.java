package dev.mensura.segmentation;

import dev.mensura.core.LabelRule;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// Which classes enter the averages: those that the rule scores and that are not excluded.
final class ClassSelection {
    private final LabelRule rule;
    private final Set<Integer> excluded;

    ClassSelection(LabelRule rule, Set<Integer> excluded) {
        for (int index : excluded) {
            if (index < 0 || index >= rule.numClasses()) {
                throw new IllegalArgumentException(
                        "excludedClasses has "
                                + index
                                + ", expected 0.."
                                + (rule.numClasses() - 1));
            }
        }
        this.rule = rule;
        this.excluded = Collections.unmodifiableSet(new TreeSet<>(excluded));
    }

    boolean contains(int index) {
        return rule.isScored(index) && !excluded.contains(index);
    }

    LabelRule rule() {
        return rule;
    }

    Set<Integer> excluded() {
        return excluded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassSelection that
                && rule.equals(that.rule)
                && excluded.equals(that.excluded);
    }

    @Override
    public int hashCode() {
        return 31 * rule.hashCode() + excluded.hashCode();
    }
}
