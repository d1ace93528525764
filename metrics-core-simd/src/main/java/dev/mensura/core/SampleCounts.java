package dev.mensura.core;

import dev.mensura.api.Evidence;
import dev.mensura.api.StateFormatException;
import dev.mensura.api.StateReader;
import dev.mensura.api.StateWriter;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How many samples and elements a state has seen. `elements` is the sum over all that a state
/// counts, so while it does not overflow, no count does.
///
/// @param samples samples accumulated, empty ones included
/// @param emptySamples samples without a counted element
/// @param elements counted elements
/// @param ignored elements left out because their target is ignored
/// @param outOfRange labels outside the class range that the policy let pass
record SampleCounts(long samples, long emptySamples, long elements, long ignored, long outOfRange) {
    static final SampleCounts NONE = new SampleCounts(0, 0, 0, 0, 0);

    /// Returns the counts of one sample.
    static SampleCounts ofSample(long elements, long ignored, long outOfRange) {
        return new SampleCounts(1, elements == 0 ? 1 : 0, elements, ignored, outOfRange);
    }

    /// Returns the sum.
    ///
    /// @throws ArithmeticException if a count would overflow
    SampleCounts plus(SampleCounts other) {
        return new SampleCounts(
                sum("samples", samples, other.samples),
                sum("emptySamples", emptySamples, other.emptySamples),
                sum("elements", elements, other.elements),
                sum("ignored", ignored, other.ignored),
                sum("outOfRange", outOfRange, other.outOfRange));
    }

    private static long sum(String name, long one, long other) {
        long sum = one + other;
        if (sum < 0) {
            throw new ArithmeticException(
                    name + " would be " + one + " + " + other + ", expected at most 2^63 - 1");
        }
        return sum;
    }

    void encode(StateWriter out) {
        out.putLong(samples);
        out.putLong(emptySamples);
        out.putLong(elements);
        out.putLong(ignored);
        out.putLong(outOfRange);
    }

    static SampleCounts decode(StateReader in, LabelRule rule) {
        long samples = in.getCount("samples");
        long emptySamples = in.getCount("emptySamples");
        long elements = in.getCount("elements");
        long ignored = in.getCount("ignored");
        long outOfRange = in.getCount("outOfRange");
        long countedSamples = samples - emptySamples;
        boolean possible =
                countedSamples >= 0
                        && countedSamples <= elements
                        && (countedSamples > 0 || elements == 0)
                        && (samples > 0 || (ignored == 0 && outOfRange == 0))
                        && (ignored == 0 || !rule.ignoreLabels().isEmpty())
                        && (outOfRange == 0 || rule.labelPolicy() != LabelPolicy.REJECT);
        if (!possible) {
            throw new StateFormatException(
                    samples
                            + " samples, of which "
                            + emptySamples
                            + " are empty, with "
                            + elements
                            + " elements and "
                            + ignored
                            + " ignored and "
                            + outOfRange
                            + " out of range are impossible");
        }
        return new SampleCounts(samples, emptySamples, elements, ignored, outOfRange);
    }

    /// Returns what was seen as evidence.
    ///
    /// @param counts the counts per class
    /// @param scored which classes have a value
    /// @param valid which of them enter the averages
    Evidence evidence(ClassCounts counts, IntPredicate scored, IntPredicate valid) {
        long[] supports = new long[counts.numClasses()];
        Arrays.setAll(supports, counts::target);
        IntStream classes = IntStream.range(0, supports.length).filter(scored);
        return Evidence.builder()
                .samples(samples)
                .emptySamples(emptySamples)
                .elements(elements)
                .ignored(ignored)
                .outOfRange(outOfRange)
                .supports(supports)
                .validClasses(IntStream.range(0, supports.length).filter(valid).toArray())
                .absentClasses(classes.filter(index -> counts.union(index) == 0).toArray())
                .build();
    }
}
