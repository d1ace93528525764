package dev.mensura.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// How many pairs of images per second whole processes evaluate.
///
/// @param pairs how many each process read
/// @param height rows of an image
/// @param width columns of an image
/// @param rounds how often each was run
/// @param programs what ran; the last one is what the others are compared with
record EndToEndReport(int pairs, int height, int width, int rounds, List<Program> programs) {
    /// @param name what to call it
    /// @param times of the round whose total is the median
    record Program(String name, ProcessTimes times) {
        /// Returns the program with the times of the median round.
        ///
        /// @param rounds an odd number of them
        static Program of(String name, List<ProcessTimes> rounds) {
            List<ProcessTimes> sorted = new ArrayList<>(rounds);
            sorted.sort(Comparator.comparingDouble(ProcessTimes::total));
            return new Program(name, sorted.get(sorted.size() / 2));
        }
    }

    /// Returns how many pairs a program evaluates per second, its start and its end included.
    double pairsPerSecond(Program program) {
        return pairs / program.times().total();
    }

    /// Returns how many times as many pairs per second as the last program.
    double ratio(Program program) {
        return programs.getLast().times().total() / program.times().total();
    }

    /// Returns the report for people.
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%d pairs of palette masks, %d x %d, whole processes, median of %d rounds%n"
                        .formatted(pairs, height, width, rounds));
        text.append(
                "%-22s%10s%8s%10s%10s%8s%8s%8s%n"
                        .formatted(
                                "program",
                                "pairs/s",
                                "ratio",
                                "seconds",
                                "start-up",
                                "decode",
                                "count",
                                "other"));
        for (Program program : programs) {
            ProcessTimes times = program.times();
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-22s%10.1f%8.2f%10.3f%10.3f%8.3f%8.3f%8.3f%n",
                            program.name(),
                            pairsPerSecond(program),
                            ratio(program),
                            times.total(),
                            times.startUp(),
                            times.decode(),
                            times.count(),
                            times.other()));
        }
        return text.toString();
    }
}
