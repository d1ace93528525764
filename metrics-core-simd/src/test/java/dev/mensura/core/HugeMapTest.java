package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A map may have more labels than an array: here a file with a hole of zeros, mapped into memory.
class HugeMapTest {
    private static final long LABELS = (1L << 31) + 17;
    private static final long LAST = LABELS - 1;

    private final ConfusionTally tally = ConfusionTally.of(LabelRule.multiclass(3).build());

    @Test
    @DisplayName("The last of 2^31 + 17 labels is counted, and rejected where it stands")
    void last(@TempDir Path folder) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment labels = hole(folder.resolve("labels"), arena);
            SegmentationSample sample =
                    new SegmentationSample(
                            LabelMap.uint8(labels, LABELS), LabelMap.uint8(labels, LABELS));
            labels.set(ValueLayout.JAVA_BYTE, LAST, (byte) 2);
            ConfusionMatrix matrix = tally.newState();
            tally.accumulate(matrix, sample);
            assertThat(matrix.get(0, 0)).isEqualTo(LAST);
            assertThat(matrix.get(2, 2)).isEqualTo(1);

            labels.set(ValueLayout.JAVA_BYTE, LAST, (byte) 3);
            LabelRejectedException rejected =
                    catchThrowableOfType(
                            LabelRejectedException.class, () -> tally.accumulate(matrix, sample));
            assertThat(rejected.position()).isEqualTo(LAST);
            assertThat(rejected)
                    .hasMessageContaining("target has label 3 at [2147483664], expected 0..2");
            assertThat(matrix.get(0, 0)).isEqualTo(LAST);
            assertThat(matrix.samples()).isEqualTo(1);
        }
    }

    private static MemorySegment hole(Path file, Arena arena) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, LABELS, arena);
        }
    }
}
