package dev.mensura.cli.image;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/// A Huffman code of deflate (RFC 1951, section 3.2.2), looked up by the next bits of the stream.
///
/// An entry of the table is a symbol times 16, plus the number of its bits. As the first bit of a code word is the
/// lowest of the stream's, the table is indexed by code words in reverse, and one of `n` bits fills every
/// `2^n`-th place.
final class HuffmanCode {
    /// The most bits of a code word.
    static final int MOST_BITS = 15;

    private static final int LENGTH_BITS = 4;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final int[] table = new int[1 << MOST_BITS];
    private int mask;

    /// Takes the code whose word for symbol `i` has `lengths[from + i]` bits, 0 for a symbol that does not occur.
    ///
    /// @throws DataFormatException if that is no prefix code that every sequence of bits can be read with
    void set(byte[] lengths, int from, int to) throws DataFormatException {
        int[] count = new int[MOST_BITS + 1];
        int most = 0;
        for (int i = from; i < to; i++) {
            count[lengths[i]]++;
            most = Math.max(most, lengths[i]);
        }
        fill(lengths, from, to, firstWords(count, most), most);
    }

    /// Takes the code of distances, which may also have one word of one bit, or none: for data without matches.
    ///
    /// @param unused the symbol that is read where no word fits
    void setSparse(byte[] lengths, int from, int to, int unused) throws DataFormatException {
        int words = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            words += lengths[i] == 0 ? 0 : 1;
            bits += lengths[i];
        }
        if (words > 1 || bits > 1) {
            set(lengths, from, to);
            return;
        }
        mask = 1;
        Arrays.fill(table, 0, 2, entry(unused, 1));
        for (int i = from; i < to; i++) {
            if (lengths[i] == 1) {
                table[0] = entry(i - from, 1);
            }
        }
    }

    /// Returns the first word of each number of bits.
    private static int[] firstWords(int[] count, int most) throws DataFormatException {
        int[] words = new int[MOST_BITS + 1];
        int word = 0;
        for (int bits = 1; bits <= most; bits++) {
            words[bits] = word;
            word = (word + count[bits]) << 1;
        }
        if (word != 2 << most || most == 0) {
            throw new DataFormatException("a code is incomplete or has too many words");
        }
        return words;
    }

    private void fill(byte[] lengths, int from, int to, int[] nextWord, int most) {
        mask = (1 << most) - 1;
        for (int i = from; i < to; i++) {
            int bits = lengths[i];
            if (bits == 0) {
                continue;
            }
            int reversed = Integer.reverse(nextWord[bits]++) >>> (Integer.SIZE - bits);
            int entry = entry(i - from, bits);
            for (int at = reversed; at <= mask; at += 1 << bits) {
                table[at] = entry;
            }
        }
    }

    private static int entry(int symbol, int bits) {
        return (symbol << LENGTH_BITS) | bits;
    }

    /// Returns the table, valid until the next code is set.
    int[] table() {
        return table;
    }

    /// Returns what leaves of the stream's next bits the index of the table.
    int mask() {
        return mask;
    }

    static int symbol(int entry) {
        return entry >>> LENGTH_BITS;
    }

    static int bits(int entry) {
        return entry & LENGTH_MASK;
    }
}
