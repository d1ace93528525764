package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.Evidence;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@DisplayName("A contract test")
class MetricContractRulesTest {
    private static final Path SOURCES = Path.of("src");

    @Test
    @DisplayName("runs every law on at least one case")
    void runsEveryLaw() {
        ContractRun run = ContractRun.of(HitRateTest.class);
        assertThat(run.failedRules()).isEmpty();
        assertThat(run.executedRules())
                .isEqualTo(
                        Stream.concat(
                                        Stream.of(HookRules.NAME),
                                        EnumSet.range(Law.M1, Law.M16).stream().map(Law::toString))
                                .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(run.results().testEvents().skipped().count()).isZero();
    }

    @Test
    @DisplayName("fails a law that found no case")
    void noCaseFails() {
        ContractRun run = ContractRun.of(NothingToReject.class);
        assertThat(run.failedRules()).containsExactly(Law.M12.toString());
        assertThat(run.failureMessages())
                .singleElement()
                .asString()
                .contains("M12", "NothingToReject", "the law ran on no case");
    }

    @Test
    @DisplayName("shows an opt-out as a test named after its reason")
    void optOutIsVisible() {
        ContractRun run = ContractRun.of(OptedOut.class);
        assertThat(run.failedRules()).isEmpty();
        assertThat(run.testsOf(Law.M12.toString())).containsExactly("opted out: takes anything");
        assertThat(run.executedRules()).hasSize(17);
    }

    @Test
    @DisplayName("fails an opt-out with a blank reason")
    void blankReasonFails() {
        ContractRun run = ContractRun.of(OptedOutBlankly.class);
        assertThat(run.failedRules()).containsExactly(Law.M4.toString());
        assertThat(run.failureMessages())
                .singleElement()
                .asString()
                .contains("opting out of a law needs a reason");
    }

    @Test
    @DisplayName("fails an opt-out of a law that it does not prove")
    void foreignOptOutFails() {
        ContractRun run = ContractRun.of(OptedOutOfProvider.class);
        assertThat(run.failedRules()).containsExactly(HookRules.NAME);
    }

    @Test
    @DisplayName("blames a hook that reuses its samples, or has too few, on the hook")
    void wrongHooksFail() {
        assertThat(ContractRun.of(SameSamples.class).failedRules()).contains(HookRules.NAME);
        assertThat(ContractRun.of(TwoSamples.class).failedRules()).containsExactly(HookRules.NAME);
    }

    @Test
    @DisplayName("fails M10 when scribbling changes nothing, and M14 without a perfect sample")
    void emptyHooksFail() {
        assertThat(ContractRun.of(NeverScribbled.class).failedRules())
                .containsExactly(Law.M10.toString());
        assertThat(ContractRun.of(NothingPerfect.class).failedRules())
                .containsExactly(Law.M14.toString());
    }

    @Test
    @DisplayName("fails M13 beyond the tolerance and M11 on other evidence")
    void toleranceAndEvidenceCount() {
        assertThat(ContractRun.of(SlightlyOff.class).failedRules())
                .containsExactly(Law.M13.toString());
        assertThat(ContractRun.of(SlightlyOffButTolerant.class).failedRules()).isEmpty();
        assertThat(ContractRun.of(OtherEvidence.class).failedRules())
                .containsExactly(Law.M11.toString());
    }

    @Test
    @DisplayName("names its groups as the laws are worded")
    void displayNamesAreTheLaws() {
        assertThat(displayNames(MetricContract.class))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        Stream.of(HookRules.NAME),
                                        EnumSet.range(Law.M1, Law.M16).stream().map(Law::toString))
                                .toList());
        assertThat(displayNames(MetricProviderContract.class))
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.range(Law.P1, Law.P5).stream().map(Law::toString).toList());
    }

    private static List<String> displayNames(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(TestFactory.class))
                .map((Method method) -> method.getAnnotation(DisplayName.class).value())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MetricContract HitRateTest", "MetricProviderContract HitRateProviderTest"})
    @DisplayName("has an example in its documentation that compiles and passes")
    void exampleIsATest(String names) throws IOException {
        String contract = names.split(" ")[0];
        String test = names.split(" ")[1];
        List<String> example =
                read("main", contract)
                        .dropWhile(line -> !line.equals("/// ```java"))
                        .skip(1)
                        .takeWhile(line -> !line.equals("/// ```"))
                        .map(line -> line.substring(Math.min(4, line.length())))
                        .toList();
        List<String> source =
                read("test", test).dropWhile(line -> !line.startsWith("class ")).toList();
        assertThat(example).isNotEmpty().isEqualTo(source);
    }

    private static Stream<String> read(String set, String type) throws IOException {
        return Files.readAllLines(
                SOURCES.resolve(set).resolve("java/dev/mensura/testkit").resolve(type + ".java"))
                .stream();
    }

    @Test
    @DisplayName("takes its seed from mensura.seed: 1, a number, or random")
    void seedIsReadFromAProperty() {
        assertThat(Seed.parse(null)).isEqualTo(1);
        assertThat(Seed.parse("-42")).isEqualTo(-42);
        assertThat(Stream.generate(() -> Seed.parse("random")).limit(8).distinct().count())
                .isGreaterThan(1);
        assertThatThrownBy(() -> Seed.parse("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mensura.seed is \"x\", expected an integer or random");
    }

    @ParameterizedTest
    @EnumSource(Sharding.class)
    @DisplayName("cuts samples without losing, repeating or reordering any")
    void shardingKeepsEverySample(Sharding sharding) {
        for (int size = 0; size < 40; size++) {
            List<Integer> samples = IntStream.range(0, size).boxed().toList();
            List<List<Integer>> shards = sharding.cut(samples, new Random(size));
            assertThat(shards).allSatisfy(shard -> assertThat(shard).isNotEmpty());
            assertThat(shards.stream().flatMap(List::stream)).isEqualTo(samples);
        }
    }

    static class NothingToReject extends HitRateTest {
        @Override
        protected List<int[]> rejectedSamples() {
            return List.of();
        }
    }

    static class OptedOut extends NothingToReject {
        @Override
        protected Map<Law, String> optOuts() {
            return Map.of(Law.M12, "takes anything");
        }
    }

    static class OptedOutBlankly extends HitRateTest {
        @Override
        protected Map<Law, String> optOuts() {
            return Map.of(Law.M4, "  ");
        }
    }

    static class OptedOutOfProvider extends HitRateTest {
        @Override
        protected Map<Law, String> optOuts() {
            return Map.of(Law.P1, "has no provider");
        }
    }

    static class SameSamples extends HitRateTest {
        private static final List<int[]> ALWAYS =
                List.of(new int[] {1}, new int[] {0}, new int[] {1, 0});

        @Override
        protected List<int[]> goodSamples() {
            return ALWAYS;
        }
    }

    static class TwoSamples extends HitRateTest {
        @Override
        protected List<int[]> goodSamples() {
            return List.of(new int[] {1, 0}, new int[] {1}, new int[] {1});
        }
    }

    static class NeverScribbled extends HitRateTest {
        @Override
        protected void scribbleOver(int[] sample) {}
    }

    static class NothingPerfect extends HitRateTest {
        @Override
        protected List<int[]> perfectSamples() {
            return List.of();
        }
    }

    static class SlightlyOff extends HitRateTest {
        @Override
        protected Expected reference(List<int[]> samples) {
            return Expected.of(super.reference(samples).value() + 0x1p-40);
        }
    }

    static class SlightlyOffButTolerant extends SlightlyOff {
        @Override
        protected double tolerance() {
            return 0x1p-39;
        }
    }

    static class OtherEvidence extends HitRateTest {
        @Override
        protected Expected reference(List<int[]> samples) {
            return super.reference(samples)
                    .withEvidence(Evidence.builder().samples(samples.size()).build());
        }
    }
}
