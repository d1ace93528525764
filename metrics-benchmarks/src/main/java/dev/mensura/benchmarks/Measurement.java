package dev.mensura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the samples of a group of works say, whose works were sampled one after the other in every round.
final class Measurement {
    private final Map<Work, double[]> nanos;

    /// @param nanos how long each work took in each round
    Measurement(Map<Work, double[]> nanos) {
        this.nanos = nanos;
    }

    /// Measures cases, and what they are compared with.
    static List<Row> rows(Sampling sampling, List<Case> cases) {
        List<Measurement> measured = sampling.measure(cases.stream().map(Case::works).toList());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            rows.add(measured.get(i).row(cases.get(i)));
        }
        return rows;
    }

    private Row row(Case each) {
        return Row.of(
                each.subject(),
                each.subject().pixels() / nanos(each.counting()),
                each.bareLoop().map(loop -> ratio(loop, each.counting())).orElse(Double.NaN),
                ratio(each.readLimit(), each.counting()));
    }

    /// Returns how long a work takes.
    double nanos(Work work) {
        return Sampling.median(samples(work));
    }

    /// Returns how many times as long as `work` another one takes: the median of the ratios of each round,
    /// as what slows the machine for some seconds slows both.
    double ratio(Work other, Work work) {
        double[] ratios = samples(other).clone();
        double[] own = samples(work);
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] /= own[round];
        }
        return Sampling.median(ratios);
    }

    private double[] samples(Work work) {
        double[] samples = nanos.get(work);
        if (samples == null) {
            throw new IllegalArgumentException("work is " + work + ", expected a measured one");
        }
        return samples;
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
