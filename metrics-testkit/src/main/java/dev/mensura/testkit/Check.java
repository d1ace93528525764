package dev.mensura.testkit;

import dev.mensura.api.MetricResult;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AssertionFailureBuilder;
import org.junit.jupiter.api.function.Executable;

import java.util.Objects;
import java.util.function.Consumer;

/// Compares what one case of a law expects with what happened. Every failure is one line that names
/// the law, the metric, the case and the seed, followed by both values.
final class Check {
    private final String rule;
    private final String subject;
    private final String name;

    Check(String rule, String subject, String name) {
        this.rule = rule;
        this.subject = subject;
        this.name = name;
    }

    /// Runs the proof; whatever it throws by accident is a failure of the law too.
    void run(Consumer<Check> proof) {
        try {
            proof.accept(this);
        } catch (AssertionError failed) {
            throw failed;
        } catch (RuntimeException | Error thrown) {
            AssertionFailureBuilder.assertionFailure()
                    .message(message("threw " + thrown))
                    .cause(thrown)
                    .buildAndThrow();
        }
    }

    void isTrue(boolean truth, String expectation) {
        if (!truth) {
            AssertionFailureBuilder.assertionFailure()
                    .message(message(expectation))
                    .includeValuesInMessage(false)
                    .buildAndThrow();
        }
    }

    /// Checks that both are equal in both directions, with equal hash codes.
    void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            fail(what, expected, actual);
        }
        if (!actual.equals(expected)) {
            fail(what + ", asked the other way round", expected, actual);
        }
        if (expected.hashCode() != actual.hashCode()) {
            fail("hash code of " + what, expected.hashCode(), actual.hashCode());
        }
    }

    void differ(String what, Object one, Object other) {
        isTrue(!one.equals(other) && !other.equals(one), what + " must differ, both are " + one);
    }

    /// Checks that both are the same number to the last bit, `NaN` being equal to `NaN`.
    void sameBits(String what, double expected, double actual) {
        if (Double.compare(expected, actual) != 0) {
            fail(what, expected, actual);
        }
    }

    /// Checks that both are undefined, or the same, or no further apart than `tolerance`.
    void near(String what, double expected, double actual, double tolerance) {
        if (Double.compare(expected, actual) != 0 && !(Math.abs(expected - actual) <= tolerance)) {
            fail(what + (tolerance == 0 ? "" : " within " + tolerance), expected, actual);
        }
    }

    /// Checks that both results say the same, in every number and as a whole.
    void sameResult(String what, MetricResult expected, MetricResult actual) {
        sameBits("value of " + what, expected.value(), actual.value());
        same("numbers per class of " + what, expected.perClass(), actual.perClass());
        same("evidence of " + what, expected.evidence(), actual.evidence());
        same("result of " + what, expected, actual);
    }

    /// Checks that `action` throws exactly this kind of exception with a message that says
    /// something, all of `mentions` included, and returns it.
    <T extends RuntimeException> T throwing(
            Class<T> type, String what, Executable action, String... mentions) {
        Throwable thrown = thrownBy(action);
        if (thrown == null || !type.isInstance(thrown)) {
            throw AssertionFailureBuilder.assertionFailure()
                    .message(message(what))
                    .expected(type.getName())
                    .actual(thrown == null ? "no exception" : thrown.toString())
                    .cause(thrown)
                    .build();
        }
        String text = Objects.requireNonNullElse(thrown.getMessage(), "");
        isTrue(!text.isBlank(), what + " throws without a message");
        for (String mention : mentions) {
            if (!text.contains(mention)) {
                fail("message when " + what, mention, text);
            }
        }
        return type.cast(thrown);
    }

    private static @Nullable Throwable thrownBy(Executable action) {
        try {
            action.execute();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private void fail(String what, @Nullable Object expected, @Nullable Object actual) {
        AssertionFailureBuilder.assertionFailure()
                .message(message(what))
                .expected(expected)
                .actual(actual)
                .buildAndThrow();
    }

    private String message(String what) {
        return "%s | %s | %s | %s | %s".formatted(rule, subject, name, Seed.replay(), what);
    }
}
