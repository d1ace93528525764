package dev.mensura.testkit;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// P1 to P4: a provider can be found under its own name, made for nothing, and asked for defaults.
final class ProviderLaws {
    private final MetricProviderContract hooks;
    private final MetricProvider provider;

    ProviderLaws(MetricProviderContract hooks) {
        this.hooks = hooks;
        this.provider = hooks.provider();
    }

    /// Found counts even where a second provider claims the name: that is the matter of P2.
    void found(Cases cases) {
        String className = provider.getClass().getName();
        for (String name : namesAndAliases()) {
            cases.add(
                    "MetricCatalog.load() finds " + name,
                    check -> {
                        MetricCatalog catalog = MetricCatalog.load();
                        String found;
                        try {
                            found = catalog.provider(name).getClass().getName();
                        } catch (IllegalArgumentException unknownOrClaimedTwice) {
                            found = String.valueOf(unknownOrClaimedTwice.getMessage());
                        }
                        check.isTrue(
                                found.contains(className),
                                "%s is not listed in META-INF/services: %s"
                                        .formatted(className, found));
                    });
        }
    }

    void unique(Cases cases) {
        List<String> names = namesAndAliases();
        cases.add(
                "name and aliases differ",
                check -> check.same("names", names.size(), new HashSet<>(names).size()));
        for (String name : names) {
            cases.add(
                    name + " belongs to this provider alone",
                    check ->
                            check.same(
                                    "other claims to the name " + name,
                                    List.of(),
                                    otherClaims(name)));
        }
    }

    /// A catalog without this name is the matter of P1.
    private List<String> otherClaims(String name) {
        MetricCatalog catalog = MetricCatalog.load();
        String className = provider.getClass().getName();
        boolean listed = catalog.names().contains(name);
        try {
            String owner = catalog.provider(name).getClass().getName();
            return owner.equals(className) ? List.of() : List.of(owner);
        } catch (IllegalArgumentException unknownOrClaimedTwice) {
            return listed || catalog.problems().stream().anyMatch(line -> line.contains(name))
                    ? List.of(String.valueOf(unknownOrClaimedTwice.getMessage()))
                    : List.of();
        }
    }

    private List<String> namesAndAliases() {
        List<String> names = new ArrayList<>();
        names.add(provider.name());
        names.addAll(provider.aliases());
        return names;
    }

    void defaults(Cases cases) {
        List<String> required =
                provider.options().options().stream()
                        .filter(MetricOption::isRequired)
                        .map(MetricOption::name)
                        .toList();
        if (required.isEmpty()) {
            cases.add(
                    "no options at all",
                    check -> usable(check, create(provider, MetricOptions.none())));
        } else {
            cases.add(
                    "no options at all",
                    check -> {
                        MetricOptionException missing =
                                check.throwing(
                                        MetricOptionException.class,
                                        "leaving out " + required,
                                        () -> create(provider, MetricOptions.none()));
                        check.isTrue(
                                required.contains(missing.option()),
                                "missing is " + missing.option() + ", expected one of " + required);
                    });
            cases.add(
                    "the required options alone",
                    check -> {
                        MetricOptions least = requiredOnly(provider, hooks.validOptions());
                        usable(check, create(provider, least));
                    });
        }
    }

    private static <A extends MetricState<A>> void usable(
            Check check, MetricDefinition<?, A, ?> definition) {
        MetricResult empty = definition.evaluate(definition.tally().newState());
        check.same("samples of the empty result", 0L, empty.evidence().samples());
    }

    /// Returns the definition, made as a catalog makes it.
    static MetricDefinition<?, ?, ?> create(MetricProvider provider, MetricOptions options) {
        provider.options().check(options);
        return provider.create(options);
    }

    /// Returns those of the given options that are required.
    static MetricOptions requiredOnly(MetricProvider provider, MetricOptions given) {
        MetricOptions least = MetricOptions.none();
        for (MetricOption<?> option : provider.options().options()) {
            if (option.isRequired()) {
                least = least.with(option.name(), given.get(option));
            }
        }
        return least;
    }

    void constructor(Cases cases) {
        Class<? extends MetricProvider> type = provider.getClass();
        cases.add(
                "public class with a public constructor without parameters",
                check -> {
                    check.isTrue(Modifier.isPublic(type.getModifiers()), type + " must be public");
                    try {
                        Constructor<?> constructor = type.getDeclaredConstructor();
                        check.isTrue(
                                Modifier.isPublic(constructor.getModifiers()),
                                constructor + " must be public");
                    } catch (NoSuchMethodException missing) {
                        check.isTrue(false, type + " has no constructor without parameters");
                    }
                });
        cases.add("constructing loads nothing", check -> loadsNothing(check, type));
    }

    /// Defines and initializes the class anew, then watches what its constructor asks of the class
    /// loader: to make a definition or to read a table it must load a class or a resource.
    private static void loadsNothing(Check check, Class<? extends MetricProvider> type) {
        WatchingLoader loader = new WatchingLoader(type.getClassLoader());
        try {
            Class<?> fresh = Class.forName(type.getName(), true, loader);
            Constructor<?> constructor = fresh.getDeclaredConstructor();
            constructor.setAccessible(true);
            loader.forgetRequests();
            constructor.newInstance();
            check.same("loaded by the constructor", List.of(), loader.requests());
        } catch (InvocationTargetException thrown) {
            check.isTrue(false, "constructor throws " + thrown.getCause());
        } catch (ReflectiveOperationException broken) {
            check.isTrue(false, "constructor cannot be called: " + broken);
        }
    }
}
