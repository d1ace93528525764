package dev.mensura.cli;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// What the command did in this JVM.
record Command(int exitCode, String out, String err) {

    /// Runs the command with captured streams and without a terminal.
    static Command run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Main.run(
                        new Console(Console.utf8(out), Console.utf8(err), Optional.empty()),
                        arguments);
        return new Command(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /// Runs `mensura evaluate` on the two folders of `root`.
    static Command evaluate(Path root, String... more) {
        String[] arguments = new String[more.length + 5];
        arguments[0] = "evaluate";
        arguments[1] = "--predictions";
        arguments[2] = root.resolve("pred").toString();
        arguments[3] = "--targets";
        arguments[4] = root.resolve("gt").toString();
        System.arraycopy(more, 0, arguments, 5, more.length);
        return run(arguments);
    }

    /// Returns the folder of masks with this name; `palette` is the one that ships as the example.
    static Path masks(String name) {
        if (name.equals("palette")) {
            return Path.of("..", "examples", "masks");
        }
        URL folder = Command.class.getResource("/masks/" + name);
        try {
            return Path.of(Objects.requireNonNull(folder, name).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Returns the folder of hostile masks with this name.
    static Path hostile(String name) {
        return masks("hostile").resolve(name);
    }

    /// Returns standard output as JSON.
    JsonNode json() {
        return JsonMapper.builder().build().readTree(out);
    }
}
