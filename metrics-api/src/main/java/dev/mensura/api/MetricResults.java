package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/// The results of a [MetricCollection], in the order its members were added; its value and evidence are
/// those of the first.
public final class MetricResults implements MetricResult {
    private final Map<String, ? extends MetricDefinition<?, ?, ?>> members;
    private final Map<String, MetricResult> results;

    MetricResults(
            Map<String, ? extends MetricDefinition<?, ?, ?>> members,
            Map<String, MetricResult> results) {
        this.members = members;
        this.results = Collections.unmodifiableMap(results);
    }

    /// Returns the result of the member with this name. Kotlin: `results["iou"]`.
    ///
    /// @throws NoSuchElementException if there is none, listing the names
    public MetricResult get(String name) {
        MetricResult result = results.get(name);
        if (result == null) {
            throw new NoSuchElementException(
                    "member is \""
                            + name
                            + "\", expected "
                            + Nearest.among(name, results.keySet()));
        }
        return result;
    }

    /// Returns the result of a member in its own type. Kotlin: `results[iou]`.
    ///
    /// @throws NoSuchElementException if no member has this definition
    public <R extends MetricResult> R get(MetricDefinition<?, ?, R> definition) {
        for (Map.Entry<String, ? extends MetricDefinition<?, ?, ?>> member : members.entrySet()) {
            if (member.getValue().equals(definition)) {
                @SuppressWarnings("unchecked") // equal definitions evaluate to the same type
                R typed = (R) get(member.getKey());
                return typed;
            }
        }
        throw new NoSuchElementException(
                "member is " + definition.fingerprint() + ", expected one of " + results.keySet());
    }

    /// Returns the value of the first member.
    @Override
    public double value() {
        return first().value();
    }

    /// Returns what the value of the first member rests on.
    @Override
    public Evidence evidence() {
        return first().evidence();
    }

    private MetricResult first() {
        return results.values().iterator().next();
    }

    /// Returns all results by name, in order.
    public Map<String, MetricResult> asMap() {
        return results;
    }

    /// Returns whether both hold equal results under the same names in the same order.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MetricResults that
                && List.copyOf(results.entrySet()).equals(List.copyOf(that.results.entrySet()));
    }

    @Override
    public int hashCode() {
        return results.hashCode();
    }

    @Override
    public String toString() {
        return results.toString();
    }
}
