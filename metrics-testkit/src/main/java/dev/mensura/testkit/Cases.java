package dev.mensura.testkit;

import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Collects the cases on which one law is proved; each becomes a test of its own.
final class Cases {
    private static final System.Logger LOG = System.getLogger("dev.mensura.testkit");

    private final String rule;
    private final String subject;
    private final List<DynamicNode> tests = new ArrayList<>();
    private final Random random;

    private Cases(String rule, String subject) {
        this.rule = rule;
        this.subject = subject;
        this.random = new Random(Seed.VALUE + rule.hashCode());
    }

    /// Returns the tests of a law: its cases, or one test that names the reason for opting out, or
    /// one failing test if the reason is blank or there is no case.
    static Stream<DynamicNode> of(
            Law law, String subject, Map<Law, String> optOuts, Consumer<Cases> author) {
        String reason = optOuts.get(law);
        Cases cases = new Cases(law.toString(), subject);
        if (reason == null) {
            return cases.writtenBy(author);
        }
        LOG.log(Level.WARNING, "{0} opts out of {1}: {2}", subject, law, reason);
        cases.add(
                "opted out: " + reason,
                check -> check.isTrue(!reason.isBlank(), "opting out of a law needs a reason"));
        return cases.tests.stream();
    }

    /// Returns the tests of a rule that nobody can opt out of.
    static Stream<DynamicNode> of(String rule, String subject, Consumer<Cases> author) {
        return new Cases(rule, subject).writtenBy(author);
    }

    private Stream<DynamicNode> writtenBy(Consumer<Cases> author) {
        try {
            author.accept(this);
        } catch (RuntimeException broken) {
            add(
                    "cases can be made",
                    check -> {
                        throw broken;
                    });
        }
        if (tests.isEmpty()) {
            add("there is a case", check -> check.isTrue(false, "the law ran on no case"));
        }
        return tests.stream();
    }

    /// Adds a case.
    void add(String name, Consumer<Check> proof) {
        Check check = new Check(rule, subject, name);
        tests.add(DynamicTest.dynamicTest(name, () -> check.run(proof)));
    }

    /// Returns the source of this law's random choices, the same for the same seed whatever other
    /// laws draw.
    Random random() {
        return random;
    }
}
