package dev.mensura.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What JUnit reports when it runs a contract test.
record ContractRun(EngineExecutionResults results) {

    static ContractRun of(Class<?> contract) {
        return of(contract, "none");
    }

    static ContractRun of(Class<?> contract, String suspect) {
        return new ContractRun(
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameter(SuspectContract.PARAMETER, suspect)
                        .selectors(selectClass(contract))
                        .execute());
    }

    /// Returns the display names of the groups (`M4 every sharding ...`) in which a test failed.
    Set<String> failedRules() {
        return results.allEvents()
                .failed()
                .map(event -> event.getTestDescriptor().isTest() ? parentOf(event) : nameOf(event))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns the display names of all groups that ran at least one test.
    Set<String> executedRules() {
        return results.testEvents()
                .finished()
                .map(ContractRun::parentOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Returns the display names of the tests that were executed in the group with this name.
    List<String> testsOf(String rule) {
        return results.testEvents()
                .finished()
                .filter(event -> parentOf(event).equals(rule))
                .map(ContractRun::nameOf)
                .toList();
    }

    List<String> failureMessages() {
        return results.allEvents()
                .failed()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(Throwable::getMessage)
                                .orElse(""))
                .toList();
    }

    private static String nameOf(Event event) {
        return event.getTestDescriptor().getDisplayName();
    }

    private static String parentOf(Event event) {
        return event.getTestDescriptor().getParent().orElseThrow().getDisplayName();
    }
}
