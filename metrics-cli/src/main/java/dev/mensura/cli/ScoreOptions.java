package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricDefinition;
import dev.mensura.cli.evaluation.ReportMetrics;
import dev.mensura.cli.evaluation.Scoring;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.Accuracy;
import dev.mensura.segmentation.Dice;
import dev.mensura.segmentation.FrequencyWeightedIoU;
import dev.mensura.segmentation.MeanAccuracy;
import dev.mensura.segmentation.MeanIoU;
import dev.mensura.segmentation.NormalizedConfusionMatrix;
import dev.mensura.segmentation.Precision;
import dev.mensura.segmentation.Profile;
import dev.mensura.segmentation.Recall;
import dev.mensura.segmentation.SegmentationProvider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The options that say what is read out of the counts, and how.
final class ScoreOptions {
    private static final CommandOption PROFILE =
            CommandOption.valued(
                    "profile",
                    "NAME",
                    "Read out as a tool does: which classes enter a mean, what 0/0 is, in which"
                            + " order is averaged; see mensura profiles.");

    private static final CommandOption EXCLUDE =
            CommandOption.valued(
                    "exclude",
                    "CLASS",
                    "Take this class, an id or a name, out of the averages; its pixels still count"
                            + " for the others. Repeatable.");

    private static final CommandOption METRIC =
            CommandOption.valued(
                    "metric",
                    "[ALIAS=]NAME[:OPTION=VALUE,...]",
                    "A further metric of the catalog (see mensura metrics). Repeatable; lists are"
                            + " written 0+255. What else this command line says of labels, classes"
                            + " and profile holds for it, too, unless given.");

    static final List<CommandOption> OPTIONS = List.of(PROFILE, EXCLUDE, METRIC);

    private final Optional<String> profileName;
    private final List<String> excluded;
    private final List<String> metrics;

    ScoreOptions(Arguments given) {
        profileName = given.text(PROFILE);
        excluded = given.texts(EXCLUDE);
        metrics = given.texts(METRIC);
    }

    /// Returns the profile, looked for when the plug-ins are there.
    private Optional<Profile> profile() {
        try {
            return profileName.map(Profile::named);
        } catch (IllegalArgumentException unknown) {
            throw new UsageException("--profile: " + unknown.getMessage(), unknown);
        }
    }

    /// Returns which labels count, and which classes are averaged in whose manner.
    ///
    /// @throws UsageException if a class or the profile is not there
    Scoring scoring(LabelRule rule, List<String> names) {
        return new Scoring(rule, excludedClasses(names), profile().map(Profile::name));
    }

    /// Names are unique, and the name of a class without one is its id.
    private Set<Integer> excludedClasses(List<String> names) {
        Set<Integer> ids = new TreeSet<>();
        excluded.forEach(text -> ids.add(id(text, names)));
        return ids;
    }

    private static int id(String text, List<String> names) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named;
        }
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) < names.size()) {
            return Integer.parseInt(text);
        }
        throw new UsageException(
                "--exclude is \""
                        + text
                        + "\", expected an id from 0 to "
                        + (names.size() - 1)
                        + " or the name of a class");
    }

    /// Returns the metrics that every report has: our own, whatever a plug-in calls itself. Without a
    /// profile 0/0 is undefined in all of them, not 0 in some.
    ///
    /// @param labels options that say which labels count
    /// @throws UsageException if the profile is one that fails
    ReportMetrics reportMetrics(Scoring scoring, Map<String, Object> labels) {
        Map<String, Object> all = asMetricOptions(scoring, labels);
        if (profileName.isEmpty()) {
            all.put("zeroDivision", Double.NaN);
        }
        Map<String, Object> mean = new LinkedHashMap<>(all);
        mean.put("average", "MACRO");
        Map<String, Object> sum = new LinkedHashMap<>(all);
        sum.put("average", "MICRO");
        return new ReportMetrics(
                (NormalizedConfusionMatrix) define(new NormalizedConfusionMatrix.Provider(), all),
                define(new MeanIoU.Provider(), mean),
                define(new Dice.Provider(), mean),
                define(new Precision.Provider(), mean),
                define(new Recall.Provider(), mean),
                define(new MeanAccuracy.Provider(), mean),
                define(new Accuracy.Provider(), sum),
                define(new FrequencyWeightedIoU.Provider(), mean));
    }

    private static MetricDefinition<SegmentationSample, ?, ?> define(
            SegmentationProvider<?> provider, Map<String, Object> defaults) {
        try {
            return provider.create(MetricSpec.known(provider.options(), defaults));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--profile: " + wrong.getMessage(), wrong);
        }
    }

    /// Returns the further metrics by alias.
    ///
    /// @param labels options that say which labels count
    /// @throws UsageException if one is unknown, has an option that does not fit, or shares its alias
    Map<String, MetricDefinition<SegmentationSample, ?, ?>> further(
            MetricCatalog catalog, Scoring scoring, Map<String, Object> labels) {
        Map<String, Object> all = asMetricOptions(scoring, labels);
        Map<String, MetricDefinition<SegmentationSample, ?, ?>> definitions = new LinkedHashMap<>();
        for (String text : metrics) {
            MetricSpec spec = MetricSpec.parse(text);
            if (definitions.putIfAbsent(spec.alias(), spec.define(catalog, all)) != null) {
                throw new UsageException(
                        "--metric has two called "
                                + spec.alias()
                                + ", expected an alias of its own for each: ALIAS="
                                + spec.name());
            }
        }
        return definitions;
    }

    /// Returns what the command line says as options of a metric; what it does not say is left to the
    /// metric and the profile.
    private Map<String, Object> asMetricOptions(Scoring scoring, Map<String, Object> labels) {
        Map<String, Object> all = new LinkedHashMap<>(labels);
        if (!scoring.excludedClasses().isEmpty()) {
            all.put("excludedClasses", scoring.excludedClasses());
        }
        profile().ifPresent(given -> all.put("profile", given));
        return all;
    }
}
