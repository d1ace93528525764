package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Random;

/// BINARY with one bit per element: the same counts as the same labels in a [LabelMap].
class PackedBitsTest {
    private static final int[] SIZES = {
        0, 1, 7, 8, 9, 63, 64, 65, 511, 4095, 4096, 4097, 33_000, 70_001
    };
    private static final int IGNORED = 255;

    private static ConfusionMatrix count(LabelRule rule, Prediction prediction, Target target) {
        ConfusionTally tally = ConfusionTally.of(rule);
        ConfusionMatrix state = tally.newState();
        tally.accumulate(state, new SegmentationSample(prediction, target));
        return state;
    }

    /// Packs labels of 0 and 1; the bits behind the last are set.
    private static byte[] pack(long... labels) {
        byte[] bits = new byte[(labels.length + 7) / 8];
        for (int i = 0; i < 8 * bits.length; i++) {
            bits[i / 8] |= (byte) ((i >= labels.length ? 1 : labels[i]) << (i % 8));
        }
        return bits;
    }

    private static BitMask mask(Storage storage, long... labels) {
        byte[] bits = pack(labels);
        long[] stored = new long[bits.length];
        for (int i = 0; i < bits.length; i++) {
            stored[i] = bits[i];
        }
        MemorySegment memory = storage.segment(LabelType.INT8, stored, Arena.ofAuto());
        return BitMask.of(memory, labels.length);
    }

    private static LabelMap map(long... labels) {
        return LabelMap.int64(labels, labels.length);
    }

    @ParameterizedTest
    @EnumSource(Storage.class)
    @DisplayName("Both sides packed, one side packed, with a validity and without, in all memory")
    void asLabels(Storage storage) {
        LabelRule rule = LabelRule.binary().ignoreLabels(IGNORED).build();
        for (int size : SIZES) {
            Random random = Seed.random("packed", storage, size);
            long[] p = Texture.NOISE.labels(random, size, 0, 1);
            long[] t = Texture.RUNS.labels(random, size, 0, 1);
            long[] v = Texture.RUNS.labels(random, size, 0, 1, 1);
            long[] left = t.clone();
            for (int i = 0; i < size; i++) {
                left[i] = v[i] == 1 ? t[i] : IGNORED;
            }
            ConfusionMatrix all = count(rule, map(p), map(t));
            ConfusionMatrix some = count(rule, map(p), map(left));
            BitMask prediction = mask(storage, p);
            for (Storage other : new Storage[] {storage, Storage.ARRAY, Storage.NATIVE}) {
                BitMask target = mask(other, t);
                BitMask valid = target.withValidity(mask(storage, v));
                String what = size + " " + storage + " and " + other + " " + Seed.replay();
                assertThat(count(rule, prediction, target)).as(what).isEqualTo(all);
                assertThat(count(rule, prediction, valid)).as(what).isEqualTo(some);
                assertThat(count(rule, map(p), target)).as(what).isEqualTo(all);
                assertThat(count(rule, map(p), valid)).as(what).isEqualTo(some);
                assertThat(count(rule, prediction, map(left))).as(what).isEqualTo(some);
            }
        }
    }

    @Test
    @DisplayName("Words of a long[] on both sides, with and without a validity")
    void words() {
        LabelRule rule = LabelRule.binary().ignoreLabels(IGNORED).build();
        Random random = Seed.random("words");
        long[] p = random.longs(300).toArray();
        long[] t = random.longs(300).toArray();
        long[] v = random.longs(300).toArray();
        for (int size : new int[] {300 * 64, 300 * 64 - 1, 300 * 64 - 63}) {
            long[] predicted = new long[size];
            long[] truth = new long[size];
            long[] left = new long[size];
            for (int i = 0; i < size; i++) {
                predicted[i] = p[i / 64] >>> i & 1;
                truth[i] = t[i / 64] >>> i & 1;
                left[i] = (v[i / 64] >>> i & 1) == 1 ? truth[i] : IGNORED;
            }
            BitMask target = BitMask.of(t, size);
            assertThat(count(rule, BitMask.of(p, size), target))
                    .as(Seed.replay())
                    .isEqualTo(count(rule, map(predicted), map(truth)));
            assertThat(count(rule, BitMask.of(p, size), target.withValidity(BitMask.of(v, size))))
                    .as(Seed.replay())
                    .isEqualTo(count(rule, map(predicted), map(left)));
        }
    }

    @Test
    @DisplayName(
            "By hand: [[1, 1], [0, 0]] predicted where [[1, 0], [0, 1]] is true, one pixel invalid")
    void byHand() {
        BitMask prediction = BitMask.of(new byte[] {0b0011}, 2, 2);
        BitMask target = BitMask.of(new byte[] {0b1001}, 2, 2);
        OverlapTally tally = OverlapTally.of(LabelRule.binary().build());
        OverlapState state = tally.newState();
        tally.accumulate(state, new SegmentationSample(prediction, target));
        assertThat(state.intersection(0)).isEqualTo(1);
        assertThat(state.target(0)).isEqualTo(2);
        assertThat(state.prediction(0)).isEqualTo(2);
        assertThat(state.elements(0)).isEqualTo(4);
        BitMask valid = target.withValidity(BitMask.of(new byte[] {0b1101}, 2, 2));
        OverlapState some = tally.newState();
        tally.accumulate(some, new SegmentationSample(prediction, valid));
        assertThat(some.prediction(0)).isEqualTo(1);
        assertThat(some.elements(0)).isEqualTo(3);
        assertThat(some.evidence(index -> true).ignored()).isEqualTo(1);
    }

    @Test
    @DisplayName("Scores against packed targets")
    void scores() {
        float[] scores = {0.9f, 0.1f, 0.6f, Float.NaN};
        ScoreMap prediction = ScoreMap.float32(scores, Form.BINARY, Kind.PROBABILITIES, 4);
        BitMask target = BitMask.of(new byte[] {0b0011}, 4);
        BitMask valid = target.withValidity(BitMask.of(new byte[] {0b0111}, 4));
        LabelRule rule = LabelRule.binary().ignoreLabels(IGNORED).build();
        assertThat(count(rule, prediction, valid))
                .isEqualTo(count(rule, map(1, 0, 1, 0), map(1, 1, 0, IGNORED)));
        assertThatExceptionOfType(LabelRejectedException.class)
                .isThrownBy(() -> count(rule, prediction, target))
                .withMessage("prediction has score NaN at [3], expected a number");
    }

    @Test
    @DisplayName("Bits are labels: a rule that ignores or maps 0 and 1 does so to bits")
    void rules() {
        Random random = Seed.random("rules");
        long[] p = Texture.NOISE.labels(random, 1000, 0, 1);
        long[] t = Texture.NOISE.labels(random, 1000, 0, 1);
        for (LabelRule rule :
                new LabelRule[] {
                    LabelRule.binary().ignoreLabels(0).build(),
                    LabelRule.binary().ignoreLabels(1).build(),
                    LabelRule.binary().ignoreLabels(0, 1).build(),
                    LabelRule.binary().mapLabel(0, 1).mapLabel(1, 0).build(),
                    LabelRule.binary().mapLabel(0, 1).build(),
                    LabelRule.binary().mapLabel(1, 9).ignoreLabels(9).mapLabel(0, 1).build()
                }) {
            boolean refuses = rule.labelMapping().containsValue(9L);
            if (refuses) {
                assertSameRefusal(rule, p, t);
            } else {
                ConfusionMatrix expected = count(rule, map(p), map(t));
                BitMask packed = mask(Storage.ARRAY, p);
                BitMask truth = mask(Storage.ARRAY, t);
                assertThat(count(rule, packed, truth)).as("%s", rule.options()).isEqualTo(expected);
                assertThat(count(rule, map(p), truth)).as("%s", rule.options()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 600, 8191, 8192, 9000})
    @DisplayName(
            "A bit that is mapped to no label is rejected as the same label is, lowest place first")
    void rejected(int at) {
        LabelRule rule = LabelRule.binary().mapLabel(1, 7).build();
        long[] zeros = new long[9001];
        long[] one = new long[9001];
        one[at] = 1;
        one[9000] = 1;
        assertSameRefusal(rule, one, zeros);
        assertSameRefusal(rule, zeros, one);
        assertSameRefusal(rule, one, one);
        assertThat(count(rule, mask(Storage.ARRAY, zeros), mask(Storage.ARRAY, zeros)).samples())
                .isEqualTo(1);
    }

    private static void assertSameRefusal(LabelRule rule, long[] p, long[] t) {
        LabelRejectedException expected = refusal(rule, map(p), map(t));
        BitMask target = mask(Storage.ARRAY, t);
        for (Prediction prediction : new Prediction[] {mask(Storage.ARRAY, p), map(p)}) {
            LabelRejectedException actual = refusal(rule, prediction, target);
            assertThat(actual).hasMessage(expected.getMessage());
            assertThat(actual.position()).isEqualTo(expected.position());
        }
    }

    private static LabelRejectedException refusal(LabelRule rule, Prediction p, Target t) {
        try {
            count(rule, p, t);
        } catch (LabelRejectedException refused) {
            return refused;
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    @DisplayName("Packed bits have a meaning in BINARY alone")
    void otherTasks() {
        BitMask bits = BitMask.of(new byte[1], 4);
        LabelMap labels = LabelMap.uint8(new byte[4]);
        MaskStack stack = MaskStack.uint8(new byte[8], 2, 4);
        for (LabelRule rule :
                new LabelRule[] {
                    LabelRule.multiclass(2).build(), LabelRule.multilabel(2).build()
                }) {
            for (Target target : new Target[] {bits, labels, stack}) {
                assertRefused(rule, bits, target);
            }
            for (Prediction prediction : new Prediction[] {bits, labels, stack}) {
                assertRefused(rule, prediction, bits);
            }
        }
        assertRefused(LabelRule.binary().build(), stack, bits);
        assertRefused(LabelRule.binary().build(), bits, stack);
    }

    private static void assertRefused(LabelRule rule, Prediction prediction, Target target) {
        SegmentationSample sample = new SegmentationSample(prediction, target);
        OverlapTally overlap = OverlapTally.of(rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> count(rule, prediction, target))
                .withMessageContaining("sample pairs " + prediction + " with " + target);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> overlap.accumulate(overlap.newState(), sample))
                .withMessageContaining("sample pairs " + prediction + " with " + target);
    }
}
