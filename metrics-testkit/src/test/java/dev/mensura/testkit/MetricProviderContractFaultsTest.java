package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.testkit.BrokenProviders.ProviderFault;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@DisplayName("The contract of a provider")
class MetricProviderContractFaultsTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("fails a broken provider on exactly the laws it breaks:")
    void failsExactly(ProviderFault fault, @TempDir Path folder) throws IOException {
        List<String> listed =
                fault.listed() ? List.of(fault.provider().getClass().getName()) : List.of();
        try (URLClassLoader loader = Services.listing(folder, listed)) {
            Services.within(
                    loader,
                    () -> {
                        ContractRun run =
                                ContractRun.of(SuspectProviderContract.class, fault.toString());
                        assertThat(run.failedRules())
                                .as(String.join("\n", run.failureMessages()))
                                .isEqualTo(
                                        fault.laws().stream()
                                                .map(Law::toString)
                                                .collect(Collectors.toCollection(TreeSet::new)));
                    });
        }
    }

    static Stream<ProviderFault> faults() {
        return BrokenProviders.all().stream();
    }

    @Test
    @DisplayName("has a broken provider for each law")
    void everyLawIsBrokenOnce() {
        Set<Law> broken = EnumSet.noneOf(Law.class);
        faults().forEach(fault -> broken.addAll(fault.laws()));
        assertThat(broken).isEqualTo(EnumSet.range(Law.P1, Law.P5));
    }

    /// The contract of the provider that the configuration parameter `suspect` names.
    @ExtendWith(SuspectProviderContract.Suspect.class)
    static class SuspectProviderContract extends MetricProviderContract {
        private final ProviderFault fault;

        SuspectProviderContract(ProviderFault fault) {
            this.fault = fault;
        }

        @Override
        protected MetricProvider provider() {
            return fault.provider();
        }

        @Override
        protected MetricOptions validOptions() {
            MetricOptions label = MetricOptions.none().with("ignoreLabel", 9);
            return provider() instanceof BrokenProviders.SilentlyRequired
                    ? label
                    : label.with("undefined", 0.5);
        }

        @Override
        protected Object sample() {
            return new int[] {1, 0, 9};
        }

        static final class Suspect implements ParameterResolver {
            @Override
            public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
                return parameter.getParameter().getType() == ProviderFault.class;
            }

            @Override
            public ProviderFault resolveParameter(
                    ParameterContext parameter, ExtensionContext context) {
                String name =
                        context.getConfigurationParameter(SuspectContract.PARAMETER).orElseThrow();
                return faults().filter(each -> each.toString().equals(name))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }
}
