package dev.mensura.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One run of the bench command: measures rows, and whatever else is asked for, and collects what a
/// report says.
final class BenchRun {
    /// Compiled code differs from JVM to JVM.
    private static final int FORKS = 3;

    private final Sampling sampling;
    private final CaseMaker maker = new CaseMaker();
    private final List<Row> rows = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    BenchRun(Sampling sampling) {
        this.sampling = sampling;
    }

    /// Measures these rows in this JVM, interleaved.
    void measure(List<Subject> plan) {
        List<Case> cases = plan.stream().map(maker::make).toList();
        rows.addAll(Measurement.rows(sampling, cases));
    }

    /// Measures the rows of [Plan#full] in several JVMs, one after the other, and takes medians.
    void measureInForks() throws IOException, InterruptedException {
        List<List<Row>> runs = new ArrayList<>();
        for (int fork = 0; fork < FORKS; fork++) {
            runs.add(rowsOf("--full", "--rows-only"));
        }
        rows.addAll(Measurement.medians(runs));
        notes.add("figures are medians of " + FORKS + " JVMs");
    }

    private static List<Row> rowsOf(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--format", "json"));
        all.addAll(List.of(arguments));
        String json = Programs.run(Bench.class, List.of(), all.toArray(String[]::new));
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : JsonMapper.builder().build().readTree(json).get("rows")) {
            rows.add(Row.of(row));
        }
        return rows;
    }

    /// Measures Tribuo on a small image: it takes its time.
    void measureTribuo() {
        Subject subject = Plan.small(Input.UINT8, Texture.CITY);
        Case ours = maker.make(subject);
        TribuoMatrix tribuo = new TribuoMatrix(maker.masks(subject).getFirst(), subject.classes());
        Work work = Work.of(TribuoMatrix.NAME, tribuo::count);
        Measurement measured = sampling.measure(List.of(List.of(ours.counting(), work))).getFirst();
        peers.add(
                new Peer(
                        TribuoMatrix.NAME,
                        subject.input().toString(),
                        subject.data(),
                        subject.size(),
                        subject.classes(),
                        subject.pixels() / measured.nanos(work),
                        measured.ratio(work, ours.counting())));
    }

    /// Compares the share of the read limit that rows reach in this run, where all kinds of memory
    /// and widths are counted in one process, with that in a JVM which has seen [Plan#alone].
    ///
    /// @param plan from which rows are taken by number in a JVM of its own
    void measureAlone(List<Subject> plan, boolean full) throws IOException, InterruptedException {
        for (int i = 0; i < plan.size(); i++) {
            Subject subject = plan.get(i);
            if (!Plan.isOfEveryMemory(subject) || (!full && subject.input() != Input.UINT8)) {
                continue;
            }
            List<String> arguments = new ArrayList<>(List.of("--row", Integer.toString(i)));
            if (full) {
                arguments.add("--full");
            }
            Row alone = rowsOf(arguments.toArray(String[]::new)).getFirst();
            Row together = rows.stream().filter(alone::isSameSubject).findFirst().orElseThrow();
            comparisons.add(
                    new Comparison(
                            alone.input()
                                    + " city, "
                                    + alone.memory()
                                    + " memory: among all kinds in one process / alone",
                            together.perReadLimit() / alone.perReadLimit()));
        }
    }

    /// Counts a stream with two threads, if there are two processors.
    void measureTwoCores() throws ExecutionException, InterruptedException {
        int processors = Runtime.getRuntime().availableProcessors();
        if (processors < 2) {
            notes.add("two cores were not measured: this JVM has " + processors + " processor");
            return;
        }
        Subject stream = Plan.stream();
        TwoCores cores = new TwoCores(stream.classes(), maker.samples(stream, stream.storage()));
        comparisons.add(new Comparison(TwoCores.NAME, cores.ratio()));
    }

    /// Compares the first results of fresh JVMs.
    void measureStartUp() throws IOException, InterruptedException {
        Path folder = maskFolder(List.of(Texture.CITY));
        try {
            comparisons.add(new Comparison(StartUp.NAME, StartUp.ratio(folder, Texture.CITY)));
        } finally {
            delete(folder);
        }
    }

    /// Measures what the libraries of a Python do with the same masks.
    void measurePython(Path python) throws IOException, InterruptedException {
        Path folder = maskFolder(PythonPeers.TEXTURES);
        try {
            PythonPeers found = PythonPeers.measure(python, folder, rows);
            peers.addAll(found.peers());
            found.missing().forEach(each -> notes.add("not measured: " + each));
        } finally {
            delete(folder);
        }
    }

    private Path maskFolder(List<Texture> textures) throws IOException {
        Path folder = Files.createTempDirectory("mensura-bench");
        for (Texture texture : textures) {
            Subject subject = Plan.large(Input.UINT8, texture, Plan.CLASSES, Storage.HEAP);
            MaskFiles.write(folder, texture, maker.masks(subject).getFirst());
        }
        return folder;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    BenchReport report() {
        Cpu cpu = Cpu.here();
        List<String> told = new ArrayList<>(notes);
        weakness(cpu).ifPresent(told::addFirst);
        return new BenchReport(
                cpu,
                java(),
                sampling.toString(),
                List.copyOf(rows),
                List.copyOf(peers),
                List.copyOf(comparisons),
                told);
    }

    /// Returns the version, and the options that may change how fast it is.
    private static String java() {
        return Stream.concat(
                        Stream.of(System.getProperty("java.runtime.version")),
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(each -> each.startsWith("-X") || each.contains(".simd=")))
                .collect(Collectors.joining(" "));
    }

    private static Optional<String> weakness(Cpu cpu) {
        return cpu.isFull()
                ? Optional.empty()
                : Optional.of(
                        "this JVM does not count with 512-bit vectors that compress bytes"
                                + " (AVX-512 VBMI2), so it counts more slowly than one that does");
    }
}
