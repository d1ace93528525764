package dev.mensura.cli.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;

/// Decompresses a zlib stream (RFC 1950, RFC 1951) and compares its checksum.
///
/// Label images compress to one byte in fifty, into matches of a hundred bytes and more. These are copied here as
/// wholes, where the zlib of the JDK copies byte by byte: for a street scene of 2 megapixels
/// [java.util.zip.Inflater] takes four times as long (JDK 25).
///
/// What is no such stream is an [IOException], be it in ways that another decoder lets pass: the caller then asks that
/// of the JDK, which also knows the words for it. Bytes behind the checksum are not looked at.
final class ZlibStream extends InputStream {
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// How far back a match may reach.
    private static final int WINDOW = 1 << 15;

    private static final int MOST_MATCH = 258;

    private static final int HEADER_BITS = 16;
    private static final int DEFLATE = 8;
    private static final int DICTIONARY = 1 << 13;

    private static final int LITERALS = 288;
    private static final int END_OF_BLOCK = 256;
    private static final int DISTANCES = 30;
    private static final int LENGTH_CODES = 19;
    private static final int REPEAT_LAST = 16;
    private static final int SHORT_ZEROS = 17;

    /// In which order the lengths of the code for lengths are stored.
    private static final List<Integer> LENGTH_ORDER =
            List.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15);

    private static final MatchCode LENGTH = MatchCode.ofLengths();
    private static final MatchCode DISTANCE = MatchCode.ofDistances();

    /// The memory that decompressing takes, half a megabyte, for one stream after the other: in a process that
    /// reads a few dozen images, fresh memory for each took a quarter of the time.
    static final class Scratch {
        /// A window, and as much more that moving the window is rare, and that all stays in the caches of a core.
        private final byte[] buffer = new byte[8 * WINDOW];

        private final HuffmanCode literals = new HuffmanCode();
        private final HuffmanCode distances = new HuffmanCode();
    }

    /// What the next bytes are made of.
    private enum Block {
        /// A block has yet to begin.
        NONE,
        /// Bytes as they are.
        STORED,
        /// Literals and matches.
        CODED
    }

    private final byte[] source;
    private final int sourceEnd;
    private int sourceAt;

    /// Bits of the source before `sourceAt` that are not used yet, the next one lowest.
    private long ahead;

    private int aheadBits;

    private final byte[] buffer;

    /// Of what [#read] has not returned yet.
    private int begin;

    private int end;
    private boolean finished;

    private Block block = Block.NONE;
    private boolean lastBlock;

    /// Bytes left in a STORED block.
    private int stored;

    private final HuffmanCode literals;
    private final HuffmanCode distances;
    private final Adler32 checksum = new Adler32();

    /// Returns the decompressed bytes of a stream that begins at `from`, and ends before `to`.
    ///
    /// @param scratch of no other stream that is still read
    /// @throws IOException if it does not begin as a zlib stream
    ZlibStream(byte[] source, int from, int to, Scratch scratch) throws IOException {
        buffer = scratch.buffer;
        literals = scratch.literals;
        distances = scratch.distances;
        this.source = source;
        this.sourceAt = from;
        this.sourceEnd = to;
        try {
            requireHeader();
        } catch (DataFormatException bad) {
            throw new IOException(bad);
        }
    }

    private void requireHeader() throws DataFormatException, EOFException {
        int header = bits(HEADER_BITS);
        int bigEndian = ((header & 0xff) << Byte.SIZE) | (header >>> Byte.SIZE);
        int windowBits = ((header >>> 4) & 0xf) + Byte.SIZE;
        if (bigEndian % 31 != 0
                || (header & 0xf) != DEFLATE
                || windowBits > 15
                || (header & DICTIONARY) != 0) {
            throw new DataFormatException("no zlib header: %04x".formatted(bigEndian));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (begin == end) {
            if (finished) {
                return -1;
            }
            decompress();
        }
        int count = Math.min(length, end - begin);
        System.arraycopy(buffer, begin, target, offset, count);
        checksum.update(target, offset, count);
        begin += count;
        return count;
    }

    /// Puts further bytes behind the window, or finds the end of the stream; everything before was read.
    private void decompress() throws IOException {
        if (end > buffer.length - MOST_MATCH) {
            System.arraycopy(buffer, end - WINDOW, buffer, 0, WINDOW);
            end = WINDOW;
            begin = end;
        }
        try {
            switch (block) {
                case NONE -> {
                    if (lastBlock) {
                        requireChecksum();
                        finished = true;
                    } else {
                        beginBlock();
                    }
                }
                case STORED -> copyStored();
                case CODED -> decode();
            }
        } catch (DataFormatException bad) {
            throw new IOException(bad);
        }
    }

    private void requireChecksum() throws DataFormatException, EOFException {
        bits(aheadBits % Byte.SIZE);
        int expected = Integer.reverseBytes(bits(Short.SIZE) | (bits(Short.SIZE) << Short.SIZE));
        if (expected != (int) checksum.getValue()) {
            throw new DataFormatException("the checksum does not fit");
        }
    }

    private void beginBlock() throws DataFormatException, EOFException {
        lastBlock = bits(1) == 1;
        switch (bits(2)) {
            case 0 -> beginStored();
            case 1 -> beginFixed();
            case 2 -> beginDynamic();
            default -> throw new DataFormatException("no such type of block");
        }
    }

    private void beginStored() throws DataFormatException, EOFException {
        bits(aheadBits % Byte.SIZE);
        stored = bits(Short.SIZE);
        if ((stored ^ bits(Short.SIZE)) != 0xffff) {
            throw new DataFormatException("a length and its complement do not fit");
        }
        sourceAt -= aheadBits / Byte.SIZE;
        ahead = 0;
        aheadBits = 0;
        block = Block.STORED;
    }

    private void copyStored() throws EOFException {
        int count = Math.min(stored, buffer.length - end);
        if (count > sourceEnd - sourceAt) {
            throw new EOFException();
        }
        System.arraycopy(source, sourceAt, buffer, end, count);
        sourceAt += count;
        end += count;
        stored -= count;
        if (stored == 0) {
            block = Block.NONE;
        }
    }

    private void beginFixed() throws DataFormatException {
        byte[] lengths = new byte[LITERALS];
        Arrays.fill(lengths, 0, 144, (byte) 8);
        Arrays.fill(lengths, 144, 256, (byte) 9);
        Arrays.fill(lengths, 256, 280, (byte) 7);
        Arrays.fill(lengths, 280, LITERALS, (byte) 8);
        literals.set(lengths, 0, LITERALS);
        byte[] five = new byte[DISTANCES + 2];
        Arrays.fill(five, (byte) 5);
        distances.set(five, 0, five.length);
        block = Block.CODED;
    }

    private void beginDynamic() throws DataFormatException, EOFException {
        int literalCount = 257 + bits(5);
        int distanceCount = 1 + bits(5);
        int codes = 4 + bits(4);
        byte[] lengths = new byte[LENGTH_CODES];
        for (int i = 0; i < codes; i++) {
            lengths[LENGTH_ORDER.get(i)] = (byte) bits(3);
        }
        literals.set(lengths, 0, LENGTH_CODES);
        byte[] both = lengths(literalCount + distanceCount);
        if (literalCount > 286 || distanceCount > DISTANCES || both[END_OF_BLOCK] == 0) {
            throw new DataFormatException("a code has too many symbols, or no end of block");
        }
        literals.set(both, 0, literalCount);
        distances.setSparse(both, literalCount, both.length, DISTANCES);
        block = Block.CODED;
    }

    /// Returns `count` lengths of code words, which are stored in the code that `literals` holds.
    private byte[] lengths(int count) throws DataFormatException, EOFException {
        byte[] lengths = new byte[count];
        int i = 0;
        while (i < count) {
            refill();
            int entry = literals.table()[(int) ahead & literals.mask()];
            drop(HuffmanCode.bits(entry));
            int symbol = HuffmanCode.symbol(entry);
            if (symbol < REPEAT_LAST) {
                lengths[i++] = (byte) symbol;
                continue;
            }
            int times =
                    switch (symbol) {
                        case REPEAT_LAST -> 3 + bits(2);
                        case SHORT_ZEROS -> 3 + bits(3);
                        default -> 11 + bits(7);
                    };
            if (times > count - i || (symbol == REPEAT_LAST && i == 0)) {
                throw new DataFormatException("lengths of a code are repeated that are not there");
            }
            Arrays.fill(lengths, i, i + times, symbol == REPEAT_LAST ? lengths[i - 1] : 0);
            i += times;
        }
        return lengths;
    }

    /// Decodes until the block ends or the buffer is full. A literal or a match takes 48 bits at most.
    private void decode() throws DataFormatException, EOFException {
        int[] literalTable = literals.table();
        int[] distanceTable = distances.table();
        int full = buffer.length - MOST_MATCH;
        while (end <= full) {
            refill();
            int entry = literalTable[(int) ahead & literals.mask()];
            drop(HuffmanCode.bits(entry));
            int symbol = HuffmanCode.symbol(entry);
            if (symbol < END_OF_BLOCK) {
                buffer[end++] = (byte) symbol;
                continue;
            }
            if (symbol == END_OF_BLOCK) {
                block = Block.NONE;
                return;
            }
            int code = symbol - END_OF_BLOCK - 1;
            if (!LENGTH.has(code)) {
                throw new DataFormatException("no such length of a match");
            }
            int length = LENGTH.least(code) + take(LENGTH.bits(code));
            entry = distanceTable[(int) ahead & distances.mask()];
            drop(HuffmanCode.bits(entry));
            code = HuffmanCode.symbol(entry);
            if (!DISTANCE.has(code)) {
                throw new DataFormatException("no such distance of a match");
            }
            copyMatch(DISTANCE.least(code) + take(DISTANCE.bits(code)), length);
        }
    }

    /// Appends `length` of the bytes that begin `distance` before the end; what is appended repeats if they are fewer.
    private void copyMatch(int distance, int length) throws DataFormatException {
        if (distance > end) {
            throw new DataFormatException("a match begins before the first byte");
        }
        int from = end - distance;
        int to = end + length;
        if (distance == 1) {
            Arrays.fill(buffer, end, to, buffer[from]);
        } else {
            for (int at = end; at < to; at += at - from) {
                System.arraycopy(buffer, from, buffer, at, Math.min(at - from, to - at));
            }
        }
        end = to;
    }

    /// Returns the next bits of the source, the first one lowest.
    ///
    /// @param count 0 to 16
    private int bits(int count) throws EOFException {
        refill();
        if (aheadBits < count) {
            throw new EOFException();
        }
        return take(count);
    }

    /// Returns bits that are known to be ahead.
    private int take(int count) {
        int bits = (int) ahead & ((1 << count) - 1);
        drop(count);
        return bits;
    }

    private void drop(int count) {
        ahead >>>= count;
        aheadBits -= count;
    }

    /// Brings at least 56 bits ahead. Where the source ends, zeros follow; who has used one of them is told the next time.
    private void refill() throws EOFException {
        if (sourceAt <= sourceEnd - Long.BYTES) {
            ahead |= (long) WORDS.get(source, sourceAt) << aheadBits;
            sourceAt += (63 - aheadBits) >>> 3;
            aheadBits |= 56;
        } else {
            refillNearEnd();
        }
    }

    private void refillNearEnd() throws EOFException {
        if (aheadBits < 0) {
            throw new EOFException();
        }
        for (; aheadBits <= 56 && sourceAt < sourceEnd; aheadBits += Byte.SIZE) {
            ahead |= (source[sourceAt++] & 0xffL) << aheadBits;
        }
    }
}
