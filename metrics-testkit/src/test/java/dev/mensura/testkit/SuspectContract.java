package dev.mensura.testkit;

import dev.mensura.api.MetricResult;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.List;
import java.util.stream.Stream;

/// The contract of the metric whose fault is named by the configuration parameter `suspect`; of the
/// good metric without it.
@ExtendWith(SuspectContract.Suspect.class)
class SuspectContract extends HitRateContract<Marks, MetricResult> {
    static final String PARAMETER = "suspect";

    private final Fault fault;

    SuspectContract(Fault fault) {
        this.fault = fault;
    }

    @Override
    protected MarkRate definition() {
        return fault.metric().apply(IGNORED);
    }

    @Override
    protected MarkRate otherOptions() {
        return fault.metric().apply(8);
    }

    @Override
    protected List<int[]> goodSamples() {
        return List.of(
                new int[] {1, 0, 1, 1},
                new int[] {1, 0},
                new int[] {IGNORED, 0, 0, IGNORED},
                new int[] {IGNORED, IGNORED},
                new int[0]);
    }

    @Override
    protected List<int[]> perfectSamples() {
        return List.of(new int[] {1, 1, IGNORED}, new int[] {1});
    }

    /// Gives the fault by its name.
    static final class Suspect implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Fault.class;
        }

        @Override
        public Fault resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(PARAMETER).orElse("none");
            return all().filter(fault -> fault.name().equals(name)).findFirst().orElseThrow();
        }
    }

    /// Returns the good metric and every broken one.
    static Stream<Fault> all() {
        return Stream.of(
                        List.of(Fault.none()),
                        MergeFaults.all(),
                        CountFaults.all(),
                        ReadOutFaults.all(),
                        FormatFaults.all())
                .flatMap(List::stream);
    }
}
