package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/// A metric whose numbers per class have names.
///
/// ```java
/// ClassNames<S, A, R> named = ClassNames.of(iou, List.of("road", "car"));
/// named.score(sample).get("car");          // a number; Kotlin: result["car"]
/// named.score(sample).result();            // the result of iou itself
/// ```
///
/// @param <S> one sample
/// @param <A> the accumulated state
/// @param <R> the result without names
public final class ClassNames<S, A extends MetricState<A>, R extends MetricResult>
        implements MetricDefinition<S, A, ClassNames.Result<R>> {
    private final MetricDefinition<S, A, R> definition;
    private final List<String> names;

    private ClassNames(MetricDefinition<S, A, R> definition, List<String> names) {
        this.definition = definition;
        this.names = names;
    }

    /// Returns `definition` with names for its numbers per class.
    ///
    /// @param names one per class, in class order, all different
    /// @throws IllegalArgumentException if there are not as many names as numbers per class, or two
    ///   are the same
    public static <S, A extends MetricState<A>, R extends MetricResult> ClassNames<S, A, R> of(
            MetricDefinition<S, A, R> definition, List<String> names) {
        HashSet<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(
                        "names has \"" + name + "\" twice, expected different ones");
            }
        }
        ClassNames<S, A, R> named = new ClassNames<>(definition, List.copyOf(names));
        named.evaluate(definition.tally().newState());
        return named;
    }

    @Override
    public Tally<S, A> tally() {
        return definition.tally();
    }

    @Override
    public Result<R> evaluate(A state) {
        return new Result<>(definition.evaluate(state), names);
    }

    @Override
    public MetricDescriptor descriptor() {
        return definition.descriptor().withResultType(Result.class);
    }

    @Override
    public String fingerprint() {
        return "class_names{"
                + definition.fingerprint()
                + ", names="
                + names.stream().map(Name::quoted).toList()
                + "}";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassNames<?, ?, ?> that
                && definition.equals(that.definition)
                && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(definition, names);
    }

    @Override
    public String toString() {
        return fingerprint();
    }

    /// A result with names.
    ///
    /// @param result the result without names
    /// @param perClassNames one name per number of its `perClass`
    /// @param <R> its type
    public record Result<R extends MetricResult>(R result, List<String> perClassNames)
            implements MetricResult {

        /// Checks that there are as many names as numbers.
        ///
        /// @throws IllegalArgumentException if not
        public Result {
            perClassNames = List.copyOf(perClassNames);
            if (perClassNames.size() != result.perClass().size()) {
                throw new IllegalArgumentException(
                        "names has "
                                + perClassNames.size()
                                + " entries, expected "
                                + result.perClass().size()
                                + ", one per class");
            }
        }

        @Override
        public double value() {
            return result.value();
        }

        @Override
        public PerClass perClass() {
            return result.perClass();
        }

        @Override
        public Evidence evidence() {
            return result.evidence();
        }

        /// Returns the number of the class with this name. Kotlin: `result["car"]`.
        ///
        /// @throws NoSuchElementException if there is none, listing the names
        public double get(String name) {
            int index = perClassNames.indexOf(name);
            if (index < 0) {
                throw new NoSuchElementException(
                        "class is \""
                                + name
                                + "\", expected "
                                + Nearest.among(name, perClassNames));
            }
            return perClass().get(index);
        }
    }
}
