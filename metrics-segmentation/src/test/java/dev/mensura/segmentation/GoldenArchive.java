package dev.mensura.segmentation;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Packs `golden.zip`: the cases of a golden folder that this module answers, and the arrays that they
/// name, in order and without the time of day.
final class GoldenArchive {
    static final String UPDATE = "mensura.golden.update";
    private static final String CASE = "  {\"id\":";

    private GoldenArchive() {}

    /// Returns whether what is generated is to be written instead of compared.
    static boolean isUpdate() {
        return Boolean.getBoolean(UPDATE);
    }

    /// Returns what belongs into the archive, by path.
    static Map<String, byte[]> entries(Path folder) throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        Map<String, byte[]> entries = new TreeMap<>();
        List<String> head = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        List<String> tail = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(GoldenData.CASES))) {
            if (!line.startsWith(CASE)) {
                (kept.isEmpty() ? head : tail).add(line);
                continue;
            }
            String text = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
            JsonNode node = json.readTree(text);
            if (!GoldenCase.isApplicable(node)) {
                continue;
            }
            kept.add(text);
            for (String file : GoldenInput.files(node)) {
                entries.put(file, Files.readAllBytes(folder.resolve(file)));
            }
        }
        String cases =
                String.join("\n", head)
                        + "\n"
                        + String.join(",\n", kept)
                        + "\n"
                        + String.join("\n", tail)
                        + "\n";
        entries.put(GoldenData.CASES, cases.getBytes(StandardCharsets.UTF_8));
        return entries;
    }

    static void write(Map<String, byte[]> entries, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
                zip.putNextEntry(header);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    /// Returns the files of an archive by path, in order.
    static Map<String, byte[]> read(InputStream archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(archive)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
