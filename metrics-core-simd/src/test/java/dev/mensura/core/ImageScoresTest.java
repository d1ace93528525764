package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What is read out of single images: which numbers are taken, and how they add up.
class ImageScoresTest {
    private static final LabelRule RULE = LabelRule.multiclass(2).ignoreLabels(255).build();

    /// Scores of the samples of a [Table]: sample `n` has `n` pixels of class 1.
    private record Table(int size, List<List<Double>> rows) implements ImageScores {
        @Override
        public double[] of(ClassCounts sample) {
            return rows.get((int) sample.target(1)).stream().mapToDouble(score -> score).toArray();
        }

        @Override
        public String fingerprint() {
            return "table" + rows;
        }

        OverlapTally tally() {
            return OverlapTally.withImageScores(RULE, this);
        }
    }

    private static SegmentationSample sample(int row) {
        byte[] labels = new byte[row];
        Arrays.fill(labels, (byte) 1);
        return new SegmentationSample(LabelMap.uint8(labels), LabelMap.uint8(labels));
    }

    private static List<Double> row(double... scores) {
        return Arrays.stream(scores).boxed().toList();
    }

    static Stream<List<Double>> wrongRows() {
        return Stream.of(
                row(0.5, -Double.MIN_VALUE),
                row(-0.1, 0.5),
                row(0.5, Math.nextUp(1.0)),
                row(0.5, Double.POSITIVE_INFINITY),
                row(Double.NEGATIVE_INFINITY, 0.5),
                row(0.5, 2),
                row(0.5),
                row(0.5, 0.5, 0.5),
                row());
    }

    @ParameterizedTest
    @MethodSource("wrongRows")
    @DisplayName("Scores outside [0, 1] or of another number are refused, and nothing is counted")
    void refused(List<Double> wrong) {
        OverlapTally tally = new Table(2, List.of(row(0.25, 1), wrong, row(0.5, 0.75))).tally();
        OverlapState state = tally.newState();
        tally.accumulate(state, sample(0));
        OverlapState before = state.copy();
        byte[] saved = tally.write(state);
        assertThatThrownBy(() -> tally.accumulate(state, sample(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "image scores are %s, expected 2 numbers from 0 to 1, or NaN",
                        Arrays.toString(wrong.stream().mapToDouble(score -> score).toArray()));
        assertThat(state).isEqualTo(before).hasSameHashCodeAs(before);
        assertThat(tally.write(state)).isEqualTo(saved);
        tally.accumulate(state, sample(2));
        assertThat(state.samples()).isEqualTo(2);
        assertThat(state.meanImageScore(0)).isEqualTo(0.375);
        assertThat(state.meanImageScore(1)).isEqualTo(0.875);
    }

    @Test
    @DisplayName("The ends of [0, 1], negative zero and NaN are taken; NaN leaves sum and count")
    void ends() {
        double none = Double.NaN;
        OverlapTally tally =
                new Table(
                                2,
                                List.of(
                                        row(0, 1),
                                        row(-0.0, none),
                                        row(Double.MIN_VALUE, 1),
                                        row(1, none)))
                        .tally();
        OverlapState state = tally.newState();
        assertThat(state.meanImageScore(0)).isNaN();
        for (int n = 0; n < 4; n++) {
            tally.accumulate(state, sample(n));
        }
        assertThat(state.meanImageScore(0)).isEqualTo(0.25);
        assertThat(state.meanImageScore(1)).isEqualTo(1);
        assertThat(state.pooledImageScore(index -> true)).isEqualTo(0.5);
        assertThat(state.pooledImageScore(index -> index == 1)).isEqualTo(1);
        assertThat(tally.read(tally.write(state))).isEqualTo(state);
    }

    @Test
    @DisplayName("An exception of the scores leaves the state as it was")
    void exception() {
        OverlapTally tally = new Table(1, List.of(row(0.5))).tally();
        OverlapState state = tally.newState();
        tally.accumulate(state, sample(0));
        OverlapState before = state.copy();
        assertThatThrownBy(() -> tally.accumulate(state, sample(1)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(state).isEqualTo(before);
    }

    @Test
    @DisplayName("Sums are exact: any order and any merge tree, compared with BigDecimal")
    void anyOrder() {
        Random random = Seed.random("image scores");
        int samples = 50;
        List<List<Double>> rows = new ArrayList<>();
        BigDecimal[] sums = {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO};
        int[] counts = new int[3];
        for (int n = 0; n < samples; n++) {
            double[] scores = new double[3];
            for (int i = 0; i < 3; i++) {
                boolean tiny = random.nextInt(3) == 0;
                scores[i] = random.nextInt(5) == 0 ? Double.NaN : random.nextDouble();
                scores[i] *= tiny ? 0x1p-40 : 1;
                if (!Double.isNaN(scores[i])) {
                    sums[i] = sums[i].add(new BigDecimal((long) Math.rint(scores[i] * 0x1p62)));
                    counts[i]++;
                }
            }
            rows.add(row(scores));
        }
        OverlapTally tally = new Table(3, rows).tally();
        List<Integer> order = new ArrayList<>();
        for (int n = 0; n < samples; n++) {
            order.add(n);
        }
        BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(62));
        byte[] first = {};
        for (int round = 0; round < 15; round++) {
            Collections.shuffle(order, random);
            List<OverlapState> parts = new ArrayList<>();
            for (int n : order) {
                if (parts.isEmpty() || random.nextInt(3) == 0) {
                    parts.add(tally.newState());
                }
                tally.accumulate(parts.getLast(), sample(n));
            }
            while (parts.size() > 1) {
                OverlapState right = parts.remove(random.nextInt(parts.size()));
                parts.get(random.nextInt(parts.size())).mergeFrom(right);
            }
            OverlapState state = parts.getFirst();
            byte[] written = tally.write(state);
            first = round == 0 ? written : first;
            assertThat(written).as(Seed.replay()).isEqualTo(first);
            for (int i = 0; i < 3; i++) {
                BigDecimal number = scale.multiply(BigDecimal.valueOf(counts[i]));
                assertThat(state.meanImageScore(i))
                        .as(Seed.replay())
                        .isEqualTo(sums[i].divide(number, new MathContext(200)).doubleValue());
            }
            BigDecimal both = scale.multiply(BigDecimal.valueOf((long) counts[0] + counts[1]));
            assertThat(state.pooledImageScore(index -> true))
                    .as("the first numClasses numbers alone")
                    .isEqualTo(
                            sums[0].add(sums[1]).divide(both, new MathContext(200)).doubleValue());
        }
    }

    @Test
    @DisplayName("Numbers that are not summed up cannot be read")
    void bounds() {
        OverlapState one = new Table(1, List.of(row(0.5))).tally().newState();
        OverlapState none = OverlapTally.of(RULE).newState();
        assertThat(one.meanImageScore(0)).isNaN();
        assertThatThrownBy(() -> one.meanImageScore(1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> one.meanImageScore(-1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> one.pooledImageScore(index -> true))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> none.pooledImageScore(index -> true))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("The scores see the counts of their image alone, policies included")
    void seesOneImage() {
        LabelRule rule = LabelRule.multiclass(2).labelPolicy(LabelPolicy.COUNT_AS_ERROR).build();
        OverlapTally tally = OverlapTally.withImageScores(rule, new Share());
        OverlapState state = tally.newState();
        tally.accumulate(
                state,
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {1, 9, 0, 0}),
                        LabelMap.uint8(new byte[] {1, 1, 8, 0})));
        assertThat(state.meanImageScore(0)).isEqualTo(2 / 4.0);
        assertThat(state.meanImageScore(1)).isEqualTo(2 / 4.0);
        tally.accumulate(state, sample(3));
        assertThat(state.meanImageScore(0)).isEqualTo((2 / 4.0 + 1) / 2);
        assertThat(state.meanImageScore(1)).isEqualTo((2 / 4.0 + 0) / 2);
        assertThat(tally.fingerprint())
                .isEqualTo("overlap" + rule.options().with("imageScores", "share"));
    }

    /// Share of elements whose class is 1 in the target, and of true negatives of class 1.
    private record Share() implements ImageScores {
        @Override
        public int size() {
            return 2;
        }

        @Override
        public double[] of(ClassCounts sample) {
            double elements = sample.elements(1);
            return new double[] {sample.target(1) / elements, sample.trueNegatives(1) / elements};
        }

        @Override
        public String fingerprint() {
            return "share";
        }
    }
}
