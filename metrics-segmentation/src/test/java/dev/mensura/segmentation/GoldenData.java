package dev.mensura.segmentation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The golden cases: of the folder named by `-Dmensura.golden`, else the project's own
/// `golden.zip`.
final class GoldenData {
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

    static GoldenData load() {
        String folder = System.getProperty(PROPERTY, "");
        if (!folder.isEmpty()) {
            Path root = Path.of(folder);
            return new GoldenData(folder, name -> Files.readAllBytes(root.resolve(name)));
        }
        Map<String, byte[]> entries = unpack();
        return new GoldenData(RESOURCE, entries::get);
    }

    private static Map<String, byte[]> unpack() {
        Map<String, byte[]> entries = new HashMap<>();
        try (InputStream resource = GoldenData.class.getResourceAsStream(RESOURCE);
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE, unreadable);
        }
        return entries;
    }

    /// Returns every case of the file, in its order.
    List<GoldenCase> cases() {
        JsonNode file = JsonMapper.builder().build().readTree(read("cases.json"));
        List<GoldenCase> cases = new ArrayList<>();
        for (JsonNode node : file.get("cases")) {
            cases.add(new GoldenCase(node, this));
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
