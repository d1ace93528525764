package dev.mensura.core;

import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// Exact sums of ratios in `[0, 1]`: each is quantised to a multiple of 2^-62 and added up in a
/// 128-bit integer, so that sums are associative, commutative and independent of the order.
///
/// A single ratio from 2^-9 up is given back bit for bit. 2^63 ratios of 1 stay below 2^125, so a
/// sum cannot overflow before its count does.
final class RatioSums {
    private static final int SCALE_BITS = 62;
    private static final double SCALE = 0x1p62;

    /// Further bits of a quotient. That of a sum and less than 2^80 ratios which is no tie between two doubles is at
    /// least 2^-(53 + 80 + 80) away from one, so what is cut off never decides.
    private static final int MORE_BITS = 224;

    private final long[] high;
    private final long[] low;
    private final long[] count;

    RatioSums(int size) {
        this(new long[size], new long[size], new long[size]);
    }

    RatioSums(long[] high, long[] low, long[] count) {
        this.high = high;
        this.low = low;
        this.count = count;
    }

    int size() {
        return count.length;
    }

    /// Adds a ratio to sum `index`; `NaN` is left out.
    void add(int index, double ratio) {
        if (!Double.isNaN(ratio)) {
            addExact(index, 0, (long) Math.rint(ratio * SCALE));
            count[index]++;
        }
    }

    private void addExact(int index, long moreHigh, long moreLow) {
        long sum = low[index] + moreLow;
        long carry = Long.compareUnsigned(sum, moreLow) < 0 ? 1 : 0;
        low[index] = sum;
        high[index] += moreHigh + carry;
    }

    void mergeFrom(RatioSums other) {
        for (int i = 0; i < size(); i++) {
            addExact(i, other.high[i], other.low[i]);
            count[i] += other.count[i];
        }
    }

    RatioSums copy() {
        return new RatioSums(high.clone(), low.clone(), count.clone());
    }

    /// Returns how many ratios were added to sum `index`.
    long count(int index) {
        return count[index];
    }

    /// Returns the mean of the ratios added to sum `index`, `NaN` if there are none.
    double mean(int index) {
        return mean(sum(index), BigInteger.valueOf(count[index]));
    }

    /// Returns the mean of all ratios added to the sums `0` to `size - 1`, without those whose
    /// index is not `included`; `NaN` if there are none.
    double mean(int size, IntPredicate included) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < size; i++) {
            if (included.test(i)) {
                sum = sum.add(sum(i));
                number = number.add(BigInteger.valueOf(count[i]));
            }
        }
        return mean(sum, number);
    }

    private BigInteger sum(int index) {
        BigInteger lowBits = new BigInteger(Long.toUnsignedString(low[index]));
        return BigInteger.valueOf(high[index]).shiftLeft(Long.SIZE).add(lowBits);
    }

    /// Returns the double that is nearest to the quotient.
    private static double mean(BigInteger sum, BigInteger number) {
        return number.signum() == 0
                ? Double.NaN
                : Math.scalb(
                        sum.shiftLeft(MORE_BITS).divide(number).doubleValue(),
                        -SCALE_BITS - MORE_BITS);
    }

    void encode(StateWriter out) {
        out.putLongs(high);
        out.putLongs(low);
        out.putLongs(count);
    }

    static RatioSums decode(StateReader in, int size, long samples) {
        RatioSums sums = new RatioSums(in.getLongs(size), in.getLongs(size), in.getLongs(size));
        for (int i = 0; i < size; i++) {
            BigInteger most = BigInteger.valueOf(sums.count[i]).shiftLeft(SCALE_BITS);
            BigInteger sum = sums.sum(i);
            if (sums.count[i] < 0
                    || sums.count[i] > samples
                    || sum.signum() < 0
                    || sum.compareTo(most) > 0) {
                throw new StateFormatException(
                        "ratio sum " + i + " is impossible for " + samples + " samples");
            }
        }
        return sums;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RatioSums that
                && Arrays.equals(high, that.high)
                && Arrays.equals(low, that.low)
                && Arrays.equals(count, that.count);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(high) + Arrays.hashCode(low)) + Arrays.hashCode(count);
    }
}
