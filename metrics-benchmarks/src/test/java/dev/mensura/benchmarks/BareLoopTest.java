package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.input.LabelType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BareLoopTest {
    private static final int CLASSES = 19;

    @ParameterizedTest
    @EnumSource(names = {"UINT8", "UINT16", "INT32", "INT64"})
    void countsEveryPair(LabelType type) {
        MaskPair pair = MaskPair.of(Texture.CITY, 61, 257, CLASSES, 3);
        long[] table = BareLoop.newTable(CLASSES);
        long[] expected = new long[CLASSES * CLASSES];
        pair.addTo(expected, CLASSES);

        BareLoop.over(
                        Storage.HEAP.prediction(pair.prediction(), type).heapBase().orElseThrow(),
                        Storage.HEAP.target(pair.target(), type).heapBase().orElseThrow(),
                        table,
                        CLASSES)
                .run();

        assertThat(table).startsWith(expected);
    }
}
