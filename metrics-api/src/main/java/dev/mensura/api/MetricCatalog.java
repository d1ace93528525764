package dev.mensura.api;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The metrics that are installed, found by name through [ServiceLoader].
///
/// ```java
/// MetricCatalog catalog = MetricCatalog.load();
/// MetricDefinition<S, ?, R> definition =
///         catalog.create("mean_iou", S.class, R.class, MetricOptions.none().with("numClasses", 19));
/// ```
///
/// A provider that fails to load is reported by [#problems] and hides no other. A name that two
/// providers claim is an error when it is asked for, and a problem in the list until then.
public final class MetricCatalog {
    /// A service iterator consumes one entry per failure; this bound only guards against one that
    /// does not.
    private static final int MOST_FAILURES = 10_000;

    private final Map<String, List<MetricProvider>> byName = new TreeMap<>();
    private final Map<String, List<MetricProvider>> byAlias = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private MetricCatalog(ServiceLoader<MetricProvider> loader) {
        Iterator<MetricProvider> iterator = loader.iterator();
        int failures = 0;
        while (failures < MOST_FAILURES) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                register(iterator.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                problems.add(oneLine("a provider failed to load", broken));
                failures++;
            }
        }
        reportSharedNames();
    }

    /// Returns the metrics visible to the context class loader of the calling thread, or to the
    /// loader of this class where there is none.
    public static MetricCatalog load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return load(context == null ? MetricCatalog.class.getClassLoader() : context);
    }

    /// Returns the metrics visible to `loader`, on its class path and in its modules.
    public static MetricCatalog load(@Nullable ClassLoader loader) {
        return new MetricCatalog(ServiceLoader.load(MetricProvider.class, loader));
    }

    /// Returns the metrics of the modules in `layer` and its parents.
    public static MetricCatalog load(ModuleLayer layer) {
        return new MetricCatalog(ServiceLoader.load(layer, MetricProvider.class));
    }

    private void register(MetricProvider provider) {
        try {
            String name = provider.name();
            String described = provider.descriptor().name();
            if (!name.equals(described)) {
                throw new IllegalArgumentException(
                        "its name is " + name + ", that of its descriptor " + described);
            }
            List<String> aliases = List.copyOf(provider.aliases());
            byName.computeIfAbsent(name, any -> new ArrayList<>()).add(provider);
            for (String alias : new TreeSet<>(aliases)) {
                byAlias.computeIfAbsent(alias, any -> new ArrayList<>()).add(provider);
            }
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            problems.add(oneLine("provider " + provider.getClass().getName() + " failed", broken));
        }
    }

    private void reportSharedNames() {
        for (String name : namesAndAliases()) {
            List<MetricProvider> claimants = new ArrayList<>(byName.getOrDefault(name, List.of()));
            claimants.addAll(byAlias.getOrDefault(name, List.of()));
            if (claimants.size() > 1) {
                problems.add("name " + name + " is claimed by " + classNames(claimants));
            }
        }
    }

    /// Returns the names of all metrics, sorted, aliases excluded.
    public Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    /// Returns one line for each provider that failed to load and each name that is claimed twice.
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /// Returns the provider with this name, else the one with this alias.
    ///
    /// @throws IllegalArgumentException if there is none, listing the known names and the nearest;
    ///   or if there are several, naming them
    public MetricProvider provider(String name) {
        List<MetricProvider> found =
                byName.getOrDefault(name, byAlias.getOrDefault(name, List.of()));
        if (found.isEmpty()) {
            throw new IllegalArgumentException(
                    "metric is \""
                            + name
                            + "\", expected "
                            + Nearest.among(name, namesAndAliases()));
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException(
                    "metric \""
                            + name
                            + "\" is claimed by "
                            + classNames(found)
                            + ", expected one");
        }
        return found.getFirst();
    }

    /// Returns the metric with this name and these options.
    ///
    /// @param name a name or an alias
    /// @param sampleType the type of the samples that will be fed
    /// @param resultType the type of result wanted: the metric's own, or [MetricResult]
    /// @param options by name
    /// @throws IllegalArgumentException if the name is unknown or claimed twice, or if the metric
    ///   takes other samples or gives other results, or if its provider fails
    /// @throws MetricOptionException if an option is unknown, missing, or does not fit
    public <S, R extends MetricResult> MetricDefinition<S, ?, R> create(
            String name, Class<S> sampleType, Class<R> resultType, MetricOptions options) {
        MetricProvider provider = provider(name);
        MetricDefinition<?, ?, ?> definition;
        try {
            requireTypes(name, provider.descriptor(), sampleType, resultType);
            provider.options().check(options);
            definition = Objects.requireNonNull(provider.create(options), "create gave null");
            requireTypes(name, definition.descriptor(), sampleType, resultType);
            requireName(provider, definition);
        } catch (IllegalArgumentException wrong) {
            throw wrong;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            String what = "metric " + name + ": " + provider.getClass().getName() + " failed";
            throw new IllegalArgumentException(oneLine(what, broken), broken);
        }
        @SuppressWarnings("unchecked") // the descriptor's types were compared above
        MetricDefinition<S, ?, R> typed = (MetricDefinition<S, ?, R>) definition;
        return typed;
    }

    private static void requireName(MetricProvider provider, MetricDefinition<?, ?, ?> made) {
        String name = made.descriptor().name();
        if (!name.equals(provider.name())) {
            throw new IllegalArgumentException(
                    provider.getClass().getName()
                            + " offers metric "
                            + provider.name()
                            + ", but makes "
                            + name);
        }
    }

    private static void requireTypes(
            String name, MetricDescriptor descriptor, Class<?> sampleType, Class<?> resultType) {
        if (!descriptor.sampleType().isAssignableFrom(sampleType)) {
            throw new IllegalArgumentException(
                    "metric "
                            + name
                            + " takes samples of "
                            + descriptor.sampleType().getName()
                            + ", expected "
                            + sampleType.getName());
        }
        if (!resultType.isAssignableFrom(descriptor.resultType())) {
            throw new IllegalArgumentException(
                    "metric "
                            + name
                            + " gives "
                            + descriptor.resultType().getName()
                            + ", expected "
                            + resultType.getName());
        }
    }

    private Set<String> namesAndAliases() {
        Set<String> all = new TreeSet<>(byName.keySet());
        all.addAll(byAlias.keySet());
        return all;
    }

    private static String classNames(List<MetricProvider> providers) {
        return String.join(
                " and ", providers.stream().map(each -> each.getClass().getName()).toList());
    }

    private static String oneLine(String what, Throwable broken) {
        Throwable cause = broken.getCause();
        String reason = cause == null ? broken.toString() : broken.getMessage() + ": " + cause;
        return what + ": " + String.valueOf(reason).lines().findFirst().orElse("");
    }

    @Override
    public String toString() {
        return "MetricCatalog" + byName.keySet();
    }
}
