package dev.mensura.core;

import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

/// How many samples and elements a state has seen. `elements` is the sum over all that a state
/// counts, so while it does not overflow, no count does.
///
/// @param samples samples accumulated, empty ones included
/// @param emptySamples samples without a counted element
/// @param elements counted elements
/// @param ignored elements left out because their target is ignored
record SampleCounts(long samples, long emptySamples, long elements, long ignored) {
    static final SampleCounts NONE = new SampleCounts(0, 0, 0, 0);

    /// Returns the counts of one sample.
    static SampleCounts ofSample(long elements, long ignored) {
        return new SampleCounts(1, elements == 0 ? 1 : 0, elements, ignored);
    }

    /// Returns the sum.
    ///
    /// @throws ArithmeticException if a count would overflow
    SampleCounts plus(SampleCounts other) {
        return new SampleCounts(
                Math.addExact(samples, other.samples),
                Math.addExact(emptySamples, other.emptySamples),
                Math.addExact(elements, other.elements),
                Math.addExact(ignored, other.ignored));
    }

    void encode(StateWriter out) {
        out.putLong(samples);
        out.putLong(emptySamples);
        out.putLong(elements);
        out.putLong(ignored);
    }

    static SampleCounts decode(StateReader in) {
        long samples = in.getCount("samples");
        long emptySamples = in.getCount("emptySamples");
        long elements = in.getCount("elements");
        long ignored = in.getCount("ignored");
        long countedSamples = samples - emptySamples;
        boolean possible =
                countedSamples >= 0
                        && countedSamples <= elements
                        && (countedSamples > 0 || elements == 0)
                        && (samples > 0 || ignored == 0);
        if (!possible) {
            throw new StateFormatException(
                    samples
                            + " samples, of which "
                            + emptySamples
                            + " are empty, with "
                            + elements
                            + " elements and "
                            + ignored
                            + " ignored are impossible");
        }
        return new SampleCounts(samples, emptySamples, elements, ignored);
    }
}
