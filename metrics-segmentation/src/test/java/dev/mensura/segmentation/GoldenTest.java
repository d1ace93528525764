package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.segmentation.GoldenCase.View;
import dev.mensura.segmentation.Reference.Image;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Replays what other libraries answered to the same arrays: the value of each batch, of all
/// batches, after a merge, and after a reset.
///
/// Every number must be our documented value, computed here by plain loops, and must equal the
/// peer's within the tolerance of the case. Where one of our decisions, a [Choice], makes a
/// difference, the peer's number must be the one that we had given had we decided as the peer.
///
/// The cases are those of the folder named by `-Dmensura.golden`, else those of `golden.zip`.
final class GoldenTest {
    /// The groups that this module answers.
    private static final Set<String> REQUIRED = Set.of("A", "B", "C");

    /// The groups of which it answers every case.
    private static final Set<String> WHOLE = Set.of("B", "C");

    /// Our values and the plain loops' differ by the order of a few additions at most.
    private static final double ROUNDING = 1e-14;

    private static final int MOST_FAILURES_SHOWN = 20;

    /// A decision by which our number differs from the peer's.
    private enum Choice {
        IGNORED_CLASS_PER_CLASS(
                "an ignored class inside the range is NaN per class, the peer has 0 (zeroDivision"
                        + " where it is not predicted either)") {
            @Override
            double[] peer(GoldenCase golden, View view, Reference counts, double[] ours) {
                boolean jaccard = golden.metric().equals("jaccard");
                double[] scored =
                        jaccard
                                ? counts.jaccardPerClass(golden.zeroDivision(), Set.of())
                                : counts.iou(Set.of());
                double[] values = ours.clone();
                if (view == View.PER_CLASS) {
                    golden.ignoredClasses().forEach(index -> values[index] = scored[index]);
                }
                return values;
            }
        },
        IGNORED_CLASS_IN_MEAN(
                "an ignored class inside the range leaves the mean, the peer counts it as 0 once it"
                        + " is predicted") {
            @Override
            double[] peer(GoldenCase golden, View view, Reference counts, double[] ours) {
                return golden.metric().equals("mean_iou_dataset")
                                && view == View.VALUE
                                && !golden.ignoredClasses().isEmpty()
                        ? new double[] {Reference.mean(counts.iou(Set.of()))}
                        : ours;
            }
        },
        ABSENT_CLASS_IN_MEAN(
                "an absent class leaves macro and weighted means, the peer's become NaN with"
                        + " zeroDivision NaN") {
            @Override
            double[] peer(GoldenCase golden, View view, Reference counts, double[] ours) {
                boolean poisonous =
                        golden.metric().equals("jaccard")
                                && golden.task() != Task.BINARY
                                && MEANS.contains(golden.average())
                                && Double.isNaN(golden.zeroDivision());
                boolean absent = Arrays.stream(counts.union).anyMatch(union -> union == 0);
                return poisonous && absent ? new double[] {Double.NaN} : ours;
            }
        },
        NEVER_SEEN_PER_CLASS("a class never seen is NaN per class, the peer has -1") {
            @Override
            double[] peer(GoldenCase golden, View view, Reference counts, double[] ours) {
                return golden.metric().equals("mean_iou_samplewise") && view == View.PER_CLASS
                        ? Reference.withAbsent(ours, -1, golden.leftOut())
                        : ours;
            }
        },
        EXCLUDED_CLASS_PER_CLASS(
                "an excluded class is NaN in a vector of one value per class, the peer drops it") {
            @Override
            double[] peer(GoldenCase golden, View view, Reference counts, double[] ours) {
                return golden.metric().equals("mean_iou_samplewise") && view == View.PER_CLASS
                        ? IntStream.range(0, ours.length)
                                .filter(index -> !golden.leftOut().contains(index))
                                .mapToDouble(index -> ours[index])
                                .toArray()
                        : ours;
            }
        };

        private static final Set<Average> MEANS = Set.of(Average.MACRO, Average.WEIGHTED);

        final String reason;

        Choice(String reason) {
            this.reason = reason;
        }

        /// Returns what `ours` would be had we decided as the peer; `ours` itself where the
        /// decision has no bearing.
        abstract double[] peer(GoldenCase golden, View view, Reference counts, double[] ours);
    }

    /// One expected field and our answer to it.
    private record Answer(
            String field, View view, JsonNode expected, double[] actual, List<Integer> batches) {}

    /// How the cases of one group ended.
    private static final class Tally {
        int equal;
        int notApplicable;
        int byChoice;
        final Map<Set<Choice>, Integer> choices = new TreeMap<>(this::compare);
        final List<String> failures = new ArrayList<>();
        int failed;

        private int compare(Set<Choice> left, Set<Choice> right) {
            return left.toString().compareTo(right.toString());
        }

        void add(GoldenCase golden) {
            if (!golden.isApplicable()) {
                notApplicable++;
                return;
            }
            Set<Choice> found = new TreeSet<>();
            int before = failures.size();
            try {
                for (Answer answer : answers(golden)) {
                    found.addAll(compare(golden, answer));
                }
            } catch (AssertionError | RuntimeException broken) {
                failures.add(golden.id() + " " + broken);
            }
            if (failures.size() > before) {
                failed++;
            } else if (found.isEmpty()) {
                equal++;
            } else {
                byChoice++;
                choices.merge(found, 1, Integer::sum);
            }
        }

        /// Returns the decisions that keep our answer from being the peer's.
        private Set<Choice> compare(GoldenCase golden, Answer answer) {
            List<Image> images = golden.images(answer.batches);
            double[] documented = golden.documented(answer.view, images);
            Reference counts = Reference.count(golden.numClasses(), images);
            double[] predicted = documented;
            Set<Choice> found = new TreeSet<>();
            for (Choice choice : Choice.values()) {
                double[] changed = choice.peer(golden, answer.view, counts, predicted);
                if (!Arrays.equals(changed, predicted)) {
                    found.add(choice);
                    predicted = changed;
                }
            }
            double[] expected = golden.numbers(answer.expected);
            if (!GoldenCase.near(documented, answer.actual, ROUNDING, 0)) {
                fail(golden, answer, "our documented value", documented);
            } else if (!golden.matches(expected, found.isEmpty() ? answer.actual : predicted)) {
                fail(golden, answer, "the peer's value, also by " + found + ",", expected);
            }
            return found;
        }

        private void fail(GoldenCase golden, Answer answer, String whose, double[] expected) {
            failures.add(
                    "%s %s: expected %s %s, actual %s"
                            .formatted(
                                    golden.id(),
                                    answer.field,
                                    whose,
                                    Arrays.toString(expected),
                                    Arrays.toString(answer.actual)));
        }

        List<String> summary(String group) {
            List<String> lines = new ArrayList<>();
            lines.add(
                    "golden %s [%s]: %d cases, %d equal, %d by choice, %d failed, %d not applicable"
                            .formatted(
                                    group,
                                    Kernels.info().name(),
                                    equal + byChoice + failed + notApplicable,
                                    equal,
                                    byChoice,
                                    failed,
                                    notApplicable));
            choices.forEach((found, count) ->
                    lines.add(
                            "    %d: %s"
                                    .formatted(
                                            count,
                                            String.join(
                                                    "; and ",
                                                    found.stream()
                                                            .map(each -> each.reason)
                                                            .toList()))));
            return lines;
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAsThePeersDo() {
        Map<String, List<GoldenCase>> groups = new TreeMap<>();
        for (GoldenCase golden : GoldenData.load().cases()) {
            groups.computeIfAbsent(golden.group(), any -> new ArrayList<>()).add(golden);
        }
        if (GoldenData.isOwn()) {
            assertThat(groups.keySet()).containsAll(REQUIRED);
        }
        assertThat(groups).as("groups of the golden data").isNotEmpty();
        return groups.entrySet().stream()
                .map(group ->
                        DynamicTest.dynamicTest(
                                "group " + group.getKey(),
                                () -> replay(group.getKey(), group.getValue())));
    }

    private static void replay(String group, List<GoldenCase> cases) {
        Tally tally = new Tally();
        cases.forEach(tally::add);
        tally.summary(group).forEach(System.out::println);
        assertThat(tally.failures.stream().limit(MOST_FAILURES_SHOWN))
                .as(
                        "%d failures in %d cases of group %s",
                        tally.failures.size(), tally.failed, group)
                .isEmpty();
        if (REQUIRED.contains(group) && GoldenData.isOwn()) {
            assertThat(tally.equal + tally.byChoice).as("cases of group %s", group).isPositive();
        }
        if (WHOLE.contains(group)) {
            assertThat(tally.notApplicable).as("unanswered of group %s", group).isZero();
        }
    }

    private static List<Answer> answers(GoldenCase golden) {
        return answers(golden, golden.definition());
    }

    private static <A extends MetricState<A>, R extends MetricResult> List<Answer> answers(
            GoldenCase golden, MetricDefinition<SegmentationSample, A, R> definition) {
        List<Integer> all = IntStream.range(0, golden.batches()).boxed().toList();
        int last = golden.batches() - 1;
        View view = golden.mainView();
        Metric<SegmentationSample, R> metric = definition.newMetric();
        List<R> forwards = all.stream().map(i -> metric.forwardAll(golden.samples(i))).toList();
        List<Answer> answers = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : golden.expected().properties()) {
            String name = field.getKey();
            JsonNode expected = field.getValue();
            switch (name) {
                case "forward" -> {
                    for (int i = 0; i <= last; i++) {
                        answers.add(
                                new Answer(
                                        name + "[" + i + "]",
                                        view,
                                        expected.get(i),
                                        GoldenCase.read(view, forwards.get(i), ""),
                                        List.of(i)));
                    }
                }
                case "compute" -> answers.add(answer(name, view, expected, metric.compute(), all));
                case "merge" -> {
                    int first = expected.get("firstInstanceBatches").asInt();
                    Metric<SegmentationSample, R> one = fed(definition, golden, 0, first);
                    one.merge(fed(definition, golden, first, last + 1));
                    answers.add(answer(name, view, expected.get("compute"), one.compute(), all));
                }
                case "afterResetLastBatchOnly" -> {
                    Metric<SegmentationSample, R> one = fed(definition, golden, 0, last + 1);
                    one.reset();
                    one.updateAll(golden.samples(last));
                    answers.add(answer(name, view, expected, one.compute(), List.of(last)));
                }
                case "perClass" ->
                        answers.add(answer(name, View.PER_CLASS, expected, metric.compute(), all));
                case "intersection" ->
                        answers.add(counts(name, View.INTERSECTION, expected, golden, definition));
                case "union" -> answers.add(counts(name, View.UNION, expected, golden, definition));
                default -> throw new AssertionError("unknown field " + name);
            }
        }
        return answers;
    }

    private static Answer answer(
            String field,
            View view,
            JsonNode expected,
            MetricResult result,
            List<Integer> batches) {
        return new Answer(field, view, expected, GoldenCase.read(view, result, ""), batches);
    }

    private static <A extends MetricState<A>, R extends MetricResult> Answer counts(
            String field,
            View view,
            JsonNode expected,
            GoldenCase golden,
            MetricDefinition<SegmentationSample, A, R> definition) {
        A state = definition.tally().newState();
        List<Integer> all = IntStream.range(0, golden.batches()).boxed().toList();
        for (int batch : all) {
            golden.samples(batch).forEach(each -> definition.tally().accumulate(state, each));
        }
        double[] actual = GoldenCase.read(view, definition.evaluate(state), state);
        return new Answer(field, view, expected, actual, all);
    }

    /// Returns a metric that was fed some batches sample by sample.
    private static <R extends MetricResult> Metric<SegmentationSample, R> fed(
            MetricDefinition<SegmentationSample, ?, R> definition,
            GoldenCase golden,
            int from,
            int to) {
        Metric<SegmentationSample, R> metric = definition.newMetric();
        for (int batch = from; batch < to; batch++) {
            golden.samples(batch).forEach(metric::update);
        }
        return metric;
    }
}
