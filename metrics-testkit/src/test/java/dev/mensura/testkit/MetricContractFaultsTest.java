package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@DisplayName("The contract of a metric")
class MetricContractFaultsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("fails a broken metric on exactly the laws it breaks:")
    void failsExactly(Fault fault) {
        ContractRun run = ContractRun.of(SuspectContract.class, fault.name());
        assertThat(run.failedRules())
                .isEqualTo(
                        fault.laws().stream()
                                .map(Law::toString)
                                .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(run.failureMessages())
                .allSatisfy(message ->
                        assertThat(message)
                                .matches("(?s)M\\d+ .* \\| SuspectContract \\| .*")
                                .contains("-Dmensura.seed="));
    }

    static Stream<Fault> faults() {
        return SuspectContract.all();
    }

    @Test
    @DisplayName("has a broken metric for each law")
    void everyLawIsBrokenOnce() {
        Set<Law> broken = EnumSet.noneOf(Law.class);
        faults().forEach(fault -> broken.addAll(fault.laws()));
        assertThat(broken).isEqualTo(EnumSet.range(Law.M1, Law.M16));
    }
}
