package dev.mensura.verification;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricProvider;

import java.util.Map;
import java.util.TreeMap;

/// The providers of the packaged jars, without those that belong to the tests of this module.
final class PackagedProviders {
    private static final String TESTS = PackagedProviders.class.getPackageName();

    private PackagedProviders() {}

    /// Returns the providers by the names of their metrics, in the order of the names.
    static Map<String, MetricProvider> byName() {
        MetricCatalog catalog = MetricCatalog.load();
        Map<String, MetricProvider> providers = new TreeMap<>();
        for (String name : catalog.names()) {
            MetricProvider provider = catalog.provider(name);
            if (!provider.getClass().getPackageName().startsWith(TESTS)) {
                providers.put(name, provider);
            }
        }
        return providers;
    }
}
