package dev.mensura.cli;

import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.report.CsvWriter;
import dev.mensura.cli.report.JsonWriter;
import dev.mensura.cli.report.MarkdownWriter;
import dev.mensura.cli.report.ReportWriter;
import dev.mensura.cli.report.RunInfo;
import dev.mensura.cli.report.TableWriter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The options that say how a report is written, and where.
final class ReportOptions {
    private static final CommandOption FORMAT =
            CommandOption.valued(
                    "format",
                    "FORMAT",
                    "Form of the report: table (the default), json, csv or markdown.");

    private static final CommandOption OUTPUT =
            CommandOption.valued(
                    "output",
                    "FILE",
                    "Write the report into this file instead of standard output.");

    static final List<CommandOption> OPTIONS = List.of(FORMAT, OUTPUT);

    private final Format format;
    private final Optional<Path> file;

    ReportOptions(Arguments given) {
        format = given.choice(FORMAT, Format.class).orElse(Format.TABLE);
        file = given.path(OUTPUT);
    }

    /// How a report is written.
    enum Format {
        /// For people.
        TABLE,
        /// For programs.
        JSON,
        /// For spreadsheets and data frames.
        CSV,
        /// For pull requests and notes.
        MARKDOWN;

        ReportWriter writer() {
            return switch (this) {
                case TABLE -> new TableWriter();
                case JSON -> new JsonWriter();
                case CSV -> new CsvWriter();
                case MARKDOWN -> new MarkdownWriter();
            };
        }
    }

    /// Writes a report.
    ///
    /// @throws OutputException if that fails
    void write(Output output, Report report, RunInfo run) {
        output.write(file, stream -> format.writer().write(report, run, stream));
    }
}
