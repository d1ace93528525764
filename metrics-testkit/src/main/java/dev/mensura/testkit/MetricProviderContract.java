package dev.mensura.testkit;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Proves the laws P1 to P5 ([Law]) for one provider. Extend it once for each:
///
/// ```java
/// class HitRateProviderTest extends MetricProviderContract {
///     @Override
///     protected MetricProvider provider() {
///         return new HitRateProvider();
///     }
///
///     @Override
///     protected MetricOptions validOptions() {
///         return MetricOptions.none().with("ignoreLabel", 9);
///     }
///
///     @Override
///     protected Object sample() {
///         return new int[] {1, 0, 9};
///     }
/// }
/// ```
///
/// The test's class path must hold the provider's `META-INF/services` file. Opting out works as for
/// [MetricContract].
public abstract class MetricProviderContract {

    /// For subclasses; JUnit makes one instance per law.
    protected MetricProviderContract() {}

    /// Returns the provider under test, as new.
    protected abstract MetricProvider provider();

    /// Returns options with which the metric can be made: every required one, and best every
    /// other one too, with a value that is not its default.
    protected abstract MetricOptions validOptions();

    /// Returns a sample which the metric with [#validOptions] accepts.
    protected abstract Object sample();

    /// Returns the laws that this provider does not keep, each with the reason, which is logged as a
    /// warning and shown as a test. There are none by default; a blank reason fails.
    protected Map<Law, String> optOuts() {
        return Map.of();
    }

    @TestFactory
    @DisplayName("P1 the provider is found by ServiceLoader")
    final Stream<DynamicNode> p1ProviderIsFound() {
        return law(Law.P1, ProviderLaws::found);
    }

    @TestFactory
    @DisplayName("P2 the name is unique")
    final Stream<DynamicNode> p2NameIsUnique() {
        return law(Law.P2, ProviderLaws::unique);
    }

    @TestFactory
    @DisplayName("P3 defaults work or say what is missing")
    final Stream<DynamicNode> p3DefaultsWork() {
        return law(Law.P3, ProviderLaws::defaults);
    }

    @TestFactory
    @DisplayName("P4 the constructor does no work")
    final Stream<DynamicNode> p4ConstructorDoesNoWork() {
        return law(Law.P4, ProviderLaws::constructor);
    }

    @TestFactory
    @DisplayName("P5 option schema and descriptor tell the truth")
    final Stream<DynamicNode> p5SchemaAndDescriptorAreTrue() {
        return law(
                Law.P5,
                (laws, cases) -> {
                    new DescriptorLaws(this).truth(cases);
                    new SchemaLaws(this).truth(cases);
                });
    }

    private Stream<DynamicNode> law(Law law, BiConsumer<ProviderLaws, Cases> author) {
        return Cases.of(
                law,
                getClass().getSimpleName(),
                optOuts(),
                cases -> author.accept(new ProviderLaws(this), cases));
    }
}
