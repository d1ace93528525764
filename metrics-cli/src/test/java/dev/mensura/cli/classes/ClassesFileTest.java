package dev.mensura.cli.classes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

@DisplayName("A classes file says what the labels mean")
class ClassesFileTest {
    @TempDir private Path folder;

    @Test
    @DisplayName("names, ignored labels and colours")
    void everything() {
        ClassesFile file =
                read(
                        """
                        {"$schema": "x", "_note": "any", "numClasses": 4, "ignoreIndex": 255, "ignoreLabels": [-1, 300],
                         "ignoreColor": [1, 2, 3],
                         "classes": [{"id": 2, "name": "other", "ignoreInEval": true},
                                     {"id": 0, "name": "road", "color": [128, 64, 255], "_note": 1}]}
                        """);

        assertThat(file.numClasses()).isEqualTo(4);
        assertThat(file.ignoreLabels()).containsExactly(-1L, 2L, 255L, 300L);
        assertThat(file.name(0)).isEqualTo("road");
        assertThat(file.name(1)).isEqualTo("1");
        assertThat(file.name(2)).isEqualTo("other");
        assertThat(file.colors().labelOf(0x8040ff)).isZero();
        assertThat(file.colors().labelOf(0x010203)).as("ignoreColor").isEqualTo(255);
        assertThat(file.colors().labelOf(0x000000)).isEqualTo(-1);
        assertThat(file.colors().greatestLabel()).isEqualTo(255);
        assertThat(file.colors().ambiguity()).isEmpty();
        assertThatThrownBy(() -> file.name(4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("class id is 4, expected 0 to 3");
        assertThatThrownBy(() -> file.name(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    @DisplayName("without numClasses it is the greatest id plus 1; null is the same as left out")
    void leftOut() {
        ClassesFile file =
                read(
                        """
                        {"numClasses": null, "ignoreIndex": null, "ignoreLabels": null, "ignoreColor": null,
                         "classes": [{"id": 7, "name": null, "color": null, "ignoreInEval": null}, {"id": 3}]}
                        """);

        assertThat(file.numClasses()).isEqualTo(8);
        assertThat(file.ignoreLabels()).isEmpty();
        assertThat(file.name(7)).isEqualTo("7");
        assertThat(file.colors().isEmpty()).isTrue();
        assertThat(read("{\"numClasses\": 2147483647}").name(2_147_483_646))
                .isEqualTo("2147483646");
    }

    @Test
    @DisplayName("ignored labels have up to 63 bits")
    void greatestIntegers() {
        assertThat(
                        read("{\"numClasses\": 1, \"ignoreLabels\": [-0, 9223372036854775807,"
                                        + " -9223372036854775807]}")
                                .ignoreLabels())
                .containsExactly(-9_223_372_036_854_775_807L, 0L, 9_223_372_036_854_775_807L);
    }

    @Test
    @DisplayName("classes may share a colour; only the colour map is ambiguous")
    void sharedColor() {
        ClassesFile file =
                read(
                        """
                        {"classes": [{"id": 0, "color": [0, 0, 0]}, {"id": 1, "color": [0, 0, 0]},
                                     {"id": 2, "color": [0, 0, 0]}]}
                        """);

        assertThat(file.numClasses()).isEqualTo(3);
        assertThat(file.colors().ambiguity())
                .hasValue(
                        "in " + path() + " the colour #000000 of class 1 is also that of label 0");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "[255, 300, 1] | 255",
                "[0, 1]        | 0",
                "[-1, 70000, 1] | 1",
                "[65535, -1]   | 65535",
                "[2]           | 2"
            })
    @DisplayName(
            "ignoreColor stands for the smallest ignored label beside the classes, else among them")
    void ignoreColor(String ignoreLabels, int label) {
        ClassesFile file =
                read(
                        "{\"numClasses\": 2, \"ignoreColor\": [9, 9, 9], \"ignoreLabels\": "
                                + ignoreLabels
                                + "}");

        assertThat(file.colors().labelOf(0x090909)).isEqualTo(label);
    }

    @Test
    @DisplayName("ignoreColor may be that of the class it stands for, not of another one")
    void ignoreColorOfClass() {
        String json =
                """
                {"ignoreColor": [5, 5, 5], "ignoreIndex": %d,
                 "classes": [{"id": 0, "color": [5, 5, 5]}, {"id": 1}]}
                """;

        assertThat(read(json.formatted(0)).colors().ambiguity()).isEmpty();
        assertThat(read(json.formatted(255)).colors().ambiguity())
                .hasValueSatisfying(words ->
                        assertThat(words)
                                .endsWith("#050505 of ignoreColor is also that of label 0"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "[]|$ is [], expected an object {...}",
                "3|$ is 3, expected an object {...}",
                "null|$ is null, expected an object {...}",
                "{}|$.numClasses is missing, expected an integer, as there is no list of classes",
                "{\"classes\": []}|$.numClasses is missing, expected an integer, as there is no"
                        + " list of classes",
                "{\"numClasses\": 0}|$.numClasses is 0, expected an integer from 1 to 2147483647",
                "{\"numClasses\": 2.0}|$.numClasses is 2.0, expected an integer from 1 to"
                        + " 2147483647",
                "{\"numClasses\": \"2\"}|$.numClasses is \"2\", expected an integer from 1 to"
                        + " 2147483647",
                "{\"numClasses\": 2147483648}|$.numClasses is 2147483648, expected an integer from"
                        + " 1 to 2147483647",
                "{\"numClasses\": 1, \"ignoreIndex\": 1.5}|$.ignoreIndex is 1.5, expected an"
                        + " integer",
                "{\"numClasses\": 1e2}|$.numClasses is 100.0, expected an integer from 1 to"
                        + " 2147483647",
                "{\"numClasses\": 1e400}|$.numClasses is \"Infinity\", expected an integer from 1"
                        + " to 2147483647",
                "{\"numClasses\": true}|$.numClasses is true, expected an integer from 1 to"
                        + " 2147483647",
                "{\"numClasses\": 1, \"ignoreIndex\": -9223372036854775808}"
                        + "|$.ignoreIndex is -9223372036854775808, expected an integer",
                "{\"numClasses\": 1, \"ignoreIndex\": 99999999999999999999}"
                        + "|$.ignoreIndex is 99999999999999999999, expected an integer",
                "{\"numClasses\": 1, \"ignoreIndex\": [255]}|$.ignoreIndex is [255], expected an"
                        + " integer",
                "{\"numClasses\": 1, \"ignoreLabels\": 255}|$.ignoreLabels is 255, expected a list",
                "{\"numClasses\": 1, \"ignoreLabels\": [0, null]}|$.ignoreLabels[1] is null,"
                        + " expected an integer",
                "{\"numClasses\": 1, \"ignorelabels\": [0]}|$.ignorelabels is not known; did you"
                        + " mean \"ignoreLabels\"? Known are numClasses, ignoreIndex, ignoreLabels,"
                        + " ignoreColor, classes",
                "{\"classes\": [{\"id\": 0, \"colour\": [1, 2, 3]}]}|$.classes[0].colour is not"
                        + " known; did you mean \"color\"? Known are id, name, color, ignoreInEval",
                "{\"classes\": {}}|$.classes is {}, expected a list",
                "{\"classes\": {\"b\": [1.50, -1], \"a\": {\"\": null, \"c\": [false]}}}|$.classes"
                        + " is {\"b\":[1.5,-1],\"a\":{\"\":null,\"c\":[false]}}, expected a list",
                "{\"classes\": \"1 \\\"é\\\" / \\u00e9 \\\\ \\t\\u001f\"}"
                        + "|$.classes is \"1 \\\"é\\\" / é \\\\ \\t\\u001F\", expected a list",
                "{\"classes\": \"01234567890123456789012345678901234567\"}|$.classes is"
                        + " \"01234567890123456789012345678901234567\", expected a list",
                "{\"classes\": [[\"0123456789\", \"0123456789\", \"0123456789\", 0]]}"
                        + "|$.classes[0] is [\"0123456789\",\"0123456789\",\"0123456789\",...,"
                        + " expected an object {...}",
                "{\"classes\": [7]}|$.classes[0] is 7, expected an object {...}",
                "{\"classes\": [{}]}|$.classes[0].id is missing, expected an integer from 0 to"
                        + " 2147483646",
                "{\"classes\": [{\"id\": -1}]}|$.classes[0].id is -1, expected an integer from 0 to"
                        + " 2147483646",
                "{\"numClasses\": 2, \"classes\": [{\"id\": 2}]}"
                        + "|$.classes[0].id is 2, expected an integer from 0 to 1",
                "{\"classes\": [{\"id\": 1}, {\"id\": 1}]}"
                        + "|$.classes[1].id is 1, expected an id that no other class has",
                "{\"classes\": [{\"id\": 0, \"name\": \" \"}]}"
                        + "|$.classes[0].name is \" \", expected a text that is not blank",
                "{\"classes\": [{\"id\": 0, \"name\": 5}]}|$.classes[0].name is 5, expected a text"
                        + " that is not blank",
                "{\"classes\": [{\"id\": 0, \"name\": \"a\"}, {\"id\": 1, \"name\": \"a\"}]}"
                        + "|$.classes[1].name is \"a\", expected another name than that of class 0",
                "{\"classes\": [{\"id\": 0, \"name\": \"1\"}, {\"id\": 1}]}"
                        + "|$.classes[0].name is \"1\", expected another name than that of class 1",
                "{\"classes\": [{\"id\": 0, \"color\": [1, 2]}]}"
                        + "|$.classes[0].color is [1,2], expected a colour [r, g, b]",
                "{\"classes\": [{\"id\": 0, \"color\": \"#ffffff\"}]}"
                        + "|$.classes[0].color is \"#ffffff\", expected a colour [r, g, b]",
                "{\"classes\": [{\"id\": 0, \"color\": [1, 256, 0]}]}"
                        + "|$.classes[0].color[1] is 256, expected an integer from 0 to 255",
                "{\"classes\": [{\"id\": 0, \"ignoreInEval\": \"yes\"}]}"
                        + "|$.classes[0].ignoreInEval is \"yes\", expected true or false",
                "{\"numClasses\": 1, \"ignoreColor\": [1]}|$.ignoreColor is [1], expected a colour"
                        + " [r, g, b]",
                "{\"numClasses\": 1, \"ignoreLabels\": [-1], \"ignoreColor\": [1, 1,"
                        + " 1]}|$.ignoreColor is [1,1,1], expected an ignored label from 0 to 65535"
                        + " that it can stand for, like \"ignoreIndex\": 255",
            })
    @DisplayName(
            "what breaks a rule is refused with its place, what was expected and what was found")
    void refused(String json, String problem) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ClassesFileException.class)
                .hasMessage("%s: %s", path(), problem);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"numClasses\": 2,}|line 1, column 18",
                "{\"numClasses\": 2|line 1, column ",
                "not json|line 1, column ",
                "{\"numClasses\": 2} x|line 1, column ",
                "{\"numClasses\": NaN}|line 1, column ",
                "{\"numClasses\": 2, \"numClasses\": 3}|line 1, column ",
            })
    @DisplayName("what is not JSON is refused with its line and column")
    void notJson(String json, String place) {
        assertThatThrownBy(() -> read("\n\n" + json))
                .isInstanceOf(ClassesFileException.class)
                .hasMessageStartingWith(
                        "%s: not valid JSON at %s", path(), place.replace("line 1", "line 3"))
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "{\"classes\": [{\"id\": 0, \"id\": 1}]}|28: Duplicate Object property \"id\"",
                "{\"_a\": {\"b\": 1, \"b\": 1}}|20: Duplicate Object property \"b\"",
                "{} x|4: Unrecognized token 'x': was expecting (JSON String, Number, Array, Object"
                        + " or token 'null', 'true' or 'false')",
                "{} ]|4: Unexpected close marker ']': no open Array to close",
                "[1,]|4: Unexpected character (']' (code 93)): expected a value",
                "{\"_a\"|6: Unexpected end-of-input within/between Object entries",
                "\"a|3: Unexpected end-of-input in VALUE_STRING",
                "01|2: Invalid numeric value: Leading zeroes not allowed",
            })
    @DisplayName("what is not JSON is refused with the reason")
    void reason(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ClassesFileException.class)
                .hasMessage("%s: not valid JSON at line 1, column %s", path(), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "\"a\"", "1", "1.5", "true", "false", "null"})
    @DisplayName("a second value is refused where it begins")
    void trailing(String second) {
        assertThatThrownBy(() -> read("{\"numClasses\": 2}\n " + second))
                .isInstanceOf(ClassesFileException.class)
                .hasMessage(
                        "%s: not valid JSON at line 2, column 2: expected the end of the file",
                        path());
    }

    @Test
    @DisplayName("values may be 500 deep and numbers have 1,000 digits, not more")
    void limits() {
        assertThat(read(nested(499)).numClasses()).isEqualTo(1);
        assertThatThrownBy(() -> read(nested(500)))
                .isInstanceOf(ClassesFileException.class)
                .hasMessage(
                        "%s: not valid JSON: Document nesting depth (501) exceeds the maximum"
                            + " allowed (500, from `StreamReadConstraints.getMaxNestingDepth()`)",
                        path());
        assertThatThrownBy(() -> read("9".repeat(1_000)))
                .hasMessage("%s: $ is %s..., expected an object {...}", path(), "9".repeat(40));
        assertThatThrownBy(() -> read("9".repeat(1_001)))
                .isInstanceOf(ClassesFileException.class)
                .hasMessage(
                        "%s: not valid JSON: Number value length (1001) exceeds the maximum allowed"
                                + " (1000, from `StreamReadConstraints.getMaxNumberLength()`)",
                        path());
    }

    private static String nested(int lists) {
        return "{\"numClasses\": 1, \"_a\": " + "[".repeat(lists) + "]".repeat(lists) + "}";
    }

    @Test
    @DisplayName("no file, a folder, an empty file")
    void notReadable() {
        Path missing = folder.resolve("missing.json");

        assertThatThrownBy(() -> ClassesFile.read(missing)).hasMessage("%s: no such file", missing);
        assertThatThrownBy(() -> ClassesFile.read(folder))
                .hasMessage("%s: expected a JSON file, found a folder", folder);
        for (String empty : List.of("", " \n")) {
            assertThatThrownBy(() -> read(empty))
                    .isInstanceOf(ClassesFileException.class)
                    .hasMessage("%s: expected a JSON object, found an empty file", path());
        }
    }

    private Path path() {
        return folder.resolve("classes.json");
    }

    private ClassesFile read(String json) {
        try {
            return ClassesFile.read(Files.writeString(path(), json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
