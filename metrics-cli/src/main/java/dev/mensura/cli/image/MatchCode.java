package dev.mensura.cli.image;

/// What the symbols for lengths, or those for distances, of deflate stand for (RFC 1951, section 3.2.5): a least
/// number, to which the next bits of the stream are added.
final class MatchCode {
    private final int[] least;
    private final int[] bits;

    private MatchCode(int[] least, int[] bits) {
        this.least = least;
        this.bits = bits;
    }

    /// Returns the lengths of matches, by symbol - 257.
    static MatchCode ofLengths() {
        return new MatchCode(
                new int[] {
                    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83,
                    99, 115, 131, 163, 195, 227, 258
                },
                new int[] {
                    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5,
                    5, 0
                });
    }

    /// Returns the distances of matches, by symbol.
    static MatchCode ofDistances() {
        return new MatchCode(
                new int[] {
                    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769,
                    1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577
                },
                new int[] {
                    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11,
                    11, 12, 12, 13, 13
                });
    }

    /// Returns whether this symbol may occur.
    boolean has(int symbol) {
        return symbol < least.length;
    }

    int least(int symbol) {
        return least[symbol];
    }

    /// Returns how many bits follow the symbol.
    int bits(int symbol) {
        return bits[symbol];
    }
}
