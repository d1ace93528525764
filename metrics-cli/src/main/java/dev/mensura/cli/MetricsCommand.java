package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricProvider;
import dev.mensura.cli.report.DisplayText;
import dev.mensura.core.input.SegmentationSample;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `mensura metrics`: the metrics that `--metric` takes, and what failed to load.
final class MetricsCommand implements Runnable {
    static final Usage USAGE =
            new Usage(
                    "metrics",
                    "",
                    "Lists the metrics that are installed, with their options.",
                    List.of(),
                    Plugins.OPTIONS);

    private final Output output;
    private final Plugins plugins;

    MetricsCommand(Arguments given, Console console, Output output) {
        this.output = output;
        this.plugins = new Plugins(given, console.err());
    }

    @Override
    public void run() {
        plugins.during(() -> output.print(list(MetricCatalog.load())));
    }

    /// Returns a paragraph per metric and a line per problem.
    static String list(MetricCatalog catalog) {
        StringBuilder text = new StringBuilder();
        for (String name : catalog.names()) {
            try {
                text.append(describe(catalog.provider(name))).append('\n');
            } catch (RuntimeException | LinkageError broken) {
                text.append(name).append("\n  not usable: ").append(line(broken)).append("\n\n");
            }
        }
        for (String problem : catalog.problems()) {
            text.append("problem: ").append(DisplayText.printable(problem)).append('\n');
        }
        return text.toString();
    }

    private static String describe(MetricProvider provider) {
        StringBuilder text = new StringBuilder();
        text.append(provider.name());
        if (!provider.aliases().isEmpty()) {
            text.append(" (or ").append(String.join(", ", provider.aliases())).append(')');
        }
        MetricDescriptor descriptor = provider.descriptor();
        text.append("\n  ").append(DisplayText.printable(descriptor.summary()));
        text.append(
                "\n  from %s to %s, %s is better"
                        .formatted(
                                number(descriptor.minimum()),
                                number(descriptor.maximum()),
                                switch (descriptor.direction()) {
                                    case HIGHER_IS_BETTER -> "higher";
                                    case LOWER_IS_BETTER -> "lower";
                                }));
        if (!descriptor.sampleType().isAssignableFrom(SegmentationSample.class)) {
            text.append("\n  not for label images: takes ")
                    .append(descriptor.sampleType().getName());
        }
        text.append('\n');
        for (MetricOption<?> option : provider.options().options()) {
            text.append("    ").append(describe(option)).append('\n');
        }
        return text.toString();
    }

    private static String describe(MetricOption<?> option) {
        String presence =
                option.isRequired()
                        ? "required"
                        : option.defaultValue()
                                .map(value -> "default " + text(value))
                                .orElse("optional");
        return "%s: %s; %s; %s"
                .formatted(option.name(), option.summary(), option.expected(), presence);
    }

    /// Returns a value as it would be written on the command line.
    static String text(Object value) {
        Collection<?> members =
                switch (value) {
                    case Collection<?> values -> values;
                    case Map<?, ?> pairs -> pairs.entrySet();
                    default -> List.of(value);
                };
        return members.isEmpty()
                ? "none"
                : members.stream().map(Object::toString).collect(Collectors.joining("+"));
    }

    private static String number(double value) {
        return value == Math.rint(value) && !Double.isInfinite(value)
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String line(Throwable failure) {
        return DisplayText.printable(failure.toString());
    }
}
