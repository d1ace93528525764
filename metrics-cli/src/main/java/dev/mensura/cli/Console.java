package dev.mensura.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where a command writes: reports to `out`, errors to `err`, a progress bar to `progress`.
///
/// @param out standard output; holds nothing but the report
/// @param err standard error; one line per error
/// @param progress a terminal, or nothing: then there is no progress bar
public record Console(PrintStream out, PrintStream err, Optional<PrintStream> progress) {
    /// Names the terminal device to draw a progress bar on. Set by the launcher, which knows whether
    /// standard error is a terminal; without it, both standard streams must be one.
    static final String TERMINAL_PROPERTY = "mensura.terminal";

    /// Returns the streams of this process, as UTF-8.
    static Console ofProcess() {
        PrintStream out = utf8(new FileOutputStream(FileDescriptor.out));
        PrintStream err = utf8(new FileOutputStream(FileDescriptor.err));
        return new Console(out, err, terminal(err));
    }

    /// Returns a stream that encodes text as UTF-8 and does not flush by itself.
    static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    private static Optional<PrintStream> terminal(PrintStream err) {
        String device = System.getProperty(TERMINAL_PROPERTY);
        if (device == null) {
            return Optional.ofNullable(System.console())
                    .filter(java.io.Console::isTerminal)
                    .map(console -> err);
        }
        try {
            return device.isEmpty()
                    ? Optional.empty()
                    : Optional.of(utf8(new FileOutputStream(device)));
        } catch (IOException noTerminal) {
            return Optional.empty();
        }
    }
}
