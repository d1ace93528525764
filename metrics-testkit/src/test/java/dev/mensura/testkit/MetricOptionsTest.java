package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.MetricDescriptor.Direction;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.OptionSchema;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

@DisplayName("Options")
class MetricOptionsTest {
    private static final MetricOption<Integer> INTEGER = MetricOption.integer("classes", 1, 9);
    private static final MetricOption<Double> NUMBER = MetricOption.number("beta", 0, 2);
    private static final MetricOption<Double> OR_NAN = MetricOption.numberOrNaN("absent", 0, 1);
    private static final MetricOption<Boolean> FLAG = MetricOption.flag("adjusted");
    private static final MetricOption<Direction> CHOICE =
            MetricOption.choice("direction", Direction.class);
    private static final MetricOption<Set<Long>> INTEGERS = MetricOption.integers("ignore");

    static Stream<Arguments> fitting() {
        return Stream.of(
                Arguments.of(INTEGER, 9, 9),
                Arguments.of(INTEGER, 1L, 1),
                Arguments.of(INTEGER, (short) 2, 2),
                Arguments.of(INTEGER, (byte) 3, 3),
                Arguments.of(INTEGER, " 4 ", 4),
                Arguments.of(NUMBER, 0.5, 0.5),
                Arguments.of(NUMBER, 0.3f, 0.3),
                Arguments.of(NUMBER, 2, 2.0),
                Arguments.of(NUMBER, "1e-1", 0.1),
                Arguments.of(OR_NAN, Double.NaN, Double.NaN),
                Arguments.of(OR_NAN, "NaN", Double.NaN),
                Arguments.of(OR_NAN, 1, 1.0),
                Arguments.of(FLAG, true, true),
                Arguments.of(FLAG, "FALSE", false),
                Arguments.of(CHOICE, Direction.LOWER_IS_BETTER, Direction.LOWER_IS_BETTER),
                Arguments.of(CHOICE, "lower_is_better", Direction.LOWER_IS_BETTER),
                Arguments.of(INTEGERS, 7, Set.of(7L)),
                Arguments.of(INTEGERS, "0+255", Set.of(0L, 255L)),
                Arguments.of(INTEGERS, "", Set.of()),
                Arguments.of(INTEGERS, List.of(1, "2"), Set.of(1L, 2L)),
                Arguments.of(INTEGERS, new int[] {3, -1}, Set.of(-1L, 3L)),
                Arguments.of(INTEGERS, new long[] {1L << 40}, Set.of(1L << 40)));
    }

    @ParameterizedTest(name = "{0} takes {1}")
    @MethodSource("fitting")
    @DisplayName("are taken as values and as text:")
    void taken(MetricOption<?> option, Object given, Object value) {
        MetricOptions options = MetricOptions.none().with(option.name(), given);
        assertThat((Object) options.get(option)).isEqualTo(value);
        OptionSchema.of(option).check(options);
    }

    static Stream<Arguments> unfitting() {
        return Stream.of(
                Arguments.of(INTEGER, 0, "option classes is 0, expected an integer from 1 to 9"),
                Arguments.of(
                        INTEGER, "10", "option classes is \"10\", expected an integer from 1 to 9"),
                Arguments.of(
                        INTEGER,
                        1L << 32,
                        "option classes is 4294967296, expected an integer from 1 to 9"),
                Arguments.of(
                        INTEGER, 1.5, "option classes is 1.5, expected an integer from 1 to 9"),
                Arguments.of(
                        INTEGER, "x", "option classes is \"x\", expected an integer from 1 to 9"),
                Arguments.of(
                        NUMBER,
                        Double.NaN,
                        "option beta is NaN, expected a number from 0.0 to 2.0"),
                Arguments.of(
                        NUMBER, -0.1, "option beta is -0.1, expected a number from 0.0 to 2.0"),
                Arguments.of(
                        NUMBER, true, "option beta is true, expected a number from 0.0 to 2.0"),
                Arguments.of(
                        OR_NAN, 2, "option absent is 2, expected a number from 0.0 to 1.0, or NaN"),
                Arguments.of(FLAG, "yes", "option adjusted is \"yes\", expected true or false"),
                Arguments.of(FLAG, 1, "option adjusted is 1, expected true or false"),
                Arguments.of(
                        CHOICE,
                        "up",
                        "option direction is \"up\", expected one of HIGHER_IS_BETTER,"
                                + " LOWER_IS_BETTER"),
                Arguments.of(
                        INTEGERS,
                        "1,2",
                        "option ignore is \"1,2\", expected integers joined by +, for example"
                                + " 0+255"),
                Arguments.of(
                        INTEGERS,
                        List.of(1.5),
                        "option ignore is [1.5], expected integers joined by +, for example"
                                + " 0+255"));
    }

    @ParameterizedTest(name = "{0} refuses {1}")
    @MethodSource("unfitting")
    @DisplayName("are refused with their name, the expected and the actual:")
    void refused(MetricOption<?> option, Object given, String message) {
        MetricOptions options = MetricOptions.none().with(option.name(), given);
        assertThatThrownBy(() -> options.get(option))
                .isInstanceOfSatisfying(
                        MetricOptionException.class,
                        thrown -> assertThat(thrown.option()).isEqualTo(option.name()))
                .hasMessage(message);
        assertThatThrownBy(() -> OptionSchema.of(option).check(options)).hasMessage(message);
    }

    @Test
    @DisplayName("fall back to their default, or say that they are missing")
    void defaults() {
        MetricOptions none = MetricOptions.none();
        assertThat(none.get(INTEGER.orElse(3))).isEqualTo(3);
        assertThat(none.find(INTEGER)).isEmpty();
        assertThatThrownBy(() -> none.get(INTEGER))
                .hasMessage("option classes is missing, expected an integer from 1 to 9");
        OptionSchema.of(INTEGER, NUMBER.orElse(1.0)).check(none);
        MetricOption<Integer> required = INTEGER.orElse(3).required().summary("classes");
        assertThat(required.isRequired()).isTrue();
        assertThat(required.defaultValue()).isEmpty();
        assertThat(required.summary()).isEqualTo("classes");
        assertThatThrownBy(() -> OptionSchema.of(NUMBER, required).check(none))
                .isInstanceOf(MetricOptionException.class)
                .hasMessage("option classes is missing, expected an integer from 1 to 9");
    }

    @Test
    @DisplayName("that nobody knows are refused with the nearest that is known")
    void unknown() {
        OptionSchema schema = OptionSchema.of(INTEGER, NUMBER);
        assertThatThrownBy(() -> schema.check(MetricOptions.none().with("clases", 3)))
                .isInstanceOf(MetricOptionException.class)
                .hasMessage("option clases is not known, expected classes? Known: classes, beta");
        assertThatThrownBy(() -> OptionSchema.of().check(MetricOptions.none().with("a", 3)))
                .hasMessage("option a is not known, expected none: there are no names");
    }

    @Test
    @DisplayName("are values, and a schema has each name once")
    void values() {
        MetricOptions options = MetricOptions.none().with("a", 1).with("b", "x");
        assertThat(options)
                .isEqualTo(MetricOptions.none().with("b", "x").with("a", 1))
                .hasSameHashCodeAs(MetricOptions.none().with("b", "x").with("a", 1))
                .isNotEqualTo(options.with("a", 2))
                .hasToString("{a=1, b=x}");
        assertThat(options.names()).containsExactly("a", "b");
        assertThat(MetricOptions.none().names()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionSchema.of(INTEGER, INTEGER))
                .withMessage("options has two named classes, expected one of each name");
    }

    @Test
    void collectionsAndArraysAreCopied() {
        Set<Long> labels = new TreeSet<>(Set.of(1L));
        int[] classes = {1, 2};
        MetricOptions options =
                MetricOptions.none().with("ignoreLabels", labels).with("excludedClasses", classes);
        labels.add(2L);
        classes[0] = 7;

        assertThat(options)
                .isEqualTo(
                        MetricOptions.none()
                                .with("ignoreLabels", Set.of(1L))
                                .with("excludedClasses", new int[] {1, 2}));
        assertThat(options.get(MetricOption.integers("excludedClasses"))).containsExactly(1L, 2L);
    }

    @Test
    void nullInACollectionDoesNotFit() {
        MetricOption<Set<Long>> labels = MetricOption.integers("ignoreLabels");
        assertThatThrownBy(() -> labels.convert(Arrays.asList(1, null)))
                .isInstanceOf(MetricOptionException.class)
                .hasMessageContaining("ignoreLabels");
    }

    @Test
    void hyphensStandForUnderscoresInAChoice() {
        assertThat(CHOICE.convert("lower-is-better")).isEqualTo(Direction.LOWER_IS_BETTER);
    }
}
