package dev.mensura.cli;

import dev.mensura.api.MetricCatalog;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.Scoring;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The options that decide the numbers of a report: every one of them, and no other.
final class EvaluationOptions {
    private static final CommandOption PER_IMAGE =
            CommandOption.flag("per-image", "Add the scores of every image by itself.");

    static final List<CommandOption> OPTIONS =
            Stream.of(
                            ClassSource.OPTIONS,
                            LabelOptions.OPTIONS,
                            ScoreOptions.OPTIONS,
                            List.of(PER_IMAGE))
                    .flatMap(List::stream)
                    .toList();

    private final List<String> given;
    private final ClassSource classSource;
    private final LabelOptions labels;
    private final ScoreOptions scores;
    private final boolean perImage;

    EvaluationOptions(Arguments given) {
        this.given = given.given(OPTIONS);
        classSource = new ClassSource(given);
        labels = new LabelOptions(given);
        scores = new ScoreOptions(given);
        perImage = given.has(PER_IMAGE);
    }

    /// Returns the options that were given in an earlier run.
    ///
    /// @throws UsageException if there is no such option
    static EvaluationOptions of(Setup setup) {
        return new EvaluationOptions(EvaluateCommand.USAGE.parse(setup.options()));
    }

    /// Returns what was given, with the content of the classes file.
    ///
    /// @throws dev.mensura.cli.classes.ClassesFileException if that cannot be read
    Setup setup() {
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
