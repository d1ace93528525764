package dev.mensura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Measures cases, and what they are compared with, in one go.
final class Measurement {
    private final Map<Work, Double> nanos;

    private Measurement(Map<Work, Double> nanos) {
        this.nanos = nanos;
    }

    /// Measures all works of `cases`, and `others`.
    static Measurement of(Sampling sampling, List<Case> cases, List<Work> others) {
        List<Work> works = new ArrayList<>();
        for (Case each : cases) {
            works.add(each.counting());
            each.bareLoop().ifPresent(works::add);
            works.add(each.readLimit());
        }
        works.addAll(others);
        return new Measurement(sampling.measure(works));
    }

    List<Row> rows(List<Case> cases) {
        return cases.stream().map(this::row).toList();
    }

    private Row row(Case each) {
        double own = nanos(each.counting());
        return Row.of(
                each.subject(),
                each.subject().pixels() / own,
                each.bareLoop().map(work -> nanos(work) / own).orElse(Double.NaN),
                nanos(each.readLimit()) / own);
    }

    /// Returns how long a work takes.
    double nanos(Work work) {
        return nanos.get(work);
    }

    /// Returns the medians of the figures of several runs, row by row.
    static List<Row> medians(List<List<Row>> runs) {
        List<Row> medians = new ArrayList<>();
        for (Row first : runs.getFirst()) {
            List<Row> same =
                    runs.stream().flatMap(List::stream).filter(first::isSameSubject).toList();
            medians.add(
                    new Row(
                            first.input(),
                            first.data(),
                            first.size(),
                            first.classes(),
                            first.memory(),
                            median(same.stream().map(Row::gpix)),
                            median(same.stream().map(Row::perScalar)),
                            median(same.stream().map(Row::perReadLimit))));
        }
        return medians;
    }

    private static double median(Stream<Double> values) {
        return Sampling.median(values.mapToDouble(Double::doubleValue).toArray());
    }
}
