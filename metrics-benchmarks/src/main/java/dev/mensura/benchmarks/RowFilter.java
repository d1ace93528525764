package dev.mensura.benchmarks;

import picocli.CommandLine.ITypeConverter;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Rows of one input, and of one texture if one is named.
///
/// @param input as rows call it
/// @param data as rows call it
record RowFilter(String input, Optional<String> data) {

    /// Reads `INPUT` or `INPUT,DATA`.
    static final class Converter implements ITypeConverter<RowFilter> {
        @Override
        public RowFilter convert(String text) {
            String[] parts = text.split(",", 2);
            return new RowFilter(
                    parts[0], parts.length == 1 ? Optional.empty() : Optional.of(parts[1]));
        }
    }

    /// Returns the rows of a plan that match.
    ///
    /// @throws IllegalArgumentException if there are none, naming what there is
    List<Subject> of(List<Subject> plan) {
        List<Subject> ofInput =
                plan.stream().filter(each -> each.input().toString().equals(input)).toList();
        if (ofInput.isEmpty()) {
            TreeSet<String> inputs = new TreeSet<>();
            plan.forEach(each -> inputs.add(each.input().toString()));
            throw new IllegalArgumentException(
                    "--only is \"" + input + "\", expected one of " + String.join(", ", inputs));
        }
        List<Subject> matching =
                ofInput.stream()
                        .filter(each -> data.isEmpty() || each.data().equals(data.get()))
                        .toList();
        if (matching.isEmpty()) {
            TreeSet<String> known = new TreeSet<>();
            ofInput.forEach(each -> known.add(each.data()));
            throw new IllegalArgumentException(
                    "--only is \""
                            + input
                            + "\" of \""
                            + data.orElse("")
                            + "\", expected one of "
                            + String.join(", ", known));
        }
        return matching;
    }
}
