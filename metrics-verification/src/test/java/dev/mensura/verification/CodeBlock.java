package dev.mensura.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A fenced block of code on a Markdown page.
///
/// @param language what stands behind the opening fence
/// @param line where the block starts on the page, counted from 1
/// @param text the code
record CodeBlock(String language, int line, String text) {
    private static final String FENCE = "```";
    private static final String PRINTS = "// prints: ";
    private static final Pattern TYPE =
            Pattern.compile(
                    "^(?<access>public )?(final |abstract |sealed )*(class|record|interface|enum)"
                            + " (?<name>\\w+)",
                    Pattern.MULTILINE);

    /// The packages of a reader who has pressed "organise imports".
    private static final List<String> IMPORTS =
            List.of(
                    "dev.mensura.api.*",
                    "dev.mensura.core.*",
                    "dev.mensura.core.input.*",
                    "dev.mensura.core.kernel.Kernels",
                    "dev.mensura.segmentation.*",
                    "java.lang.foreign.MemorySegment",
                    "java.lang.foreign.ValueLayout",
                    "java.nio.ByteBuffer",
                    "java.util.*",
                    "java.util.stream.*");

    private static final List<String> TEST_IMPORTS = List.of("dev.mensura.testkit.*");

    /// Returns the blocks of a page, in order.
    static List<CodeBlock> of(Path page) throws IOException {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith(FENCE)) {
                continue;
            }
            if (start < 0) {
                start = i;
            } else {
                blocks.add(
                        new CodeBlock(
                                lines.get(start).substring(FENCE.length()).strip(),
                                start + 1,
                                String.join("\n", lines.subList(start + 1, i))));
                start = -1;
            }
        }
        if (start >= 0) {
            throw new IllegalArgumentException(page + ":" + (start + 1) + " has no closing fence");
        }
        return blocks;
    }

    /// Returns the lines that the code says it prints.
    List<String> printed() {
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(PRINTS))
                .map(line -> line.substring(PRINTS.length()))
                .toList();
    }

    /// Returns whether the block consists of statements and declares no type.
    boolean isStatements() {
        return !TYPE.matcher(text).find();
    }

    /// Returns the name of the class that [#javaSource] declares: its public one, or its first.
    String className() {
        if (isStatements()) {
            return "Block" + line;
        }
        Matcher types = TYPE.matcher(text);
        String first = "";
        while (types.find()) {
            if (types.group("access") != null) {
                return types.group("name");
            }
            first = first.isEmpty() ? types.group("name") : first;
        }
        return first;
    }

    /// Returns a whole source file: statements are put into a `main`, and code that imports nothing
    /// gets the usual imports.
    String javaSource() {
        if (isStatements()) {
            return imports()
                    + "final class "
                    + className()
                    + " {\npublic static void main(String[] arguments) throws Exception {\n"
                    + text
                    + "\n}\n}\n";
        }
        return text.lines().anyMatch(each -> each.startsWith("import ")) ? text : imports() + text;
    }

    private String imports() {
        List<String> wanted = new ArrayList<>(IMPORTS);
        if (text.contains("Contract")) {
            wanted.addAll(TEST_IMPORTS);
        }
        return wanted.stream().map(each -> "import " + each + ";\n").collect(Collectors.joining());
    }

    /// Returns the text with every run of blanks and line ends as one blank.
    static String normalised(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    @Override
    public String toString() {
        return language + " block at line " + line;
    }
}
