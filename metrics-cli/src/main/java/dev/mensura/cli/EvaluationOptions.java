package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.Scoring;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The options that decide the numbers of a report: every one of them, and no other.
@Command
final class EvaluationOptions {
    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    private ClassSource classSource = new ClassSource();

    @Mixin private LabelOptions labels = new LabelOptions();

    @Mixin private ScoreOptions scores = new ScoreOptions();

    @Option(names = "--per-image", description = "Add the scores of every image by itself.")
    private boolean perImage;

    /// Returns the options that were given in an earlier run.
    static EvaluationOptions of(Setup setup) {
        EvaluationOptions options = new EvaluationOptions();
        new CommandLine(options)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(setup.options().toArray(String[]::new));
        return options;
    }

    /// Returns what was given, with the content of the classes file.
    ///
    /// @throws dev.mensura.cli.classes.ClassesFileException if that cannot be read
    Setup setup() {
        List<String> given = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            if (option.arity().max() == 0) {
                if (Boolean.TRUE.equals(option.getValue())) {
                    given.add(name);
                }
            } else {
                option.originalStringValues().forEach(value -> given.add(name + "=" + value));
            }
        }
        return new Setup(given, classSource.fileContent());
    }

    /// Returns the evaluation.
    ///
    /// @param setup what [#setup] returned; holds the classes
    /// @throws UsageException if an option does not fit another, the classes or the catalog
    Evaluation evaluation(Setup setup, MetricCatalog catalog) {
        ClassSource.Classes classes = classSource.read(setup.classes());
        Scoring scoring = scores.scoring(labels.rule(classes), classes.names());
        Map<String, Object> labelOptions = labels.asMetricOptions(classes);
        Evaluation evaluation =
                Evaluation.of(scoring, classes.names(), scores.reportMetrics(scoring, labelOptions))
                        .withColors(classes.colors())
                        .withMetrics(scores.further(catalog, scoring, labelOptions));
        return perImage ? evaluation.withScoresPerImage() : evaluation;
    }
}
