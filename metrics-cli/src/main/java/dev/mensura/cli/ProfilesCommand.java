package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.cli.report.DisplayText;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Profile;

import java.util.ArrayList;
import java.util.List;

/// `mensura profiles`: the profiles that `--profile` takes, and what each sets.
final class ProfilesCommand implements Runnable {
    static final Usage USAGE =
            new Usage(
                    "profiles",
                    "",
                    "Lists the profiles that are installed, with what each sets per metric.",
                    List.of(),
                    Plugins.OPTIONS);

    private final Output output;
    private final Plugins plugins;

    ProfilesCommand(Arguments given, Console console, Output output) {
        this.output = output;
        this.plugins = new Plugins(given, console.err());
    }

    @Override
    public void run() {
        plugins.during(() -> output.print(list(MetricCatalog.load(), Profile.all())));
    }

    /// Returns a paragraph per profile: a line per metric of the catalog that it sets up otherwise than
    /// by default; and a line per problem.
    static String list(MetricCatalog catalog, List<Profile> profiles) {
        StringBuilder text = new StringBuilder();
        for (Profile profile : profiles) {
            text.append(profile.name())
                    .append('\n')
                    .append(describe(catalog, profile))
                    .append('\n');
        }
        for (String problem : Profile.problems()) {
            text.append("problem: ").append(DisplayText.printable(problem)).append('\n');
        }
        return text.toString();
    }

    /// Returns the summary and a line per metric that a profile sets up, or one line that says why that
    /// cannot be told.
    private static String describe(MetricCatalog catalog, Profile profile) {
        StringBuilder text = new StringBuilder();
        try {
            text.append("  ").append(profile.summary()).append('\n');
            for (String metric : catalog.names()) {
                List<String> settings = settings(catalog, profile, metric);
                if (!settings.isEmpty()) {
                    text.append("    ").append(metric).append(": ");
                    text.append(String.join(",", settings)).append('\n');
                }
            }
        } catch (RuntimeException | LinkageError broken) {
            return "  fails: " + broken + "\n";
        }
        return text.toString();
    }

    /// Returns what differs from the default, as `--metric` would take it.
    private static List<String> settings(MetricCatalog catalog, Profile profile, String metric) {
        List<String> settings = new ArrayList<>();
        MetricOptions set = profile.options(metric, Task.MULTICLASS);
        for (MetricOption<?> option : catalog.provider(metric).options().options()) {
            if (set.names().contains(option.name())) {
                Object value = set.get(option);
                if (!option.defaultValue().filter(value::equals).isPresent()) {
                    settings.add(option.name() + "=" + MetricsCommand.text(value));
                }
            }
        }
        return settings;
    }
}
