package dev.mensura.cli;

import dev.mensura.cli.evaluation.Report;
import dev.mensura.cli.report.CsvWriter;
import dev.mensura.cli.report.JsonWriter;
import dev.mensura.cli.report.MarkdownWriter;
import dev.mensura.cli.report.ReportWriter;
import dev.mensura.cli.report.RunInfo;
import dev.mensura.cli.report.TableWriter;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The options that say how a report is written, and where.
final class ReportOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Form of the report: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report into this file instead of standard output.")
    private Optional<Path> file = Optional.empty();

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

        /// Returns the name as it is written on the command line.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Writes a report.
    ///
    /// @throws OutputException if that fails
    void write(Output output, Report report, RunInfo run) {
        output.write(file, stream -> format.writer().write(report, run, stream));
    }
}
