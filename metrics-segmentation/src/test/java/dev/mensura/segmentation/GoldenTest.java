package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.segmentation.GoldenReplay.Outcome;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Compares our metrics with what other libraries answered to the same arrays, first with our
/// defaults, then with the peer's profile; see [GoldenReplay]. What comes out is the table of
/// `docs/golden.md`.
///
/// The cases are those of the folder named by `-Dmensura.golden`, else those of `golden.zip`.
@TestInstance(Lifecycle.PER_CLASS)
final class GoldenTest {
    private static final int MOST_FAILURES_SHOWN = 20;

    /// The decisions that no profile takes over, because the peer is wrong there: what still differs
    /// with its profile.
    private static final Map<GoldenPeer, Set<GoldenChoice>> FAULTS =
            Map.of(
                    GoldenPeer.TORCHMETRICS,
                    EnumSet.of(
                            GoldenChoice.IGNORED_CLASS_LISTED,
                            GoldenChoice.ABSENT_CLASS_POISONS,
                            GoldenChoice.WEIGHTS_OF_THE_BATCH,
                            GoldenChoice.ABSENT_IN_IMAGE_IS_ZERO,
                            GoldenChoice.NEVER_SEEN_IS_MINUS_ONE,
                            GoldenChoice.EXCLUDED_CLASS_DROPPED),
                    GoldenPeer.MONAI,
                    EnumSet.of(
                            GoldenChoice.ABSENT_IN_IMAGE_IS_ONE,
                            GoldenChoice.EXCLUDED_CLASS_DROPPED),
                    GoldenPeer.KERAS,
                    EnumSet.of(GoldenChoice.IGNORED_CLASS_IN_MEAN),
                    GoldenPeer.MMSEG,
                    EnumSet.of(GoldenChoice.F_FROM_PRECISION_AND_RECALL));

    /// The groups of the cases that this module answers.
    private static final Set<String> GROUPS = Set.of("A", "B", "C", "D", "E", "F", "G", "I");

    private final Map<String, List<String>> failures = new TreeMap<>();
    private final GoldenReport report = new GoldenReport();

    @BeforeAll
    void replay() {
        for (GoldenCase golden : GoldenData.load().cases()) {
            List<String> ofMetric =
                    failures.computeIfAbsent(
                            golden.group() + " " + golden.metric(), any -> new ArrayList<>());
            if (golden.peer() == GoldenPeer.SEVERAL) {
                List<String> broken = GoldenHostile.failures(golden);
                ofMetric.addAll(broken);
                report.addHostile(golden, broken.isEmpty());
                continue;
            }
            for (Outcome outcome : GoldenReplay.of(golden)) {
                ofMetric.addAll(outcome.failures());
                report.add(golden, outcome);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseIsEqualOrDiffersByChoice() {
        assertThat(failures).as("golden cases").isNotEmpty();
        return failures.entrySet().stream()
                .map(metric ->
                        DynamicTest.dynamicTest(
                                metric.getKey(),
                                () ->
                                        assertThat(
                                                        metric.getValue().stream()
                                                                .limit(MOST_FAILURES_SHOWN))
                                                .as(
                                                        "the first of %d failures",
                                                        metric.getValue().size())
                                                .isEmpty()));
    }

    @Test
    void ourOwnCasesAreOfEveryGroup() {
        if (GoldenData.isOwn()) {
            assertThat(failures.keySet().stream().map(metric -> metric.substring(0, 1)))
                    .containsAll(GROUPS);
        }
    }

    @Test
    void everyChoiceMakesADifferenceSomewhere() {
        if (GoldenData.isOwn()) {
            assertThat(report.choices(false)).containsAll(EnumSet.allOf(GoldenChoice.class));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NUMPY", "SEVERAL"})
    void withTheProfileOfAPeerOnlyItsFaultsDiffer(GoldenPeer peer) {
        Set<GoldenChoice> faults = FAULTS.getOrDefault(peer, Set.of());
        assertThat(faults).noneMatch(GoldenChoice::isInProfile);
        assertThat(faults).containsAll(report.choices(peer, true));
        if (GoldenData.isOwn()) {
            assertThat(report.choices(peer, true)).isEqualTo(faults);
        }
    }

    @Test
    void theTableInTheDocsIsThatOfThisRun() {
        report.assertWrittenDown();
    }
}
