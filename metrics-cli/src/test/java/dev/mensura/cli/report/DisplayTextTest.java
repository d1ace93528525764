package dev.mensura.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

@DisplayName("Text on a terminal")
class DisplayTextTest {
    @ParameterizedTest(name = "{0} takes {1} columns")
    @CsvSource({
        "road, 4",
        "Straße, 6",
        "cafe\u0301, 4",
        "道路, 4",
        "ロード, 6",
        "ﾛｰﾄﾞ, 4",
        "도로, 4",
        "🚗, 2",
        "ＡＢ, 4",
        "'', 0"
    })
    @DisplayName("has a width in columns, not in characters")
    void width(String text, int columns) {
        assertThat(DisplayText.width(text)).isEqualTo(columns);
    }

    @Test
    @DisplayName("cannot break a line or move the cursor")
    void printable() {
        assertThat(DisplayText.printable("a\nb\u001b[1m\u2028c\td")).isEqualTo("a?b?[1m?c?d");
    }

    @Test
    @DisplayName("cannot turn the direction of a line; joined emoji stay")
    void direction() {
        assertThat(DisplayText.printable("a\u202eb\u2066c\u200fd\u061ce")).isEqualTo("a?b?c?d?e");
        assertThat(DisplayText.printable("\ud83d\udc69\u200d\ud83d\ude80"))
                .isEqualTo("\ud83d\udc69\u200d\ud83d\ude80");
    }

    @Test
    @DisplayName("is aligned in tables, also with long and non-ASCII names")
    void table() {
        Table table =
                new Table(
                        List.of("class", "IoU", "support"),
                        List.of(
                                List.of("道路", "0.5000", "1"),
                                List.of("a very long name of a class", "-", "1234567890"),
                                List.of("Straße", "1.0000", "20")),
                        true);
        StringBuilder text = new StringBuilder();

        table.appendTo(text);

        assertThat(text.toString().lines())
                .containsExactly(
                        "class                           IoU     support",
                        "道路                         0.5000           1",
                        "a very long name of a class       -  1234567890",
                        "Straße                       1.0000          20");
    }
}
