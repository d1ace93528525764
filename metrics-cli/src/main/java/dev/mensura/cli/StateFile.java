package dev.mensura.cli;

import dev.mensura.api.StateFormatException;
import dev.mensura.cli.evaluation.Counts;
import dev.mensura.cli.evaluation.Evaluation;
import dev.mensura.cli.evaluation.SavedValues;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;

/// A file of what an evaluation has counted, which says by which options.
///
/// | bytes | content |
/// |---|---|
/// | 4 | `MNSE` |
/// | 4 | version of the format, 1 |
/// | | the options of `mensura evaluate` that decide its numbers, the classes file, the time, the counts |
/// | 4 | CRC-32C of all before |
///
/// `docs/state-format.md` has it byte by byte.
///
/// @param setup what decides the numbers
/// @param elapsed how long it took to count
/// @param counts what [Counts#writeTo] wrote
record StateFile(Path file, Setup setup, Duration elapsed, ByteBuffer counts) {
    private static final int MAGIC = 0x4D4E5345;
    private static final int VERSION = 1;
    private static final int HEADER = 2 * Integer.BYTES;

    /// Returns what a file says; the counts are not looked at yet.
    ///
    /// @throws StateFileException if the file cannot be read, is another one, damaged, or of another
    ///     version
    static StateFile read(Path file) {
        ByteBuffer content = content(file);
        if (content.remaining() < HEADER + Integer.BYTES || content.getInt() != MAGIC) {
            throw new StateFileException(
                    file, "is no file that --checkpoint wrote: it does not begin with MNSE");
        }
        int version = content.getInt();
        if (version != VERSION) {
            throw new StateFileException(
                    file, "has format version " + version + ", this version reads " + VERSION);
        }
        int end = content.limit() - Integer.BYTES;
        if (content.getInt(end) != checksum(content.slice(0, end))) {
            throw new StateFileException(file, "is damaged: its checksum does not match");
        }
        try (DataInputStream in = input(content.limit(end))) {
            List<String> options = SavedValues.readAll(in, SavedValues::readText);
            List<byte[]> classes = SavedValues.readAll(in, SavedValues::readBytes);
            Duration elapsed = Duration.ofNanos(in.readLong());
            if (classes.size() > 1 || elapsed.isNegative()) {
                throw new IOException(
                        "it has %d classes files and took %s".formatted(classes.size(), elapsed));
            }
            ByteBuffer counts = ByteBuffer.wrap(in.readAllBytes());
            return new StateFile(
                    file, new Setup(options, classes.stream().findFirst()), elapsed, counts);
        } catch (IOException damaged) {
            throw damaged(file, damaged);
        }
    }

    /// Returns the options of the evaluation.
    ///
    /// @throws StateFileException if this version does not know one
    EvaluationOptions options() {
        try {
            return EvaluationOptions.of(setup);
        } catch (UsageException unknown) {
            throw new StateFileException(
                    file, "has options of another version: " + unknown.getMessage(), unknown);
        }
    }

    /// Returns the counts, read by the evaluation that the setup describes.
    ///
    /// @throws StateFileException if they are not of this evaluation
    Counts counts(Evaluation evaluation) {
        Counts result = evaluation.nothing();
        try (DataInputStream in = input(counts)) {
            result.readFrom(in);
            if (in.read() >= 0) {
                throw new IOException("bytes follow the counts");
            }
        } catch (StateFormatException other) {
            throw new StateFileException(file, "has other metrics: " + other.getMessage(), other);
        } catch (IOException damaged) {
            throw damaged(file, damaged);
        }
        return result;
    }

    /// Writes a file as a whole: at any time there is the old one or the new one.
    ///
    /// @throws StateFileException if that fails; an old file is still there then
    static void write(Path file, Setup setup, Duration elapsed, Counts counts) {
        Path written = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            byte[] content = content(setup, elapsed, counts);
            try (FileChannel channel =
                    FileChannel.open(
                            written,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(
                    written,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new StateFileException(
                    file, "cannot write the checkpoint: " + reason(failed), failed);
        }
    }

    private static byte[] content(Setup setup, Duration elapsed, Counts counts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            SavedValues.writeAll(out, setup.options(), SavedValues::writeText);
            SavedValues.writeAll(out, setup.classes().stream().toList(), SavedValues::writeBytes);
            out.writeLong(elapsed.toNanos());
            counts.writeTo(out);
            out.writeInt(checksum(ByteBuffer.wrap(bytes.toByteArray())));
        }
        return bytes.toByteArray();
    }

    private static ByteBuffer content(Path file) {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (IOException failed) {
            throw new StateFileException(file, "cannot be read: " + reason(failed), failed);
        }
    }

    private static DataInputStream input(ByteBuffer content) {
        byte[] rest = new byte[content.remaining()];
        content.duplicate().get(rest);
        return new DataInputStream(new ByteArrayInputStream(rest));
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static StateFileException damaged(Path file, IOException cause) {
        String reason = cause instanceof EOFException ? "it ends early" : cause.getMessage();
        return new StateFileException(file, "is damaged: " + reason, cause);
    }

    /// The file system's exceptions of these types hold a path and no reason.
    private static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "no such file or folder";
            case AccessDeniedException denied -> "no permission";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
