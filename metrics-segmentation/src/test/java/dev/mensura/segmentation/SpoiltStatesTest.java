package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.mensura.api.MetricCollection;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricTracker;
import dev.mensura.api.MinMax;
import dev.mensura.api.RunningWindow;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.Tally;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Whatever the bytes are: they are refused with a reason, or they are a state that is written as the
/// same bytes again and can be read out. Neither takes memory that the bytes only claim to fill.
final class SpoiltStatesTest {
    private static final long SEED = Long.getLong("mensura.seed", 1);
    private static final int FIRST = 100_000;
    private static final int ALL = 1_000_000;
    private static final int THREADS = 2;
    private static final int MANY_CLASSES = 65_536;
    private static final long MOST_ALLOCATED = 64 * 1024;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final String ACCEPTED = "accepted ";

    /// What the messages of the refusals say, one for each reason there is.
    private static final List<String> REASONS =
            List.of(
                    "state is foreign",
                    "state has format version",
                    "state is truncated",
                    "state is damaged",
                    "unexpected bytes",
                    "state was written by",
                    "bytes too many",
                    "expected 0 or more",
                    "out of range are impossible",
                    "which is impossible",
                    "target is ignored",
                    "elements per class",
                    "ratio sum",
                    "and do not add up to",
                    "cells do not add up to",
                    "number of pairs",
                    "expected a higher number",
                    "which is ignored",
                    "labels outside the range",
                    "window has",
                    "samples, expected 1",
                    "have no sum",
                    "extreme has the bits",
                    "expected minimum <= maximum",
                    "as another part");

    @Test
    void areRefusedOrReadAsTheyAre() throws Exception {
        System.out.println("spoilt states, -Dmensura.seed=" + SEED);
        List<StateExample> examples = StateExamples.all();
        Map<String, Integer> outcomes = tryAll(examples, new SplittableRandom(SEED), FIRST);
        List<String> expected = new ArrayList<>(REASONS);
        examples.forEach(each -> expected.add(ACCEPTED + each.name()));
        assertThat(outcomes.keySet())
                .as("outcomes of the first %d inputs, seed %d", FIRST, SEED)
                .containsExactlyInAnyOrderElementsOf(expected);
        tryAll(examples, new SplittableRandom(~SEED), ALL - FIRST)
                .forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
        assertThat(outcomes.values().stream().mapToInt(times -> times).sum()).isEqualTo(ALL);
    }

    private static Map<String, Integer> tryAll(
            List<StateExample> examples, SplittableRandom random, int inputs) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Map<String, Integer>>> parts = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                SplittableRandom own = random.split();
                parts.add(threads.submit(() -> tryPart(examples, own, inputs / THREADS)));
            }
            for (Future<Map<String, Integer>> part : parts) {
                part.get()
                        .forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
            }
        }
        return outcomes;
    }

    private static Map<String, Integer> tryPart(
            List<StateExample> examples, SplittableRandom random, int inputs) {
        Map<String, Integer> outcomes = new TreeMap<>();
        List<byte[]> states = new ArrayList<>();
        List<StateExample.Holder> holders = new ArrayList<>();
        for (StateExample example : examples) {
            states.add(example.filled().save());
            holders.add(example.empty());
            assertThat(states.getLast())
                    .as(example.name())
                    .hasSizeLessThan(StateMutator.MOST_BYTES);
        }
        StateMutator mutator = new StateMutator(random, states);
        for (int i = 0; i < inputs; i++) {
            int index = random.nextInt(states.size());
            byte[] spoilt = mutator.spoil(states.get(index));
            String name = examples.get(index).name();
            outcomes.merge(outcome(name, holders.get(index), spoilt), 1, Integer::sum);
        }
        return outcomes;
    }

    private static String outcome(String name, StateExample.Holder holder, byte[] spoilt) {
        try {
            String refusal = load(holder, spoilt);
            if (!refusal.isEmpty()) {
                return reason(refusal);
            }
            if (!Arrays.equals(holder.save(), spoilt)) {
                throw new AssertionError("is written as other bytes");
            }
            holder.numbers();
            return ACCEPTED + name;
        } catch (RuntimeException | Error failed) {
            throw new AssertionError(
                    name
                            + ", -Dmensura.seed="
                            + SEED
                            + ", state "
                            + HexFormat.of().formatHex(spoilt),
                    failed);
        }
    }

    /// Returns why the bytes are refused, empty if they are not. What the first attempt allocates may
    /// be the JVM's own, which loads classes; a second one has no such excuse.
    private static String load(StateExample.Holder holder, byte[] bytes) {
        long allocated = MOST_ALLOCATED;
        String refusal = "";
        for (int attempt = 0; attempt < 2 && allocated >= MOST_ALLOCATED; attempt++) {
            long before = THREAD.getCurrentThreadAllocatedBytes();
            refusal = "";
            try {
                holder.load(bytes);
            } catch (StateFormatException refused) {
                refusal = String.valueOf(refused.getMessage());
            }
            allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
        }
        if (allocated <= 0 || allocated >= MOST_ALLOCATED) {
            throw new AssertionError(allocated + " bytes allocated for " + bytes.length);
        }
        return refusal;
    }

    /// Returns why a tally refuses the bytes; no state of it is made, which might not fit in memory.
    private static String refusal(Consumer<byte[]> reader, byte[] bytes) {
        return load(
                new StateExample.Holder() {
                    @Override
                    public byte[] save() {
                        return bytes;
                    }

                    @Override
                    public void load(byte[] saved) {
                        reader.accept(saved);
                    }

                    @Override
                    public double[] numbers() {
                        return new double[0];
                    }
                },
                bytes);
    }

    /// Five longs are the counts of the samples; those of the classes are missing.
    @Test
    void manyClassesThatAreNotThereTakeNoMemory() {
        byte[] forty = new byte[40];
        for (SegmentationBuilder<?> builder : manyClasses()) {
            MetricDefinition<SegmentationSample, ?, ?> definition = builder.build();
            assertTruncated(definition, forty);
            assertTruncated(
                    MetricCollection.<SegmentationSample>builder().add("m", definition).build(),
                    part(forty));
            assertTruncated(
                    RunningWindow.of(definition, MANY_CLASSES), concat(ints(1), part(forty)));
            assertTruncated(MinMax.of(definition), concat(new byte[16], forty));
            MetricTracker<SegmentationSample, ?> tracker = MetricTracker.of(definition);
            byte[] epochs =
                    StateFrame.write(
                            "tracker{" + definition.fingerprint() + "}",
                            concat(ints(1), part(forty)));
            assertThat(refusal(tracker::load, epochs))
                    .as("%s", tracker)
                    .contains("state is truncated");
        }
    }

    private static List<SegmentationBuilder<?>> manyClasses() {
        return List.of(
                JaccardIndex.multiclass(MANY_CLASSES),
                JaccardIndex.multilabel(MANY_CLASSES),
                Dice.multiclass(MANY_CLASSES).aggregation(Aggregation.PER_IMAGE_THEN_MEAN),
                Dice.multilabel(MANY_CLASSES).aggregation(Aggregation.PER_IMAGE_THEN_MEAN),
                GeneralizedDice.multiclass(MANY_CLASSES),
                CohenKappa.multiclass(2048),
                CohenKappa.multiclass(MANY_CLASSES),
                CohenKappa.multiclass(MANY_CLASSES).labelPolicy(LabelPolicy.COUNT_AS_ERROR),
                MatthewsCorrelation.multilabel(MANY_CLASSES));
    }

    private static void assertTruncated(MetricDefinition<?, ?, ?> definition, byte[] content) {
        byte[] state = frame(definition.tally(), content);
        assertThat(refusal(definition.tally()::read, state))
                .as("%s", definition)
                .contains("state is truncated");
    }

    private static byte[] frame(Tally<?, ?> tally, byte[] content) {
        return StateFrame.write(tally.fingerprint(), content);
    }

    private static byte[] part(byte[] bytes) {
        return concat(ints(bytes.length), bytes);
    }

    private static byte[] ints(int value) {
        byte[] bytes = new byte[Integer.BYTES];
        StateFrame.buffer(bytes).putInt(value);
        return bytes;
    }

    private static byte[] concat(byte[] start, byte[] end) {
        byte[] both = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, both, start.length, end.length);
        return both;
    }

    /// 40 bytes in all, the lengths of which claim up to 2^31 - 1 more.
    @Test
    void fortyBytesThatClaimMoreAreRefused() {
        Tally<SegmentationSample, ?> tally = JaccardIndex.multiclass(MANY_CLASSES).build().tally();
        for (int claimed : new int[] {29, 8 * 4 * MANY_CLASSES, Integer.MAX_VALUE, -1, 1 << 31}) {
            byte[] state = Arrays.copyOf(StateFrame.write("x", new byte[19]), 40);
            StateFrame.buffer(state).putInt(8, claimed);
            assertThat(refusal(tally::read, state)).contains("state is truncated");
            byte[] content = StateFrame.write("x", new byte[19]);
            StateFrame.buffer(content).putInt(13, claimed);
            assertThat(refusal(tally::read, content)).contains("state is truncated");
        }
    }

    private static String reason(String message) {
        return REASONS.stream()
                .filter(message::contains)
                .findFirst()
                .orElseThrow(() -> new AssertionError("refused for no known reason: " + message));
    }
}
