package dev.mensura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One row to be measured.
///
/// @param subject what it is about
/// @param counting what is measured
/// @param bareLoop the bare loop over the same labels in arrays, if there are labels
/// @param readLimit reads the same memory
/// @param counted returns what `counting` counts, `[target * C + prediction]`, from nothing
/// @param expected returns what plain Java counts
record Case(
        Subject subject,
        Work counting,
        Optional<Work> bareLoop,
        Work readLimit,
        Supplier<long[]> counted,
        Supplier<long[]> expected) {

    /// Returns what is measured and what it is compared with.
    List<Work> works() {
        List<Work> works = new ArrayList<>(List.of(counting));
        bareLoop.ifPresent(works::add);
        works.add(readLimit);
        return works;
    }
}
