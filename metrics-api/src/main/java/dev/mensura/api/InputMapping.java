package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// A metric fed with another type of sample, each of which is turned into one that the metric takes.
///
/// ```java
/// InputMapping<Frame, S, A, R> ofFrames =
///         InputMapping.of(iou, "frame_labels", Frame.class, Frame::labels);
/// ofFrames.newMetric().update(frame);
/// ```
///
/// Functions cannot be compared, so the name stands for the mapping: two mappings of one name count
/// as the same, and what one has counted can be merged with and loaded by the other.
///
/// @param <T> one sample as it is fed
/// @param <S> one sample as the metric takes it
/// @param <A> the accumulated state
/// @param <R> the result
public final class InputMapping<T, S, A extends MetricState<A>, R extends MetricResult>
        implements MetricDefinition<T, A, R> {
    private final MetricDefinition<S, A, R> definition;
    private final MappedTally<T, S, A> tally;

    private InputMapping(MetricDefinition<S, A, R> definition, MappedTally<T, S, A> tally) {
        this.definition = definition;
        this.tally = tally;
    }

    /// Returns `definition` over samples of another type.
    ///
    /// @param name what the mapping is called, in [#fingerprint] and in saved states
    /// @param sampleType the samples that will be fed
    /// @param mapping pure; an [IllegalArgumentException] from it rejects the sample
    public static <T, S, A extends MetricState<A>, R extends MetricResult>
            InputMapping<T, S, A, R> of(
                    MetricDefinition<S, A, R> definition,
                    String name,
                    Class<T> sampleType,
                    Function<? super T, ? extends S> mapping) {
        return new InputMapping<>(
                definition, new MappedTally<>(definition.tally(), name, sampleType, mapping));
    }

    @Override
    public Tally<T, A> tally() {
        return tally;
    }

    @Override
    public R evaluate(A state) {
        return definition.evaluate(state);
    }

    @Override
    public MetricDescriptor descriptor() {
        return definition.descriptor().withSampleType(tally.sampleType);
    }

    @Override
    public String fingerprint() {
        return tally.named(definition.fingerprint());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InputMapping<?, ?, ?, ?> that
                && definition.equals(that.definition)
                && tally.equals(that.tally);
    }

    @Override
    public int hashCode() {
        return Objects.hash(definition, tally);
    }

    @Override
    public String toString() {
        return fingerprint();
    }

    private static final class MappedTally<T, S, A extends MetricState<A>> implements Tally<T, A> {
        private final Tally<S, A> inner;
        private final String name;
        private final Class<T> sampleType;
        private final Function<? super T, ? extends S> mapping;

        MappedTally(
                Tally<S, A> inner,
                String name,
                Class<T> sampleType,
                Function<? super T, ? extends S> mapping) {
            this.inner = inner;
            this.name = name;
            this.sampleType = sampleType;
            this.mapping = mapping;
        }

        String named(String what) {
            return "mapped{"
                    + what
                    + ", from="
                    + sampleType.getName()
                    + ", by="
                    + Name.quoted(name)
                    + "}";
        }

        @Override
        public String fingerprint() {
            return named(inner.fingerprint());
        }

        @Override
        public A newState() {
            return inner.newState();
        }

        @Override
        public void accumulate(A state, T sample) {
            inner.accumulate(state, mapping.apply(sample));
        }

        @Override
        public boolean isOrdered() {
            return inner.isOrdered();
        }

        @Override
        public <B extends MetricState<B>> Optional<Function<B, A>> derivedFrom(Tally<T, B> finer) {
            if (finer instanceof MappedTally<T, ?, B> mapped && mapped.maps(this)) {
                @SuppressWarnings("unchecked") // the same mapping gives the same samples
                Tally<S, B> same = (Tally<S, B>) mapped.inner;
                return inner.derivedFrom(same);
            }
            return Optional.empty();
        }

        private boolean maps(MappedTally<?, ?, ?> other) {
            return name.equals(other.name) && sampleType.equals(other.sampleType);
        }

        @Override
        public void encode(A state, StateWriter out) {
            inner.encode(state, out);
        }

        @Override
        public A decode(StateReader reader) {
            return inner.decode(reader);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MappedTally<?, ?, ?> that
                    && maps(that)
                    && inner.equals(that.inner);
        }

        @Override
        public int hashCode() {
            return Objects.hash(inner, name, sampleType);
        }
    }
}
