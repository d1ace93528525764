package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

@DisplayName("Usage")
class UsageTest {
    @ParameterizedTest(name = "mensura {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | the command is missing, expected one of evaluate, merge,",
                "evalute | there is no command evalute; did you mean evaluate?; see mensura --help",
                "evaluate | --predictions is missing, expected --predictions PATH",
                "evaluate --predictions p | --targets is missing",
                "evaluate --predictions p --predictions q | --predictions is given 2 times,"
                        + " expected once",
                "evaluate --predictions --targets t | --predictions lacks its PATH",
                "evaluate p --predictions p --targets t | \"p\" is not expected here",
                "evaluate --predictions p --targets t | the classes are missing, expected either"
                        + " --num-classes N or --classes FILE",
                "evaluate --predictions p --targets t --num-classes 2 --classes f | the classes are"
                        + " given twice, expected either --num-classes N or --classes FILE",
                "evaluate --predictions p --targets t --num-classes x | --num-classes is \"x\","
                        + " expected an integer; see mensura evaluate --help",
                "evaluate --predictions p --targets t --num-classes 0 | --num-classes is 0,"
                        + " expected 1 to",
                "evaluate --predictions p --targets t --num-classes 2 --threads 0 | --threads is 0,"
                        + " expected 1",
                "evaluate --predictions p --targets t --num-classes 2 --format xml | expected one"
                        + " of table, json, csv, markdown",
                "evaluate --predictions p --targets t --num-classes 2 --simd gpu | expected one of"
                        + " auto, vector, scalar",
                "evaluate --predictions p --targets t --num-classes 2 --ignore x | --ignore is"
                        + " \"x\", expected an integer",
                "evaluate --predictions p --targets t --num-classes 2 --map 1 | expected FROM=TO",
                "evaluate --predictions p --targets t --num-classes 2 --map 1=0 --map 1=2 | label 1"
                        + " twice",
                "evaluate --predictions p --targets t --num-classes 2 --tread 2 | unknown option"
                        + " --tread; did you mean --threads?",
                "evaluate --predictions p --targets t --num-classes 2 --label-policy drop |"
                        + " \"drop\", expected one of reject, ignore-pixel, count-as-error",
                "evaluate --predictions p --targets t --num-classes 2 --profile monia | profile is"
                        + " \"monia\", of which there are 0, expected one of CITYSCAPES,",
                "evaluate --predictions p --targets t --num-classes 2 --exclude 2 | --exclude is"
                        + " \"2\", expected an id from 0 to 1 or the name of a class",
                "evaluate --predictions p --targets t --num-classes 255 --reduce-zero-label |"
                        + " --reduce-zero-label: ",
                "metrics --all | unknown option --all; did you mean",
                "merge | STATE is missing",
            })
    @DisplayName("that is wrong ends with exit code 2 and one line that says where to look")
    void wrong(String line, String message) {
        Command command = Command.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).startsWith("mensura: ").hasLineCount(1).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "evaluate", "merge", "metrics", "profiles", "info"})
    @DisplayName("is told by --help, the version by --version, everywhere")
    void help(String command) {
        Command help = Command.run(words(command, "--help"));
        Command version = Command.run(words(command, "--version"));

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: mensura").contains("--stacktrace");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("mensura \\S+\\R");
    }

    private static String[] words(String... words) {
        List<String> given = new ArrayList<>(Arrays.asList(words));
        given.removeIf(String::isEmpty);
        return given.toArray(String[]::new);
    }

    @Test
    @DisplayName(
            "mensura metrics lists names, aliases, options, what they expect and their defaults")
    void metrics() {
        Command command = Command.run("metrics");

        assertThat(command.exitCode()).isZero();
        assertThat(command.out())
                .contains("mean_iou (or miou")
                .contains("jaccard_index (or jaccard, iou")
                .contains("one of NONE, MACRO, MICRO, WEIGHTED; default MACRO")
                .contains("; required");
    }

    @Test
    @DisplayName("mensura profiles lists names and what differs from the default, metric by metric")
    void profiles() {
        Command command = Command.run("profiles");

        assertThat(command.exitCode()).isZero();
        assertThat(command.out().lines())
                .contains("MONAI", "  MONAI 1.5", "HUGGING_FACE")
                .anyMatch(line -> line.matches("    mean_iou: .*aggregation=PER_IMAGE_THEN_MEAN.*"))
                .noneMatch(line -> line.contains("absentValue=NaN"));
    }

    @Test
    @DisplayName("mensura info tells the version, the JVM and the kernel")
    void info() {
        Command command = Command.run("info");

        assertThat(command.exitCode()).isZero();
        assertThat(command.out())
                .containsPattern("java +" + Runtime.version().feature())
                .containsPattern(
                        "kernel +" + System.getProperty("mensura.expectedKernel", "scalar"))
                .contains("jdk.incubator.vector");
        boolean scalar = command.out().contains("kernel      scalar");
        assertThat(command.out().contains("for --simd vector")).isEqualTo(scalar);
    }

    @Test
    @DisplayName("a kernel that this JVM cannot have any more is refused")
    void otherKernel() {
        String here = Command.run("info").out().contains("vector,") ? "vector" : "scalar";
        String other = here.equals("vector") ? "scalar" : "vector";

        Command command =
                Command.run(
                        "evaluate",
                        "--predictions",
                        "p",
                        "--targets",
                        "t",
                        "--num-classes",
                        "2",
                        "--simd",
                        other);

        assertThat(command.exitCode()).isEqualTo(2);
        assertThat(command.err()).startsWith("mensura: --simd is " + other).hasLineCount(1);
    }

    @Test
    @DisplayName("a stack trace is shown on demand only")
    void stackTrace() {
        String[] line = {
            "evaluate", "--predictions", "p", "--targets", "t", "--num-classes", "2", "--stacktrace"
        };

        assertThat(Command.run(line).err())
                .startsWith("mensura: the prediction p does not exist")
                .contains("\tat dev.mensura.cli.");
    }
}
