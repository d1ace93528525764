package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Memory that belongs to another thread, to nobody any more, or is larger than an array.
class MemoryRulesTest {
    private static final ConfusionTally CONFUSION =
            ConfusionTally.of(LabelRule.multiclass(2).build());
    private static final OverlapTally OVERLAP = OverlapTally.of(LabelRule.multiclass(2).build());
    private static final int SIZE = 20_000;

    private static SegmentationSample heap() {
        LabelMap map = LabelMap.uint8(new byte[SIZE]);
        return new SegmentationSample(map, map);
    }

    /// Returns samples with this memory as target, prediction and both, read directly and as codes.
    private static SegmentationSample[] samples(MemorySegment memory) {
        LabelMap foreign = LabelMap.uint8(memory, SIZE);
        LabelMap same = LabelMap.uint8(new byte[SIZE]);
        LabelMap wide = LabelMap.int64(new long[SIZE]);
        return new SegmentationSample[] {
            new SegmentationSample(foreign, same),
            new SegmentationSample(same, foreign),
            new SegmentationSample(foreign, foreign),
            new SegmentationSample(foreign, wide),
            new SegmentationSample(wide, foreign)
        };
    }

    private static void assertRefused(
            SegmentationSample sample, Class<? extends RuntimeException> expected) {
        ConfusionMatrix matrix = CONFUSION.newState();
        OverlapState overlap = OVERLAP.newState();
        CONFUSION.accumulate(matrix, heap());
        OVERLAP.accumulate(overlap, heap());
        ConfusionMatrix knownMatrix = matrix.copy();
        OverlapState knownOverlap = overlap.copy();
        assertThatThrownBy(() -> CONFUSION.accumulate(matrix, sample)).isInstanceOf(expected);
        assertThatThrownBy(() -> OVERLAP.accumulate(overlap, sample)).isInstanceOf(expected);
        assertThat(matrix).isEqualTo(knownMatrix);
        assertThat(overlap).isEqualTo(knownOverlap);
        CONFUSION.accumulate(matrix, heap());
        OVERLAP.accumulate(overlap, heap());
        assertThat(matrix).isEqualTo(knownMatrix.plus(knownMatrix));
        assertThat(overlap).isEqualTo(knownOverlap.plus(knownOverlap));
    }

    @Test
    @DisplayName("Memory confined to another thread: WrongThreadException, nothing counted")
    void confined() throws Exception {
        try (Arena arena = Arena.ofConfined();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (SegmentationSample sample : samples(arena.allocate(SIZE))) {
                other.submit(() -> assertRefused(sample, WrongThreadException.class)).get();
            }
        }
    }

    @Test
    @DisplayName("Memory of a closed arena: IllegalStateException, nothing counted")
    void closed() {
        SegmentationSample[] samples;
        try (Arena arena = Arena.ofConfined()) {
            samples = samples(arena.allocate(SIZE));
        }
        for (SegmentationSample sample : samples) {
            assertRefused(sample, IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("Shared memory may be counted by any thread")
    void shared() throws Exception {
        try (Arena arena = Arena.ofShared();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            for (SegmentationSample sample : samples(arena.allocate(SIZE))) {
                ConfusionMatrix matrix =
                        other.submit(
                                        () -> {
                                            ConfusionMatrix state = CONFUSION.newState();
                                            CONFUSION.accumulate(state, sample);
                                            return state;
                                        })
                                .get();
                assertThat(matrix.get(0, 0)).isEqualTo(SIZE);
            }
        }
    }

    @Test
    @DisplayName("The last of 2^31 + 17 labels of a mapped file is the only bad one")
    void beyondArrays(@TempDir Path folder) throws IOException {
        long size = (1L << 31) + 17;
        Path file = folder.resolve("sparse");
        try (Arena arena = Arena.ofConfined();
                FileChannel channel =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.SPARSE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {7}), size);
            MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, size + 1, arena);
            assertThat(memory.get(ValueLayout.JAVA_BYTE, size)).isEqualTo((byte) 7);
            // one byte further on, so that the last prediction is the bad byte
            LabelMap prediction = LabelMap.uint8(memory.asSlice(1), size);
            LabelMap target = LabelMap.uint8(memory.asSlice(0, size), size);
            OverlapState state = OVERLAP.newState();
            LabelRejectedException rejected =
                    catchThrowableOfType(
                            LabelRejectedException.class,
                            () ->
                                    OVERLAP.accumulate(
                                            state, new SegmentationSample(prediction, target)));
            assertThat(rejected.position()).isEqualTo(size - 1);
            assertThat(rejected)
                    .hasMessage("prediction has label 7 at [2147483664], expected 0..1");
            assertThat(state).isEqualTo(OVERLAP.newState());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
