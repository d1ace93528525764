package dev.mensura.benchmarks;

/// What [VectorReadLimit] returns, whatever the elements it reads.
final class ReadSums {
    private ReadSums() {}

    /// Returns the exclusive or of all bytes of a sum.
    static int ofBytes(long sum) {
        long folded = sum;
        for (int bits = Integer.SIZE; bits >= Byte.SIZE; bits /= 2) {
            folded ^= folded >>> bits;
        }
        return (int) (folded & 0xFF);
    }
}
