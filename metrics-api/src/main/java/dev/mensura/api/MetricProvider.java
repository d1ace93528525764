package dev.mensura.api;

import java.util.List;

/// Offers one metric by name to [MetricCatalog].
///
/// ## For implementers
///
/// List the class in `META-INF/services/dev.mensura.api.MetricProvider` (and, in a named module,
/// with `provides`). It must be public with a public constructor without parameters that does no
/// work (law P4). [#options] must name every option that [#create] reads, with its true default
/// (P5), and the definition's descriptor must have this provider's name and types (P5). Test it by
/// extending `MetricProviderContract` of `metrics-testkit`.
public interface MetricProvider {

    /// Returns what the metric is called, its types and range under default options.
    MetricDescriptor descriptor();

    /// Returns the name under which the metric is found; always that of [#descriptor].
    default String name() {
        return descriptor().name();
    }

    /// Returns further names under which the metric is found, for example `miou`.
    default List<String> aliases() {
        return List.of();
    }

    /// Returns the options that [#create] understands.
    OptionSchema options();

    /// Returns the definition with these options.
    ///
    /// @param options checked against [#options] by the catalog
    /// @throws MetricOptionException if options contradict each other
    MetricDefinition<?, ?, ?> create(MetricOptions options);
}
