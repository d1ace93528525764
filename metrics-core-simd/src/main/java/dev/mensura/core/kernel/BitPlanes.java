package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;

/// Makes and counts planes: one bit per position, bit i of a plane being bit `i % 64` of word `i /
/// 64`.
///
/// Planes are scratch of their user, who knows their length; methods overwrite exactly the words
/// that hold `count` positions, `(count + 63) / 64`, and leave bits behind the last position 0.
///
/// Sums of pairs are `[valid, prediction, target, both]`: positions that are valid, and of these
/// the ones where the bit of the prediction, of the target, of both is set. They are `long` and
/// cannot overflow.
///
/// Has no state: one instance may serve all threads. Allocates nothing.
public abstract sealed class BitPlanes permits ScalarBitPlanes, VectorBitPlanes {

    BitPlanes() {}

    /// Sets the bits of the positions where `values` is 1, clears the others, and also sets those
    /// bits of `wrong` where it is neither 0 nor 1.
    public abstract void split(byte[] values, int offset, int count, long[] ones, long[] wrong);

    /// Sets the bits of the positions where `values` is `value`, and clears the others.
    public abstract void mark(byte[] values, int offset, int count, byte value, long[] plane);

    /// Sets the codes of the positions whose bit is set in `plane`, and leaves the others.
    public abstract void put(int code, long[] plane, int count, int[] codes);

    /// Adds the sums of the first `words` words of planes to `sums`.
    public abstract void addPairs(
            long[] prediction, long[] target, long[] valid, int words, long[] sums);

    /// Adds the sums of the leading words of bits as they are stored, up to `words`, to `sums`, and
    /// returns how many words that were: 0 where this kernel wants planes.
    ///
    /// @param valid null if all positions are valid
    public abstract long addStored(
            MemorySegment prediction,
            MemorySegment target,
            @Nullable MemorySegment valid,
            long words,
            long[] sums);
}
