package dev.mensura.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.api.MetricDefinition;

import java.util.List;

/// What all definitions must keep.
final class Definitions {
    private Definitions() {}

    /// Asserts that any two of these differ, in their fingerprints too, and that their tallies are
    /// equal exactly when the fingerprints of the tallies are.
    static void assertDifferent(List<? extends MetricDefinition<?, ?, ?>> definitions) {
        for (MetricDefinition<?, ?, ?> one : definitions) {
            for (MetricDefinition<?, ?, ?> other : definitions) {
                boolean same = one == other;
                assertThat(one.equals(other)).as("%s equals %s", one, other).isEqualTo(same);
                assertThat(one.fingerprint().equals(other.fingerprint()))
                        .as("fingerprints of %s and %s", one, other)
                        .isEqualTo(same);
                assertThat(one.tally().fingerprint().equals(other.tally().fingerprint()))
                        .as("fingerprints of the tallies of %s and %s", one, other)
                        .isEqualTo(one.tally().equals(other.tally()));
            }
        }
    }
}
