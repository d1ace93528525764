package dev.mensura.segmentation;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.core.input.SegmentationSample;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Asks our metrics what a golden case asked the peer: the value of each batch, of all batches, after
/// a merge and after a reset.
///
/// Every number must be our documented value, computed by plain loops, and must equal the peer's
/// within the tolerance of the case. Where one of our decisions makes a difference, the peer's
/// number must be the one that we had given had we decided as the peer.
final class GoldenReplay {
    /// Our values and the plain loops' differ by the order of a few additions at most, and where
    /// images are averaged, by the 2^-62 to which their ratios are kept.
    private static final double ROUNDING = 1e-14;

    /// Numbers of the peers that are no metric of ours.
    private static final Set<String> UNASKED = Set.of("signedRelativeDifference");

    private final GoldenCase golden;
    private final boolean withProfile;
    private final List<List<GoldenCounts>> counts;
    private final List<List<SegmentationSample>> samples;
    private final Map<String, Set<GoldenChoice>> choices = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    /// How a case ended.
    ///
    /// @param withProfile whether our metrics were read out as the peer's profile says, instead of by
    ///     their defaults
    /// @param choices per metric of ours, the decisions that keep our numbers from being the peer's
    /// @param failures what is neither equal nor explained
    record Outcome(
            boolean withProfile, Map<String, Set<GoldenChoice>> choices, List<String> failures) {}

    private GoldenReplay(
            GoldenCase golden,
            boolean withProfile,
            List<List<GoldenCounts>> counts,
            List<List<SegmentationSample>> samples) {
        this.golden = golden;
        this.withProfile = withProfile;
        this.counts = counts;
        this.samples = samples;
    }

    /// Replays a case by our defaults and, where the peer has one, with its profile.
    static List<Outcome> of(GoldenCase golden) {
        List<List<GoldenCounts>> counts = new ArrayList<>();
        List<List<SegmentationSample>> samples = new ArrayList<>();
        for (int batch = 0; batch < golden.input().batches(); batch++) {
            counts.add(
                    golden.input().images(batch).stream()
                            .map(image -> GoldenCounts.of(golden.numClasses(), image))
                            .toList());
            samples.add(golden.input().samples(batch));
        }
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new GoldenReplay(golden, false, counts, samples).outcome());
        if (golden.peer().profile().isPresent()) {
            outcomes.add(new GoldenReplay(golden, true, counts, samples).outcome());
        }
        return outcomes;
    }

    private Outcome outcome() {
        try {
            replay();
        } catch (AssertionError | RuntimeException broken) {
            failures.add(golden.id() + " " + broken);
        }
        return new Outcome(withProfile, choices, failures);
    }

    private void replay() {
        List<GoldenQuestion> questions = GoldenDefinitions.of(golden);
        Set<String> answered = new TreeSet<>(UNASKED);
        for (GoldenQuestion question : questions) {
            answered.add(question.name());
            MetricDefinition<SegmentationSample, ?, ? extends MetricResult> definition =
                    withProfile
                            ? question.definition(golden.peer().profile().orElseThrow())
                            : question.definition();
            choices.computeIfAbsent(question.metric(), any -> EnumSet.noneOf(GoldenChoice.class));
            ask(question, definition);
        }
        for (String name : names(golden.expected())) {
            if (!answered.contains(name)) {
                failures.add(golden.id() + " has " + name + ", which nothing answers");
            }
        }
    }

    /// Returns the names of all numbers that are expected.
    private static Set<String> names(JsonNode expected) {
        Set<String> names = new TreeSet<>();
        expected.properties()
                .forEach(field -> {
                    switch (field.getKey()) {
                        case "forward", "perBatch" ->
                                field.getValue().forEach(value -> addNames(names, "", value));
                        case "compute", "afterResetLastBatchOnly" ->
                                addNames(names, "", field.getValue());
                        case "merge" -> addNames(names, "", field.getValue().get("compute"));
                        default -> names.add(field.getKey());
                    }
                });
        return names;
    }

    private static void addNames(Set<String> names, String prefix, JsonNode value) {
        if (value.isObject() && !value.has("sparseTargetPredCount")) {
            String dot = prefix.isEmpty() ? "" : prefix + ".";
            value.properties()
                    .forEach(part -> addNames(names, dot + part.getKey(), part.getValue()));
        } else {
            names.add(prefix);
        }
    }

    private <A extends MetricState<A>, R extends MetricResult> void ask(
            GoldenQuestion question, MetricDefinition<SegmentationSample, A, R> definition) {
        List<Integer> all = IntStream.range(0, samples.size()).boxed().toList();
        int last = samples.size() - 1;
        JsonNode expected = golden.expected();
        for (String field : expected.propertyNames()) {
            JsonNode value = expected.get(field);
            switch (field) {
                case "forward", "perBatch" -> {
                    Metric<SegmentationSample, R> metric = definition.newMetric();
                    for (int i = 0; i <= last; i++) {
                        R result = metric.forwardAll(samples.get(i));
                        compare(field + i, question, value.get(i), read(question, result), i);
                    }
                }
                case "merge" -> {
                    int first = value.get("firstInstanceBatches").asInt();
                    Metric<SegmentationSample, R> one = fed(definition, all.subList(0, first));
                    one.merge(fed(definition, all.subList(first, last + 1)));
                    double[] actual = read(question, one.compute());
                    compare(field, question, value.get("compute"), actual, all);
                }
                case "afterResetLastBatchOnly" -> {
                    Metric<SegmentationSample, R> one = fed(definition, all);
                    one.reset();
                    one.updateAll(samples.get(last));
                    compare(field, question, value, read(question, one.compute()), last);
                }
                case "compute" ->
                        compare(field, question, value, counted(question, definition), all);
                default -> {
                    if (field.equals(question.name())) {
                        compare("", question, expected, counted(question, definition), all);
                    }
                }
            }
        }
    }

    private static double[] read(GoldenQuestion question, MetricResult result) {
        return question.view().isCount() ? new double[0] : question.read(result, result);
    }

    /// Returns the answer after all batches, from the state itself.
    private <A extends MetricState<A>> double[] counted(
            GoldenQuestion question, MetricDefinition<SegmentationSample, A, ?> definition) {
        A state = definition.tally().newState();
        for (List<SegmentationSample> batch : samples) {
            batch.forEach(sample -> definition.tally().accumulate(state, sample));
        }
        return question.read(definition.evaluate(state), state);
    }

    /// Returns a metric that was fed some batches sample by sample.
    private <R extends MetricResult> Metric<SegmentationSample, R> fed(
            MetricDefinition<SegmentationSample, ?, R> definition, List<Integer> batches) {
        Metric<SegmentationSample, R> metric = definition.newMetric();
        batches.forEach(batch -> samples.get(batch).forEach(metric::update));
        return metric;
    }

    private void compare(
            String field, GoldenQuestion question, JsonNode value, double[] actual, int batch) {
        compare(field, question, value, actual, List.of(batch));
    }

    /// Compares one answer with our documented value and with the peer's, if it has one.
    private void compare(
            String field,
            GoldenQuestion question,
            JsonNode value,
            double[] actual,
            List<Integer> batches) {
        JsonNode expected = value;
        for (String part : question.name().split("\\.")) {
            expected = part.isEmpty() ? expected : expected.path(part);
        }
        if (expected.isMissingNode()
                || expected.isObject() && !expected.has("sparseTargetPredCount")) {
            return;
        }
        List<List<GoldenCounts>> counted = batches.stream().map(counts::get).toList();
        Set<GoldenChoice> decided = EnumSet.noneOf(GoldenChoice.class);
        Set<GoldenChoice> open = EnumSet.noneOf(GoldenChoice.class);
        for (GoldenChoice choice : GoldenChoice.of(golden, question)) {
            (withProfile && choice.isInProfile() ? decided : open).add(choice);
        }
        double[] documented = GoldenReference.answer(golden, question, counted, decided);
        Set<GoldenChoice> found = EnumSet.noneOf(GoldenChoice.class);
        double[] predicted = documented;
        for (GoldenChoice choice : open) {
            decided.add(choice);
            double[] changed = GoldenReference.answer(golden, question, counted, decided);
            if (!GoldenCase.near(predicted, changed, ROUNDING, 0)) {
                found.add(choice);
                predicted = changed;
            }
        }
        choices.get(question.metric()).addAll(found);
        double[] peers = golden.numbers(expected);
        if (!GoldenCase.near(documented, actual, ROUNDING, 0)) {
            fail(field, question, "our documented value", documented, actual);
        } else if (!golden.matches(peers, found.isEmpty() ? actual : predicted)) {
            fail(field, question, "the peer's value, also by " + found, peers, predicted);
        }
    }

    private void fail(
            String field,
            GoldenQuestion question,
            String whose,
            double[] expected,
            double[] actual) {
        failures.add(
                "%s %s %s: expected %s %s, actual %s"
                        .formatted(
                                golden.id() + (withProfile ? " " + golden.peer() : ""),
                                field,
                                question.name() + " by " + question.metric(),
                                whose,
                                Arrays.toString(expected),
                                Arrays.toString(actual)));
    }
}
