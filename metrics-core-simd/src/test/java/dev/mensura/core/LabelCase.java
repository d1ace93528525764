package dev.mensura.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricState;
import dev.mensura.api.Tally;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One pair of label maps under one rule, counted by both tallies and compared with [NaiveLabels]:
/// the counts, or the rejection with its position and words, and what it leaves behind.
final class LabelCase {
    private final int numClasses;
    private Set<Long> ignored = Set.of();
    private Map<Long, Long> mapping = Map.of();
    private Map<Long, Long> targetMapping = Map.of();
    private LabelPolicy policy = LabelPolicy.REJECT;
    private String name = "";
    private long[] shape = {};

    private LabelCase(int numClasses) {
        this.numClasses = numClasses;
    }

    static LabelCase of(int numClasses) {
        return new LabelCase(numClasses);
    }

    LabelCase ignoring(Long... labels) {
        return ignoring(Set.of(labels));
    }

    LabelCase ignoring(Set<Long> labels) {
        ignored = new TreeSet<>(labels);
        return this;
    }

    LabelCase mapping(Map<Long, Long> labels) {
        mapping = new TreeMap<>(labels);
        return this;
    }

    LabelCase mappingTargets(Map<Long, Long> labels) {
        targetMapping = new TreeMap<>(labels);
        return this;
    }

    LabelCase policy(LabelPolicy value) {
        policy = value;
        return this;
    }

    LabelCase named(String text) {
        name = text;
        return this;
    }

    LabelCase shaped(long... lengths) {
        shape = lengths;
        return this;
    }

    LabelRule rule() {
        return LabelRule.multiclass(numClasses)
                .ignoreLabels(ignored)
                .mapLabels(mapping)
                .mapTargetLabels(targetMapping)
                .labelPolicy(policy)
                .build();
    }

    /// Checks labels kept as arrays of one type.
    NaiveLabels.Outcome check(LabelType type, long[] prediction, long[] target) {
        long[] lengths = shape.length == 0 ? new long[] {target.length} : shape;
        return check(
                LabelMap.of(type, Storage.ARRAY.segment(type, prediction, Arena.global()), lengths),
                prediction,
                LabelMap.of(type, Storage.ARRAY.segment(type, target, Arena.global()), lengths),
                target);
    }

    /// Checks two inputs that say these labels.
    NaiveLabels.Outcome check(
            Prediction prediction, long[] predicted, Target target, long[] truth) {
        NaiveLabels reference =
                new NaiveLabels(numClasses, ignored, mapping, targetMapping, policy);
        long[] lengths = shape.length == 0 ? new long[] {truth.length} : shape;
        NaiveLabels.Outcome expected = reference.count(predicted, truth, lengths);
        SegmentationSample sample = new SegmentationSample(prediction, target);
        LabelMap pixel = LabelMap.int64(new long[reference.accepts(0, 0) ? 1 : 0]);
        SegmentationSample before = new SegmentationSample(pixel, pixel);
        OverlapState overlap = feed(OverlapTally.of(rule()), sample, before, expected);
        if (!expected.isRejected()) {
            assertCounts(overlap, expected);
            assertSeen(overlap.evidence(index -> true), expected);
        }
        ConfusionMatrix matrix = feed(ConfusionTally.of(rule()), sample, before, expected);
        if (!expected.isRejected()) {
            assertMatrix(matrix, expected);
            assertThat(derived(matrix)).as(describe("derived")).isEqualTo(overlap);
        }
        return expected;
    }

    /// Feeds `before`, `sample`, `before` into one state, checks it and returns the counts of the
    /// sample alone.
    private <A extends MetricState<A>> A feed(
            Tally<SegmentationSample, A> tally,
            SegmentationSample sample,
            SegmentationSample before,
            NaiveLabels.Outcome expected) {
        A state = tally.newState();
        tally.accumulate(state, before);
        A known = state.copy();
        A alone = tally.newState();
        if (expected.isRejected()) {
            LabelRejectedException rejected =
                    catchThrowableOfType(
                            LabelRejectedException.class, () -> tally.accumulate(state, sample));
            assertThat(rejected).as(describe(tally)).isNotNull();
            assertThat(rejected.position()).as(describe(tally)).isEqualTo(expected.rejectedAt());
            assertThat(rejected).as(describe(tally)).hasMessage(expected.message());
            assertThat(state).as(describe(tally)).isEqualTo(known);
        } else {
            tally.accumulate(state, sample);
            tally.accumulate(alone, sample);
            assertThat(state).as(describe(tally)).isEqualTo(known.plus(alone));
        }
        tally.accumulate(state, before);
        assertThat(state).as(describe(tally)).isEqualTo(known.plus(alone).plus(known));
        return alone;
    }

    /// Returns the overlap that follows from a matrix.
    private OverlapState derived(ConfusionMatrix matrix) {
        return OverlapTally.of(rule())
                .derivedFrom(ConfusionTally.of(rule()))
                .orElseThrow()
                .apply(matrix);
    }

    private void assertMatrix(ConfusionMatrix matrix, NaiveLabels.Outcome expected) {
        if (numClasses <= NaiveLabels.MOST_MATRIX_CLASSES) {
            assertThat(matrix.toArray()).as(describe("cells")).isDeepEqualTo(expected.matrix());
        }
        Map<Long, Long> cells = new LinkedHashMap<>();
        matrix.forEachCell((plane, target, prediction, count) -> {
            assertThat(matrix.get(target, prediction)).isEqualTo(count);
            cells.put((long) target * numClasses + prediction, count);
        });
        assertThat(List.copyOf(cells.entrySet()))
                .as(describe("cells in order"))
                .isEqualTo(List.copyOf(expected.cells().entrySet()));
        long[] outsidePredictions = new long[numClasses];
        long[] outsideTargets = new long[numClasses];
        Arrays.setAll(outsidePredictions, matrix::outsidePredictions);
        Arrays.setAll(outsideTargets, matrix::outsideTargets);
        assertThat(outsidePredictions)
                .as(describe("outside predictions"))
                .isEqualTo(expected.outsidePredictions());
        assertThat(outsideTargets)
                .as(describe("outside targets"))
                .isEqualTo(expected.outsideTargets());
        assertCounts(matrix, expected);
        assertSeen(matrix.evidence(index -> true), expected);
    }

    private void assertSeen(Evidence evidence, NaiveLabels.Outcome expected) {
        assertThat(
                        new long[] {
                            evidence.samples(),
                            evidence.emptySamples(),
                            evidence.elements(),
                            evidence.ignored(),
                            evidence.outOfRange()
                        })
                .as(describe("samples, empty, elements, ignored, out of range"))
                .containsExactly(
                        1,
                        expected.elements() == 0 ? 1 : 0,
                        expected.elements(),
                        expected.ignored(),
                        expected.outOfRange());
        assertThat(evidence.supports()).as(describe("supports")).isEqualTo(expected.target());
    }

    private void assertCounts(ClassCounts counts, NaiveLabels.Outcome expected) {
        long[] i = new long[numClasses];
        long[] t = new long[numClasses];
        long[] p = new long[numClasses];
        long[] u = new long[numClasses];
        long[] n = new long[numClasses];
        long[] absent = new long[numClasses];
        long[] counted = new long[numClasses];
        long[] neither = new long[numClasses];
        for (int index = 0; index < numClasses; index++) {
            i[index] = counts.intersection(index);
            t[index] = counts.target(index);
            p[index] = counts.prediction(index);
            u[index] = counts.union(index);
            n[index] = counts.elements(index);
            absent[index] = counts.trueNegatives(index);
            counted[index] = expected.elements();
            neither[index] = expected.elements() - expected.union()[index];
        }
        assertThat(counts.numClasses()).isEqualTo(numClasses);
        assertThat(i).as(describe("intersection")).isEqualTo(expected.intersection());
        assertThat(t).as(describe("target")).isEqualTo(expected.target());
        assertThat(p).as(describe("prediction")).isEqualTo(expected.prediction());
        assertThat(u).as(describe("union")).isEqualTo(expected.union());
        assertThat(n).as(describe("elements")).isEqualTo(counted);
        assertThat(absent).as(describe("true negatives")).isEqualTo(neither);
    }

    private String describe(Object what) {
        return what + " of " + this;
    }

    @Override
    public String toString() {
        return name
                + " numClasses="
                + numClasses
                + " ignored="
                + ignored
                + " mapping="
                + mapping
                + " of targets "
                + targetMapping
                + " "
                + policy
                + " "
                + Seed.replay();
    }
}
