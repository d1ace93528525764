package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Per-image IoU: exact sums, whatever the order.
class ImageRatioTest {
    private static final LabelRule RULE = LabelRule.multiclass(3).build();
    private static final int MEAN = 3;
    private static final OverlapTally TALLY = ImageIoU.tally(RULE);

    /// Returns an image of `union` pixels of class 1, of which `right` are predicted as such.
    private static SegmentationSample ratio(int right, int union) {
        byte[] prediction = new byte[union];
        byte[] target = new byte[union];
        Arrays.fill(target, (byte) 1);
        Arrays.fill(prediction, 0, right, (byte) 1);
        return new SegmentationSample(LabelMap.uint8(prediction), LabelMap.uint8(target));
    }

    @Test
    @DisplayName("One image gives its ratio back bit for bit, from 2^-9 up")
    void oneImage() {
        for (int union = 1; union <= 512; union++) {
            for (int right = 1; right <= union; right += 1 + union / 40) {
                OverlapState state = TALLY.newState();
                TALLY.accumulate(state, ratio(right, union));
                assertThat(state.meanImageScore(1)).isEqualTo((double) right / union);
            }
        }
        RatioSums sums = new RatioSums(1);
        Random random = Seed.random("ratio");
        for (int round = 0; round < 10_000; round++) {
            double ratio = 0x1p-9 + (1 - 0x1p-9) * random.nextDouble();
            RatioSums one = new RatioSums(1);
            one.add(0, ratio);
            assertThat(one.mean(0)).isEqualTo(ratio);
            sums.add(0, Double.NaN);
        }
        assertThat(sums.count(0)).isZero();
        assertThat(sums.mean(0)).isNaN();
    }

    @Test
    @DisplayName("The mean is that of the quantised ratios, computed with BigDecimal")
    void meanAgainstBigDecimal() {
        Random random = Seed.random("means");
        for (int count : new int[] {1, 2, 3, 7, 1000}) {
            RatioSums sums = new RatioSums(1);
            BigDecimal total = BigDecimal.ZERO;
            for (int n = 0; n < count; n++) {
                double ratio = n % 5 == 0 ? 1 : random.nextDouble();
                sums.add(0, ratio);
                total = total.add(new BigDecimal((long) Math.rint(ratio * 0x1p62)));
            }
            BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(62));
            BigDecimal mean =
                    total.divide(scale.multiply(BigDecimal.valueOf(count)), new MathContext(200));
            assertThat(sums.mean(0)).as(Seed.replay()).isEqualTo(mean.doubleValue());
        }
    }

    @Test
    @DisplayName(
            "A mean beside a tie between two doubles is rounded to its own side, of few ratios and"
                    + " many")
    void ties() {
        for (long count : new long[] {1, 3, (1L << 40) + 1, (1L << 61) + 3}) {
            for (int shift : new int[] {0, 7}) {
                // Between 1 and 2 times 2^53, an odd number is half way between two doubles.
                BigInteger tie = BigInteger.valueOf((1L << 53) + 1).shiftLeft(shift);
                BigInteger sum = tie.multiply(BigInteger.valueOf(count));
                double even = Math.scalb(1.0, 53 + shift - 62);
                assertThat(mean(sum.subtract(BigInteger.ONE), count)).isEqualTo(even);
                assertThat(mean(sum, count)).isEqualTo(even);
                assertThat(mean(sum.add(BigInteger.ONE), count)).isEqualTo(Math.nextUp(even));
            }
        }
    }

    /// Returns the mean of `count` ratios that add up to a multiple of 2^-62.
    private static double mean(BigInteger sum, long count) {
        long[] high = {sum.shiftRight(64).longValue()};
        long[] low = {sum.longValue()};
        return new RatioSums(high, low, new long[] {count}).mean(0);
    }

    @Test
    @DisplayName("Any permutation and any merge tree give the same bits")
    void orderIndependent() {
        Random random = Seed.random("order");
        List<SegmentationSample> samples = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            int union = 1 + random.nextInt(200);
            samples.add(ratio(random.nextInt(union + 1), union));
        }
        OverlapState expected = TALLY.newState();
        samples.forEach(sample -> TALLY.accumulate(expected, sample));
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(samples, random);
            List<OverlapState> parts = new ArrayList<>();
            for (SegmentationSample sample : samples) {
                OverlapState state = TALLY.newState();
                TALLY.accumulate(state, sample);
                parts.add(state);
            }
            while (parts.size() > 1) {
                OverlapState right = parts.remove(random.nextInt(parts.size()));
                parts.get(random.nextInt(parts.size())).mergeFrom(right);
            }
            assertThat(parts.get(0)).as(Seed.replay()).isEqualTo(expected);
            assertThat(parts.get(0).meanImageScore(MEAN)).isEqualTo(expected.meanImageScore(MEAN));
            assertThat(TALLY.write(parts.get(0))).isEqualTo(TALLY.write(expected));
        }
    }

    @Test
    @DisplayName("Carries between the two halves of a sum, far beyond 2^64")
    void carries() {
        RatioSums sums = new RatioSums(1);
        sums.add(0, 1);
        sums.add(0, 0x1p-3);
        for (int doubling = 0; doubling < 61; doubling++) {
            sums.mergeFrom(sums.copy());
            assertThat(sums.count(0)).isEqualTo(2L << (doubling + 1));
            assertThat(sums.mean(0)).isEqualTo(0.5625);
        }
    }

    @Test
    @DisplayName(
            "Table A by image: pooled .4792, per class .625 and .3333, per image .5833 and .375")
    void workedNumbers() {
        OverlapState state = TALLY.newState();
        TALLY.accumulate(
                state,
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 1, 1, 1}),
                        LabelMap.uint8(new byte[] {0, 0, 1, 1})));
        assertThat(state.meanImageScore(MEAN)).isEqualTo((0.5 + 2.0 / 3) / 2);
        TALLY.accumulate(
                state,
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 0, 0, 1}), LabelMap.uint8(new byte[4])));
        assertThat(state.meanImageScore(0)).isEqualTo(0.625);
        assertThat(state.meanImageScore(1)).isEqualTo(2.0 / 3 / 2);
        assertThat(state.meanImageScore(2)).isNaN();
        assertThat(state.pooledImageScore(index -> true)).isEqualTo((0.5 + 2.0 / 3 + 0.75) / 4);
        assertThat(state.pooledImageScore(index -> index == 0)).isEqualTo(0.625);
        assertThat(state.pooledImageScore(index -> false)).isNaN();
    }

    @Test
    @DisplayName("Excluded and ignored classes leave the mean within an image")
    void excluded() {
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {0, 1, 1, 2}),
                        LabelMap.uint8(new byte[] {0, 0, 1, 2}));
        OverlapTally without = ImageIoU.tally(RULE, 0);
        OverlapState state = without.newState();
        without.accumulate(state, sample);
        assertThat(state.meanImageScore(MEAN)).isEqualTo(0.75);
        assertThat(state.meanImageScore(0)).isEqualTo(0.5);
        LabelRule ignoring = LabelRule.multiclass(3).ignoreLabels(0).build();
        OverlapTally ignored = ImageIoU.tally(ignoring);
        OverlapState other = ignored.newState();
        ignored.accumulate(other, sample);
        assertThat(other.meanImageScore(MEAN)).isEqualTo(1.0);
    }
}
