package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.segmentation.GoldenReplay.Outcome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts how the golden cases end, per peer and metric of ours, and writes it down as
/// `docs/golden.md`.
final class GoldenReport {
    /// Surefire says where the module lies.
    private static final Path FILE =
            Path.of(System.getProperty("basedir", ""), "..", "docs", "golden.md").normalize();

    private final Map<GoldenPeer, Map<String, Row>> byDefault = new EnumMap<>(GoldenPeer.class);
    private final Map<GoldenPeer, Map<String, Row>> byProfile = new EnumMap<>(GoldenPeer.class);
    private final Map<String, Integer> hostile = new TreeMap<>();

    /// The cases that ask one metric of ours.
    private static final class Row {
        private int cases;
        private int equal;
        private int failed;
        private final Map<GoldenChoice, Integer> choices = new EnumMap<>(GoldenChoice.class);

        void add(Set<GoldenChoice> found, boolean broken) {
            cases++;
            equal += found.isEmpty() && !broken ? 1 : 0;
            failed += broken ? 1 : 0;
            found.forEach(choice -> choices.merge(choice, 1, Integer::sum));
        }

        int byChoice() {
            return cases - equal - failed;
        }

        /// Returns the number of cases that differ, and for each reason in how many of them it has a
        /// bearing.
        String differences() {
            String reasons =
                    choices.entrySet().stream()
                            .map(each -> each.getKey().title() + " " + each.getValue())
                            .collect(Collectors.joining(", "));
            return byChoice() + (reasons.isEmpty() ? "" : ": " + reasons);
        }
    }

    void add(GoldenCase golden, Outcome outcome) {
        outcome.choices()
                .forEach((metric, found) ->
                        (outcome.withProfile() ? byProfile : byDefault)
                                .computeIfAbsent(golden.peer(), any -> new TreeMap<>())
                                .computeIfAbsent(metric, any -> new Row())
                                .add(found, !outcome.failures().isEmpty()));
    }

    void addHostile(GoldenCase golden, boolean asExpected) {
        hostile.merge(golden.hostileClass(), asExpected ? 1 : 0, Integer::sum);
    }

    /// Returns the decisions by which a case of any peer differs.
    Set<GoldenChoice> choices(boolean withProfile) {
        return choices((withProfile ? byProfile : byDefault).values());
    }

    /// Returns the decisions by which a case of one peer differs.
    Set<GoldenChoice> choices(GoldenPeer peer, boolean withProfile) {
        return choices(
                Collections.singleton(
                        (withProfile ? byProfile : byDefault).getOrDefault(peer, Map.of())));
    }

    private static Set<GoldenChoice> choices(Collection<Map<String, Row>> peers) {
        Set<GoldenChoice> all = EnumSet.noneOf(GoldenChoice.class);
        peers.forEach(rows -> rows.values().forEach(row -> all.addAll(row.choices.keySet())));
        return all;
    }

    /// Asserts that the docs hold this report; writes it there first with
    /// `-Dmensura.golden.update=true`. With cases that are not the project's own, prints it.
    void assertWrittenDown() {
        String text = text();
        if (!GoldenData.isOwn() && !GoldenArchive.isUpdate()) {
            System.out.println(text);
            return;
        }
        try {
            if (GoldenArchive.isUpdate()) {
                Files.createDirectories(FILE.getParent());
                Files.writeString(FILE, text);
            }
            assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                    .as(
                            "%s; if the difference is meant, run this test with -D%s=true and"
                                    + " commit the file",
                            FILE, GoldenArchive.UPDATE)
                    .isEqualTo(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        out.append(
                """
                # Compared with other libraries

                What other libraries answered to the same arrays, number by number, and where ours differ.
                `GoldenTest` compares on both kernels, over all batches, batch by batch, after a merge and
                after a reset, and generates this page; do not edit it. The arrays are synthetic.

                - *Equal*: every number is the peer's, within the precision in which the peer computes.
                - *By choice*: a documented decision explains every difference. Our number is then asserted
                  to be the documented one, and the peer's to be what we would give had we decided as the
                  peer. Behind the number of cases stands in how many of them which [reason](#the-reasons)
                  has a bearing; a case may have several.
                - *With a profile*: the same cases read out by the peer's `Profile` instead of our defaults.
                  What still differs there is what no profile takes over.

                Not compared here: folders of images, which the tests of the command line compare; distances
                between surfaces and panoptic quality; the signed difference of volumes, of which there is no
                metric.

                """);
        byDefault.forEach((peer, rows) -> append(out, peer, rows));
        appendHostile(out);
        appendReasons(out);
        return out.toString();
    }

    private void append(StringBuilder out, GoldenPeer peer, Map<String, Row> rows) {
        Map<String, Row> profiled = byProfile.getOrDefault(peer, Map.of());
        String profile = peer.profile().map(Profile::name).orElse("");
        out.append("## ").append(peer.title()).append("\n\n");
        out.append("| Metric | Cases | Equal | By choice |");
        out.append(
                profile.isEmpty()
                        ? "\n"
                        : " Equal with `%s` | By choice with `%s` |\n".formatted(profile, profile));
        out.append("|---|---:|---:|---|").append(profile.isEmpty() ? "\n" : "---:|---|\n");
        rows.forEach((metric, row) -> {
            out.append(
                    "| `%s` | %d | %d | %s |"
                            .formatted(metric, row.cases, row.equal, row.differences()));
            Row with = profiled.get(metric);
            out.append(
                    with == null ? "\n" : " %d | %s |\n".formatted(with.equal, with.differences()));
        });
        out.append("\n");
    }

    private void appendHostile(StringBuilder out) {
        out.append(
                """
                ## Hostile inputs and parameters

                Labels outside the range, other shapes, NaN, nothing at all, impossible options: what has to
                happen, and in how many cases it does.

                | What has to happen | Cases |
                |---|---:|
                """);
        hostile.forEach((what, cases) -> out.append("| %s | %d |\n".formatted(what, cases)));
        out.append("\n");
    }

    private static void appendReasons(StringBuilder out) {
        out.append(
                """
                ## The reasons

                | Reason | What differs | With the peer's profile |
                |---|---|---|
                """);
        for (GoldenChoice choice : GoldenChoice.values()) {
            out.append(
                    "| %s | %s | %s |\n"
                            .formatted(
                                    choice.title(),
                                    choice.reason(),
                                    choice.isInProfile() ? "as the peer" : "as ours"));
        }
    }
}
