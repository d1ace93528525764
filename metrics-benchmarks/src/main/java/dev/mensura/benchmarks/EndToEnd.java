package dev.mensura.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Measures `mensura evaluate` with one and with two threads against a loop in Python, one thread, that reads the
/// same generated masks with Pillow and counts with numpy: whole processes, in turn.
///
/// All must find the same confusion matrix.
final class EndToEnd {
    static final int PAIRS = 64;
    static final int HEIGHT = 1024;
    static final int WIDTH = 2048;

    /// An odd number, so that there is a median round.
    static final int ROUNDS = 5;

    private static final String SCRIPT = "end_to_end.py";
    private static final double NANOS = 1e9;

    private static final List<String> ONE_THREAD =
            List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS");

    private final Path folder;
    private final MaskFolders masks;

    private EndToEnd(Path folder, MaskFolders masks) {
        this.folder = folder;
        this.masks = masks;
    }

    /// Returns the report, after about a minute. Generated masks are in a temporary folder meanwhile.
    ///
    /// @param mensura the command to measure
    /// @param python one that has Pillow and numpy
    /// @throws IOException if a process cannot be run to its end, or the matrices differ
    static EndToEndReport run(Path mensura, Path python) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mensura-end-to-end");
        try {
            MaskFolders masks = MaskFolders.write(folder, PAIRS, HEIGHT, WIDTH);
            return new EndToEnd(folder, masks).measure(mensura, python);
        } finally {
            delete(folder);
        }
    }

    private EndToEndReport measure(Path mensura, Path python)
            throws IOException, InterruptedException {
        Map<String, List<ProcessTimes>> times = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            List<Run> runs = List.of(mensura(mensura, 1), mensura(mensura, 2), python(python));
            requireSameMatrix(runs);
            if (round >= 0) { // the first one warms the caches of the system, and may build
                runs.forEach(run ->
                        times.computeIfAbsent(run.name, name -> new ArrayList<>()).add(run.times));
            }
        }
        List<EndToEndReport.Program> programs = new ArrayList<>();
        times.forEach((name, rounds) -> programs.add(EndToEndReport.Program.of(name, rounds)));
        return new EndToEndReport(PAIRS, HEIGHT, WIDTH, ROUNDS, List.copyOf(programs));
    }

    /// One process that has ended.
    ///
    /// @param matrix the counts `[target][prediction]`, row by row
    private record Run(String name, ProcessTimes times, List<Long> matrix) {}

    private static void requireSameMatrix(List<Run> runs) throws IOException {
        for (Run run : runs) {
            if (!run.matrix.equals(runs.getLast().matrix)) {
                throw new IOException(
                        "%s counts %s, %s counts %s"
                                .formatted(
                                        run.name,
                                        run.matrix,
                                        runs.getLast().name,
                                        runs.getLast().matrix));
            }
        }
    }

    private Run mensura(Path command, int threads) throws IOException, InterruptedException {
        Path report = folder.resolve("report.csv");
        Path timing = folder.resolve("timing");
        ProcessBuilder builder =
                new ProcessBuilder(
                        command.toString(),
                        "evaluate",
                        "--predictions",
                        masks.predictions().toString(),
                        "--targets",
                        masks.targets().toString(),
                        "--num-classes",
                        Integer.toString(MaskFolders.CLASSES),
                        "--ignore",
                        Integer.toString(Texture.IGNORED),
                        "--threads",
                        Integer.toString(threads),
                        "--format",
                        "csv",
                        "--output",
                        report.toString());
        builder.environment()
                .merge(
                        "MENSURA_OPTS",
                        "-Dmensura.timing=" + timing,
                        (given, more) -> given + " " + more);
        double start = now();
        Programs.run(builder.redirectError(ProcessBuilder.Redirect.INHERIT));
        double end = now();
        return new Run(
                "mensura, %d thread%s".formatted(threads, threads == 1 ? "" : "s"),
                ProcessTimes.of(start, end, told(Files.readString(timing)), threads),
                matrixOfReport(Files.readAllLines(report)));
    }

    private Run python(Path command) throws IOException, InterruptedException {
        Path script = folder.resolve(SCRIPT);
        if (!Files.exists(script)) {
            try (InputStream resource = EndToEnd.class.getResourceAsStream(SCRIPT)) {
                Files.copy(Objects.requireNonNull(resource, SCRIPT), script);
            }
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        command.toString(),
                        script.toString(),
                        masks.predictions().toString(),
                        masks.targets().toString(),
                        Integer.toString(MaskFolders.CLASSES),
                        Integer.toString(Texture.IGNORED));
        ONE_THREAD.forEach(name -> builder.environment().put(name, "1"));
        double start = now();
        String out = Programs.run(builder.redirectError(ProcessBuilder.Redirect.INHERIT));
        double end = now();
        return new Run(
                "Python, 1 thread", ProcessTimes.of(start, end, told(out), 1), matrixOfScript(out));
    }

    private static double now() {
        Instant now = Instant.now();
        return now.getEpochSecond() + now.getNano() / NANOS;
    }

    /// Returns the numbers of lines of a name and one number.
    static Map<String, Double> told(String lines) {
        Map<String, Double> told = new HashMap<>();
        for (String line : lines.lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length == 2) {
                told.put(words[0], Double.valueOf(words[1]));
            }
        }
        return told;
    }

    /// Returns the confusion matrix in the lines of a report as CSV.
    static List<Long> matrixOfReport(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("confusionMatrix,"))
                .map(line -> Long.valueOf(line.substring(line.lastIndexOf(',') + 1)))
                .toList();
    }

    /// Returns the confusion matrix in the line that begins with `matrix`.
    static List<Long> matrixOfScript(String out) {
        return out.lines()
                .filter(line -> line.startsWith("matrix "))
                .flatMap(line -> Arrays.stream(line.split(" ", -1)).skip(1))
                .map(Long::valueOf)
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
