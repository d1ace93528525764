package dev.mensura.cli.evaluation;

import dev.mensura.core.LabelRule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which pixels count, and which classes are averaged in whose manner.
///
/// @param rule which labels count
/// @param excludedClasses ids of classes that leave the averages, ascending
/// @param profile the tool whose conventions are followed, if any: `MMSEG`
public record Scoring(LabelRule rule, Set<Integer> excludedClasses, Optional<String> profile) {

    /// Sorts and copies the classes.
    ///
    /// @throws IllegalArgumentException if one is outside the range
    public Scoring {
        for (int id : excludedClasses) {
            if (id < 0 || id >= rule.numClasses()) {
                throw new IllegalArgumentException(
                        "excludedClasses has " + id + ", expected 0.." + (rule.numClasses() - 1));
            }
        }
        excludedClasses = Collections.unmodifiableSet(new TreeSet<>(excludedClasses));
    }

    /// Returns everything as text by name: what is a list is joined by `+`, as in an option of a
    /// metric; what is not there is empty.
    public Map<String, String> asMap() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("profile", profile.orElse(""));
        texts.put("labelPolicy", rule.labelPolicy().name());
        texts.put("ignoreLabels", joined(rule.ignoreLabels()));
        texts.put("labelMapping", joined(rule.labelMapping().entrySet()));
        texts.put("targetMapping", joined(rule.targetMapping().entrySet()));
        texts.put("excludedClasses", joined(excludedClasses));
        return texts;
    }

    private static String joined(Set<?> members) {
        return members.stream().map(Object::toString).collect(Collectors.joining("+"));
    }
}
