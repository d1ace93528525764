package dev.mensura.segmentation;

import dev.mensura.api.MetricOptionException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The profiles that `ServiceLoader` finds. One that cannot be loaded does not hide the others.
final class Profiles {
    /// An iterator that fails without moving on is left after so many failures.
    private static final int MOST_FAILURES = 1000;

    private final List<Profile> all = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Profiles(ServiceLoader<Profile> loader) {
        Iterator<Profile> iterator = loader.iterator();
        while (problems.size() < MOST_FAILURES) {
            try {
                if (!iterator.hasNext()) {
                    break;
                }
                register(iterator.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                problems.add(oneLine(broken));
            }
        }
        all.sort(Comparator.comparing(Profile::name));
    }

    /// Takes a profile whose name can be had.
    private void register(Profile profile) {
        try {
            Objects.requireNonNull(profile.name(), "name is null");
            all.add(profile);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError broken) {
            problems.add(profile.getClass().getName() + ": " + broken);
        }
    }

    private static String oneLine(Throwable broken) {
        Throwable cause = broken.getCause();
        String reason = cause == null ? broken.toString() : broken.getMessage() + ": " + cause;
        return "a profile failed to load: " + reason.lines().findFirst().orElse("");
    }

    static Profiles load() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? Profiles.class.getClassLoader() : context;
        return new Profiles(ServiceLoader.load(Profile.class, loader));
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<Profile> all() {
        return List.copyOf(all);
    }

    Profile named(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        List<Profile> found = all.stream().filter(each -> each.name().equals(wanted)).toList();
        if (found.size() != 1) {
            String known = String.join(", ", all.stream().map(Profile::name).toList());
            String failed =
                    problems.isEmpty() ? "" : "; not loaded: " + String.join("; ", problems);
            throw new MetricOptionException(
                    "profile",
                    "one of " + known + failed,
                    "\"" + name + "\", of which there are " + found.size());
        }
        return found.getFirst();
    }
}
