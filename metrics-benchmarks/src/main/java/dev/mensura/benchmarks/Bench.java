package dev.mensura.benchmarks;

import jdk.incubator.vector.ByteVector;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The command `./mensura bench`: measures how fast this machine counts, against a bare loop, against
/// reading the same memory, and against peers.
///
/// | exit code | when |
/// |---|---|
/// | 0 | done |
/// | 1 | the report cannot be written; Python, or a JVM of its own, failed; not enough memory |
/// | 2 | wrong usage, or no module `jdk.incubator.vector` |
/// | 70 | a fault of this program |
@Command(
        name = "mensura bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast this machine counts labels, masks and scores: against the bare loop"
                    + " table[t * C + p]++ over the same labels, against reading the same memory,"
                    + " and against peers. Takes less than three minutes."
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 a report, a Python or a JVM failed; 2 wrong usage; 70 internal"
                    + " error."
        })
public final class Bench implements Callable<Integer> {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    /// `EX_SOFTWARE` of sysexits.h.
    private static final int INTERNAL_ERROR = 70;

    /// The script that runs this program, and `mensura evaluate`; the script says where it is.
    private static final String COMMAND = "mensura.command";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String SIMD = "mensura.simd";
    private static final int LEAST_BITS = 128;

    /// The report says which vectors count. In a field, as the logging system forgets loggers that
    /// nobody holds.
    private static final Logger LOG = Logger.getLogger("dev.mensura");

    private final Sampling sampling;
    private final PrintStream out;
    private final PrintStream err;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--full",
            description =
                    "Measure every width, texture, place of memory and size, in three JVMs, and the"
                            + " start-up; takes about a quarter of an hour.")
    private boolean full;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Form of the report: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private Format format = Format.TEXT;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the report into this file instead of standard output.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--python",
            paramLabel = "PATH",
            description =
                    "Measure numba, NumPy, PyTorch and TorchMetrics, those that this Python has, on"
                            + " the same masks.")
    private Optional<Path> python = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "INPUT[,DATA]",
            converter = RowFilter.Converter.class,
            description =
                    "Measure the rows of this input alone, such as int64 or \"argmax planar\", and"
                            + " of this data, such as city.")
    private Optional<RowFilter> only = Optional.empty();

    @Option(
            names = "--end-to-end",
            description =
                    "Measure instead mensura evaluate, whole processes with one and with two"
                            + " threads, against a loop of that Python with Pillow and numpy; takes"
                            + " about a minute.")
    private boolean endToEnd;

    /// The rows alone, in this JVM: what [BenchRun] asks of other JVMs.
    @Option(names = "--rows-only", hidden = true)
    private boolean rowsOnly;

    /// The row of this number, and what [Plan#alone] adds: what [BenchRun] asks of other JVMs.
    @Option(names = "--row", hidden = true)
    private Optional<Integer> row = Optional.empty();

    private Bench(Sampling sampling, PrintStream out, PrintStream err) {
        this.sampling = sampling;
        this.out = out;
        this.err = err;
    }

    /// How a report is written.
    enum Format {
        /// For people.
        TEXT,
        /// For programs.
        JSON;

        /// Returns the name as it is written on the command line.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Runs the command and ends the JVM with its exit code.
    public static void main(String[] args) {
        LOG.setLevel(Level.OFF);
        if (System.getProperty(SIMD) == null && hasVectors()) {
            System.setProperty(SIMD, "vector");
        }
        System.exit(run(Sampling.STANDARD, System.out, System.err, args));
    }

    /// Returns whether vectors can be forced: they are measured as they count after the first images of a
    /// JVM, which are left to the scalar kernel otherwise.
    private static boolean hasVectors() {
        return ModuleLayer.boot().findModule(MODULE).isPresent()
                && ByteVector.SPECIES_PREFERRED.vectorBitSize() >= LEAST_BITS;
    }

    /// Runs the command and returns its exit code.
    static int run(Sampling sampling, PrintStream out, PrintStream err, String... args) {
        try {
            return commandLine(sampling, out, err).execute(args);
        } catch (Error error) {
            return fail(err, error);
        }
    }

    private static CommandLine commandLine(Sampling sampling, PrintStream out, PrintStream err) {
        return new CommandLine(new Bench(sampling, out, err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, arguments) -> refuse(err, wrong))
                .setExecutionExceptionHandler((failure, line, parsed) -> fail(err, failure));
    }

    private static int refuse(PrintStream err, ParameterException wrong) {
        List<String> suggestions =
                wrong instanceof UnmatchedArgumentException unmatched
                        ? unmatched.getSuggestions()
                        : List.of();
        err.println(
                "mensura: "
                        + wrong.getMessage()
                        + (suggestions.isEmpty()
                                ? ""
                                : "; did you mean " + String.join(" or ", suggestions) + "?")
                        + "; see mensura bench --help");
        return WRONG_USAGE;
    }

    private static int fail(PrintStream err, Throwable failure) {
        if (failure instanceof IOException failed) {
            err.println("mensura: " + failed.getMessage());
            return FAILED;
        }
        if (failure instanceof OutOfMemoryError) {
            err.println("mensura: not enough memory; give the JVM more with MENSURA_OPTS=-Xmx...");
            return FAILED;
        }
        err.println("mensura: internal error: " + failure);
        failure.printStackTrace(err);
        return INTERNAL_ERROR;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        check();
        if (endToEnd) {
            write(measureEndToEnd());
            return OK;
        }
        List<Subject> plan = full ? Plan.full() : Plan.standard();
        BenchRun run = new BenchRun(sampling);
        if (row.isPresent()) {
            run.measure(Plan.alone(plan.get(row.get())));
        } else if (rowsOnly) {
            run.measure(plan);
        } else if (only.isPresent()) {
            run.measure(chosen(only.get(), plan));
        } else {
            measureAll(run, plan);
        }
        if (python.isPresent()) {
            run.measurePython(python.get());
        }
        BenchReport report = run.report();
        write(format == Format.TEXT ? ReportText.text(report) : ReportJson.text(report));
        return OK;
    }

    private String measureEndToEnd() throws IOException, InterruptedException {
        String command = System.getProperty(COMMAND);
        if (command == null || python.isEmpty()) {
            throw wrong("--end-to-end needs --python PATH, and is measured by ./mensura bench");
        }
        EndToEndReport report = EndToEnd.run(Path.of(command), python.get());
        return format == Format.TEXT ? report.text() : ReportJson.text(report);
    }

    private List<Subject> chosen(RowFilter filter, List<Subject> plan) {
        try {
            return filter.of(plan);
        } catch (IllegalArgumentException none) {
            throw wrong(none.getMessage());
        }
    }

    private void measureAll(BenchRun run, List<Subject> plan)
            throws IOException, InterruptedException, ExecutionException {
        err.println(
                "mensura: measuring "
                        + plan.size()
                        + " rows, please wait "
                        + (full ? "about a quarter of an hour" : "about two minutes"));
        if (full) {
            run.measureInForks();
        } else {
            run.measure(plan);
        }
        run.measureTribuo();
        run.measureTwoCores();
        run.measureAlone(plan, full);
        if (full) {
            run.measureStartUp();
        }
    }

    /// Refuses before anything is measured what would fail afterwards.
    private void check() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw wrong("the module " + MODULE + " is absent, expected --add-modules " + MODULE);
        }
        if (python.isPresent() && !Files.isExecutable(python.get())) {
            throw wrong("--python is " + python.get() + ", expected an executable file");
        }
        if (file.isPresent()) {
            Path folder = file.get().toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file.get())) {
                throw wrong("--output is " + file.get() + ", expected a file in a folder");
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void write(String text) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), text);
        } else {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
