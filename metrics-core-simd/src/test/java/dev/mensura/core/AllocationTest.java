package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Counting allocates nothing that grows with a sample: vectors that are boxed would.
class AllocationTest {
    /// Far below one byte per label, and above the few objects that describe a sample; below what one
    /// small object for each block of it would take.
    private static final long LIMIT = 512;

    private static final int LABELS = 60_000;
    private static final int WARM_CALLS = 20;

    /// Loops are compiled after some seconds, or they never are.
    private static final int MOST_ROUNDS = 400;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest(name = "{0} classes")
    @ValueSource(ints = {19, 300, 3000})
    @DisplayName("Counting a sample takes less than 512 bytes of heap, for all types and memories")
    void allocation(int numClasses) {
        LabelRule rule = LabelRule.multiclass(numClasses).ignoreLabels(20).build();
        assertLittle(ConfusionTally.of(rule));
        assertLittle(OverlapTally.of(rule));
    }

    private static <A extends MetricState<A>> void assertLittle(
            Tally<SegmentationSample, A> tally) {
        try (Arena arena = Arena.ofConfined()) {
            Map<String, SegmentationSample> samples = samples(arena);
            A state = tally.newState();
            Map<String, Long> above = new TreeMap<>();
            for (int round = 0; round < MOST_ROUNDS; round++) {
                above.clear();
                samples.forEach((name, sample) -> {
                    for (int call = 0; call < WARM_CALLS; call++) {
                        tally.accumulate(state, sample);
                    }
                    long before = THREAD.getCurrentThreadAllocatedBytes();
                    tally.accumulate(state, sample);
                    long bytes = THREAD.getCurrentThreadAllocatedBytes() - before;
                    if (bytes >= LIMIT) {
                        above.put(name, bytes);
                    }
                });
                if (above.isEmpty()) {
                    break;
                }
            }
            assertThat(above).as("bytes allocated by one call").isEmpty();
        }
    }

    /// Runs, noise and ignored labels, of every pair of types in every pair of memories.
    private static Map<String, SegmentationSample> samples(Arena arena) {
        long[] prediction = new long[LABELS];
        long[] target = new long[LABELS];
        Arrays.setAll(prediction, i -> i < LABELS / 4 ? i * 31 % 19 : i / 37 % 19);
        Arrays.setAll(target, i -> i / 41 % 21 == 19 ? 0 : i / 41 % 21);
        Map<String, SegmentationSample> samples = new TreeMap<>();
        Storage[] memories = {Storage.ARRAY, Storage.DIRECT, Storage.NATIVE, Storage.MAPPED};
        for (LabelType p : LabelType.values()) {
            for (LabelType t : LabelType.values()) {
                for (Storage memory : memories) {
                    Storage other = p == t ? memory : Storage.ARRAY;
                    samples.put(
                            p + " " + memory + ", " + t + " " + other,
                            new SegmentationSample(
                                    memory.hold(p, prediction, arena, LABELS),
                                    other.hold(t, target, arena, LABELS)));
                }
            }
        }
        return samples;
    }
}
