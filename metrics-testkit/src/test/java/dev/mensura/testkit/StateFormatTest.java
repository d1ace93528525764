package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.CountState;
import dev.mensura.api.StateFormatException;
import dev.mensura.testkit.HitRate.Hits;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

@DisplayName("The binary form of a state")
class StateFormatTest {
    private static final int MUTATIONS = 20_000;

    private final Hits hits = new Hits(9);
    private final CountState state = state();
    private final byte[] written = hits.write(state);

    @Test
    @DisplayName("is little-endian: magic, version, fingerprint, content, checksum")
    void layout() {
        assertThat(HexFormat.of().formatHex(written, 0, 12)).isEqualTo("4d4e53520100000013000000");
        assertThat(new String(written, 12, 19, StandardCharsets.UTF_8))
                .isEqualTo("hits{ignoreLabel=9}");
        assertThat(HexFormat.of().formatHex(written, 31, 51))
                .isEqualTo("28000000" + "0100000000000000" + "0200000000000000");
        assertThat(written).hasSize(31 + 4 + 40 + 4);
        assertThat(hits.read(written)).isEqualTo(state);
    }

    @Test
    @DisplayName("says why it refuses: foreign, newer, damaged, truncated, followed, other options")
    void saysWhy() {
        refuses(new byte[0], "state is foreign");
        refuses("PNG and more".getBytes(StandardCharsets.UTF_8), "foreign");
        byte[] newer = written.clone();
        newer[4] = 2;
        refuses(newer, "state has format version 2, this library reads 1");
        byte[] damaged = written.clone();
        damaged[40] ^= 1;
        refuses(damaged, "damaged");
        refuses(Arrays.copyOf(written, written.length - 1), "truncated");
        refuses(Arrays.copyOf(written, written.length + 3), "followed by 3 unexpected bytes");
        refuses(
                new Hits(8).write(state),
                "state was written by hits{ignoreLabel=8}, expected hits{ignoreLabel=9}");
    }

    private void refuses(byte[] bytes, String reason) {
        assertThatThrownBy(() -> hits.read(bytes))
                .isInstanceOf(StateFormatException.class)
                .hasMessageContaining(reason);
    }

    @Test
    @DisplayName("gives the equal state or a StateFormatException after any mutation")
    void anyMutation() {
        Random random = new Random(Seed.VALUE);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = mutated(random);
            try {
                assertThat(hits.read(mutated)).as(Seed.replay()).isEqualTo(state);
            } catch (StateFormatException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    private byte[] mutated(Random random) {
        byte[] bytes = written.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(2 * bytes.length));
                case 2 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(bytes.length - Math.max(at, from), random.nextInt(16));
                    System.arraycopy(bytes.clone(), from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    @Test
    @DisplayName("refuses content that is no state, whatever the checksum says")
    void impossibleContent() {
        List<Tampering.Bytes> spoiled = Tampering.withRightChecksum(written, new Random(1));
        assertThat(spoiled).hasSize(3 * 40);
        for (Tampering.Bytes bytes : spoiled) {
            if (bytes.name().endsWith("of content")) {
                refuses(bytes.content(), "truncated");
            }
        }
        byte[] negative =
                spoiled.stream()
                        .filter(bytes -> bytes.name().equals("bits ff flipped in byte 42"))
                        .findFirst()
                        .orElseThrow()
                        .content();
        refuses(negative, "samples is -");
    }

    private static CountState state() {
        CountState state = new CountState(4);
        state.addSample(2, 3, 1, 0);
        return state;
    }
}
