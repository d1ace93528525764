package dev.mensura.verification;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// The tables of the documentation that say what the code says.
///
/// | key | table |
/// |---|---|
/// | `metrics` | every metric, with a link to its page |
/// | `metric NAME` | names, tasks, range and direction of a metric |
/// | `options NAME` | the options of a metric |
/// | `profiles` | every profile |
/// | `profile NAME` | what a profile sets, and for which metrics, where that is not the default |
final class GeneratedTables {
    private static final String NOTHING = "nothing: our defaults";

    private final Map<String, MetricProvider> providers = PackagedProviders.byName();

    /// Returns the names of the metrics of the packaged jars.
    List<String> metrics() {
        return List.copyOf(providers.keySet());
    }

    /// Returns the table for a key, each line of it with its end.
    ///
    /// @throws IllegalArgumentException if there is none
    String of(String key) {
        String[] words = key.split(" ");
        String name = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "metrics" -> metricsTable();
            case "metric" -> metricTable(provider(name));
            case "options" -> optionsTable(provider(name));
            case "profiles" -> profilesTable();
            case "profile" -> profileTable(Profile.named(name));
            default -> throw new IllegalArgumentException("\"" + key + "\" names no table");
        };
    }

    private MetricProvider provider(String name) {
        return Optional.ofNullable(providers.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no metric " + name));
    }

    private String metricsTable() {
        StringBuilder table = new StringBuilder("| metric | is |\n|---|---|\n");
        providers.forEach((name, provider) ->
                table.append("| [`")
                        .append(name)
                        .append("`](metrics/")
                        .append(name)
                        .append(".md) | ")
                        .append(provider.descriptor().summary())
                        .append(" |\n"));
        return table.toString();
    }

    private static String metricTable(MetricProvider provider) {
        MetricDescriptor descriptor = provider.descriptor();
        boolean higher = descriptor.direction() == MetricDescriptor.Direction.HIGHER_IS_BETTER;
        return "| found as | tasks | range | better |\n|---|---|---|---|\n| "
                + code(provider.name())
                + provider.aliases().stream().map(alias -> ", " + code(alias)).collect(joined(""))
                + " | "
                + tasks(provider).stream().map(Task::name).collect(joined(", "))
                + " | "
                + bound(descriptor.minimum())
                + " to "
                + bound(descriptor.maximum())
                + " | "
                + (higher ? "higher" : "lower")
                + " |\n";
    }

    private static String bound(double value) {
        if (Double.isInfinite(value)) {
            return value < 0 ? "-∞" : "∞";
        }
        return number(value);
    }

    private static String optionsTable(MetricProvider provider) {
        StringBuilder table =
                new StringBuilder("| option | expected | default | meaning |\n|---|---|---|---|\n");
        for (MetricOption<?> option : provider.options().options()) {
            table.append("| ")
                    .append(code(option.name()))
                    .append(" | ")
                    .append(option.expected())
                    .append(" | ")
                    .append(defaultOf(option))
                    .append(" | ")
                    .append(option.summary())
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String defaultOf(MetricOption<?> option) {
        return option.isRequired()
                ? "required"
                : option.defaultValue().map(GeneratedTables::value).orElse("");
    }

    private static String value(Object value) {
        return switch (value) {
            case Collection<?> none when none.isEmpty() -> "none";
            case Map<?, ?> none when none.isEmpty() -> "none";
            default -> code(text(value));
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Double number -> number(number);
            case Enum<?> constant -> constant.name();
            default -> value.toString();
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String profilesTable() {
        StringBuilder table = new StringBuilder("| profile | reads out as |\n|---|---|\n");
        for (Profile profile : Profile.all()) {
            table.append("| [")
                    .append(code(profile.name()))
                    .append("](#")
                    .append(profile.name().toLowerCase(Locale.ROOT))
                    .append(") | ")
                    .append(profile.summary())
                    .append(" |\n");
        }
        return table.toString();
    }

    /// Returns a row per set of options, with the metrics for which it is set; last those for which
    /// nothing is.
    private String profileTable(Profile profile) {
        Map<String, List<String>> metrics = new LinkedHashMap<>();
        for (MetricProvider provider : providers.values()) {
            Map<String, List<Task>> tasks = new LinkedHashMap<>();
            for (Task task : tasks(provider)) {
                String set = changes(provider, profile.options(provider.name(), task));
                tasks.computeIfAbsent(set, none -> new ArrayList<>()).add(task);
            }
            tasks.forEach((set, where) ->
                    metrics.computeIfAbsent(set, none -> new ArrayList<>())
                            .add(code(provider.name()) + (tasks.size() == 1 ? "" : " " + where)));
        }
        List<String> rest = metrics.remove(NOTHING);
        if (rest != null) {
            metrics.put(NOTHING, rest);
        }
        StringBuilder table = new StringBuilder("| sets | for |\n|---|---|\n");
        metrics.forEach((set, names) ->
                table.append("| ")
                        .append(set)
                        .append(" | ")
                        .append(String.join(", ", names))
                        .append(" |\n"));
        return table.toString();
    }

    private static String changes(MetricProvider provider, MetricOptions set) {
        String changes =
                provider.options().options().stream()
                        .filter(option -> set.names().contains(option.name()))
                        .filter(option -> !isDefault(option, set))
                        .map(option -> code(option.name() + "=" + text(set.get(option))))
                        .collect(joined(", "));
        return changes.isEmpty() ? NOTHING : changes;
    }

    private static boolean isDefault(MetricOption<?> option, MetricOptions set) {
        return option.defaultValue().isPresent()
                && option.defaultValue().get().equals(set.get(option));
    }

    /// Returns the tasks for which a provider makes a metric.
    private static List<Task> tasks(MetricProvider provider) {
        List<MetricOption<?>> options = provider.options().options();
        if (options.stream().noneMatch(option -> option.name().equals("task"))) {
            return List.of(Task.MULTICLASS);
        }
        return Arrays.stream(Task.values()).filter(task -> makes(provider, task)).toList();
    }

    private static boolean makes(MetricProvider provider, Task task) {
        MetricOptions options = MetricOptions.none().with("task", task);
        try {
            provider.create(task == Task.BINARY ? options : options.with("numClasses", 2));
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static Collector<CharSequence, ?, String> joined(String between) {
        return Collectors.joining(between);
    }
}
