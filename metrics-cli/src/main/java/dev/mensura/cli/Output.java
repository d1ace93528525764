package dev.mensura.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Takes reports: to standard output, or into a file.
final class Output {
    private final PrintStream out;

    Output(PrintStream out) {
        this.out = out;
    }

    /// Writes bytes to a stream that it leaves open.
    interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    /// Returns a writer to standard output, for help texts.
    PrintWriter writer() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /// Writes text to standard output.
    void print(String text) {
        write(Optional.empty(), stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// Writes to a file, which is replaced, or to standard output.
    ///
    /// @throws OutputException if that fails
    void write(Optional<Path> file, Content content) {
        try {
            if (file.isPresent()) {
                try (OutputStream stream =
                        new BufferedOutputStream(Files.newOutputStream(file.get()))) {
                    content.writeTo(stream);
                }
            } else {
                OutputStream stream = new BufferedOutputStream(out);
                content.writeTo(stream);
                stream.flush();
                if (out.checkError()) {
                    throw new IOException("the stream is closed or full");
                }
            }
        } catch (IOException failed) {
            throw new OutputException(file.map(Path::toString).orElse("standard output"), failed);
        }
    }
}
