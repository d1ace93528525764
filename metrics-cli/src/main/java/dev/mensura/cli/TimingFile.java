package dev.mensura.cli;

import dev.mensura.cli.evaluation.Timing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tells where the time of an evaluation went, to whoever measures the process from outside: into the
/// file that the system property `mensura.timing` names. Without the property, nothing is written.
///
/// | line | value in seconds |
/// |---|---|
/// | `begin` | since 1970: when the first image is about to be read |
/// | `end` | since 1970: when all images are counted |
/// | `decode` | reading and decoding, added up over the threads |
/// | `count` | counting, added up over the threads |
final class TimingFile {
    private static final String PROPERTY = "mensura.timing";
    private static final double NANOS = 1e9;

    private final Optional<Path> file =
            Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    private final Timing timing = new Timing();
    private final Instant begin = Instant.now();

    /// Returns what takes the times of the threads.
    Timing timing() {
        return timing;
    }

    /// Writes the file; the evaluation ends now.
    ///
    /// @throws OutputException if it cannot be written
    void write() {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.write(
                    file.get(),
                    List.of(
                            line("begin", Duration.between(Instant.EPOCH, begin)),
                            line("end", Duration.between(Instant.EPOCH, Instant.now())),
                            line("decode", timing.decoding()),
                            line("count", timing.counting())));
        } catch (IOException failed) {
            throw new OutputException(file.get().toString(), failed);
        }
    }

    private static String line(String name, Duration time) {
        return name + " " + (time.toSeconds() + time.toNanosPart() / NANOS);
    }
}
