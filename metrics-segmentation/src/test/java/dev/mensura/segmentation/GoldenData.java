package dev.mensura.segmentation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The golden cases: of the folder named by `-Dmensura.golden`, else the project's own
/// `golden.zip`.
final class GoldenData {
    /// The file that lists the cases.
    static final String CASES = "cases.json";

    private static final String PROPERTY = "mensura.golden";
    private static final String RESOURCE = "/golden.zip";

    private final String origin;
    private final Source source;

    private GoldenData(String origin, Source source) {
        this.origin = origin;
        this.source = source;
    }

    /// Reads one file by its path inside the folder or archive.
    private interface Source {
        byte[] read(String name) throws IOException;
    }

    /// Returns whether the data are the project's own, not a folder named on the command line.
    static boolean isOwn() {
        return System.getProperty(PROPERTY, "").isEmpty();
    }

    /// Returns the folder named on the command line, the working directory if none is.
    static Path folder() {
        return Path.of(System.getProperty(PROPERTY, ""));
    }

    static GoldenData load() {
        if (!isOwn()) {
            Path root = folder();
            return new GoldenData(root.toString(), name -> Files.readAllBytes(root.resolve(name)));
        }
        try {
            Map<String, byte[]> entries = own();
            return new GoldenData(RESOURCE, entries::get);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE, unreadable);
        }
    }

    /// Returns the files of the project's own archive by path.
    static Map<String, byte[]> own() throws IOException {
        try (InputStream resource = GoldenData.class.getResourceAsStream(RESOURCE)) {
            return GoldenArchive.read(resource);
        }
    }

    /// Returns every case of the file, in its order.
    List<GoldenCase> cases() {
        JsonNode file = JsonMapper.builder().build().readTree(read(CASES));
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode node : file.get("cases")) {
            cases.addAll(GoldenCase.of(node, this));
        }
        return cases;
    }

    /// Returns the bytes of one file.
    byte[] read(String name) {
        byte[] bytes;
        try {
            bytes = source.read(name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(origin + " without " + name, unreadable);
        }
        if (bytes == null) {
            throw new IllegalStateException(origin + " has no " + name);
        }
        return bytes;
    }
}
