package dev.mensura.benchmarks;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What libraries of Python do with the same masks, measured by the script `peers.py` in a process
/// of its own, with one thread.
///
/// @param peers those that were found
/// @param missing libraries that were not, and why
record PythonPeers(List<Peer> peers, List<String> missing) {
    /// What masks the script looks for.
    static final List<Texture> TEXTURES = List.of(Texture.CITY, Texture.SALTPEPPER, Texture.NOISE);

    private static final String SCRIPT = "peers.py";

    private static final Map<String, String> ONE_THREAD =
            Map.of(
                    "OMP_NUM_THREADS", "1",
                    "MKL_NUM_THREADS", "1",
                    "OPENBLAS_NUM_THREADS", "1",
                    "NUMBA_NUM_THREADS", "1");

    /// Runs the script on the masks of a folder.
    ///
    /// @param rows our rows, to which peers are compared
    /// @throws IOException if Python does not run the script to its end
    static PythonPeers measure(Path python, Path folder, List<Row> rows)
            throws IOException, InterruptedException {
        Path script = folder.resolve(SCRIPT);
        try (InputStream resource = PythonPeers.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(resource, SCRIPT), script);
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        python.toString(),
                        script.toString(),
                        folder.toString(),
                        Integer.toString(Plan.CLASSES),
                        Integer.toString(Texture.IGNORED));
        builder.environment().putAll(ONE_THREAD);
        return of(
                JsonMapper.builder()
                        .build()
                        .readTree(
                                Programs.run(
                                        builder.redirectError(ProcessBuilder.Redirect.DISCARD))),
                rows);
    }

    static PythonPeers of(JsonNode json, List<Row> rows) {
        List<Peer> peers = new ArrayList<>();
        for (JsonNode each : json.get("peers")) {
            String input = each.get("input").asString();
            String data = each.get("data").asString();
            double gpix = each.get("gpix").asDouble();
            peers.add(
                    new Peer(
                            each.get("name").asString(),
                            input,
                            data,
                            Plan.HEIGHT + "x" + Plan.WIDTH,
                            Plan.CLASSES,
                            gpix,
                            ours(rows, input, data) / gpix));
        }
        List<String> missing = new ArrayList<>();
        json.get("missing").forEach(each -> missing.add(each.asString()));
        return new PythonPeers(List.copyOf(peers), List.copyOf(missing));
    }

    private static double ours(List<Row> rows, String input, String data) {
        return rows.stream()
                .filter(row -> row.input().equals(input) && row.data().equals(data))
                .filter(row -> row.size().equals(Plan.HEIGHT + "x" + Plan.WIDTH))
                .filter(row -> row.memory().equals("heap") && row.classes() == Plan.CLASSES)
                .mapToDouble(Row::gpix)
                .findFirst()
                .orElse(Double.NaN);
    }
}
