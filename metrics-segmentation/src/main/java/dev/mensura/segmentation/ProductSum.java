package dev.mensura.segmentation;

import java.math.BigInteger;

/// An exact sum of products of counts in 128 bits. Cancellation makes differences of such sums
/// worthless in `double`, and squares of counts do not fit a `long`.
///
/// Where the counts of each factor add up to a `long`, as those of the classes do, the sum is below
/// 2^126 and cannot overflow.
final class ProductSum {
    private long high;
    private long low;

    /// Adds `left * right`, which must not be negative.
    void add(long left, long right) {
        long product = left * right;
        low += product;
        long carry = Long.compareUnsigned(low, product) < 0 ? 1 : 0;
        high += Math.multiplyHigh(left, right) + carry;
    }

    /// Returns the sum.
    BigInteger value() {
        BigInteger lowBits = new BigInteger(Long.toUnsignedString(low));
        return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(lowBits);
    }
}
