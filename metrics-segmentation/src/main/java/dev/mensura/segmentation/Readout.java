package dev.mensura.segmentation;

import static dev.mensura.core.SegmentationFormulas.perClass;
import static dev.mensura.core.SegmentationFormulas.weightedMean;

import dev.mensura.api.PerClass;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.LabelRule;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;

import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/// How counts per class become a value per class and one value, be it the counts of all samples or
/// those of one.
///
/// @param rule which classes are scored
/// @param excluded classes that have no value besides
/// @param ratio the formula of a class
/// @param average how the classes become one number; BINARY has one class, for which all are the
///     same
/// @param zeroDivision the value of 0/0, `NaN` for none
/// @param absentInMean whether classes that occur nowhere enter the mean
/// @param untargetedInMean whether classes that are predicted, but in no target, have a value
/// @param classWeights one weight per class for the mean, empty for equal ones
record Readout(
        LabelRule rule,
        Set<Integer> excluded,
        ClassRatio ratio,
        Average average,
        double zeroDivision,
        boolean absentInMean,
        boolean untargetedInMean,
        List<Double> classWeights) {

    /// Returns the same for values per class alone, whatever becomes of them.
    Readout perClassOnly() {
        return new Readout(
                rule,
                Set.of(),
                ratio,
                Average.NONE,
                zeroDivision,
                absentInMean,
                untargetedInMean,
                List.of());
    }

    /// Returns whether class `index` has a value at all.
    boolean isScored(int index) {
        return rule.isScored(index) && !excluded.contains(index);
    }

    /// Returns whether class `index` enters the mean.
    boolean enters(ClassCounts counts, int index) {
        return hasValue(counts, index) && (absentInMean || counts.union(index) > 0);
    }

    private boolean hasValue(ClassCounts counts, int index) {
        boolean untargeted = counts.target(index) == 0 && counts.prediction(index) > 0;
        return isScored(index) && (untargetedInMean || !untargeted);
    }

    /// Returns the value that each class has in the mean, `NaN` where it does not enter.
    PerClass entering(ClassCounts counts) {
        return perClass(
                counts.numClasses(),
                index -> enters(counts, index) ? value(counts, index) : Double.NaN);
    }

    /// Returns the value that each class shows.
    PerClass reported(ClassCounts counts) {
        return reported(counts, index -> ratio.of(counts, index));
    }

    /// Returns the value that each class shows, `zeroDivision` standing for `NaN`.
    PerClass reported(ClassCounts counts, IntToDoubleFunction values) {
        return perClass(
                counts.numClasses(),
                index ->
                        hasValue(counts, index)
                                ? orZeroDivision(values.applyAsDouble(index))
                                : Double.NaN);
    }

    /// Returns the one value.
    double value(ClassCounts counts) {
        return switch (rule.task() == Task.BINARY ? Average.MACRO : average) {
            case NONE, MACRO -> mean(entering(counts));
            case MICRO ->
                    orZeroDivision(
                            SegmentationFormulas.ratio(
                                    sum(counts, index -> ratio.numerator(counts, index)),
                                    sum(counts, index -> ratio.denominator(counts, index))));
            case WEIGHTED -> weightedMean(entering(counts), counts::target);
        };
    }

    /// Returns the mean of the values that are not `NaN`.
    double mean(PerClass values) {
        return weightedMean(values, index -> classWeights.isEmpty() ? 1 : classWeights.get(index));
    }

    private double value(ClassCounts counts, int index) {
        return orZeroDivision(ratio.of(counts, index));
    }

    private double sum(ClassCounts counts, IntToDoubleFunction part) {
        double sum = 0;
        for (int index = 0; index < counts.numClasses(); index++) {
            sum += hasValue(counts, index) ? part.applyAsDouble(index) : 0;
        }
        return sum;
    }

    private double orZeroDivision(double value) {
        return Double.isNaN(value) ? zeroDivision : value;
    }

    @Override
    public String toString() {
        return "{ratio="
                + ratio.fingerprint()
                + ", excludedClasses="
                + excluded
                + ", average="
                + average
                + ", zeroDivision="
                + zeroDivision
                + ", absentInMean="
                + absentInMean
                + ", untargetedInMean="
                + untargetedInMean
                + ", classWeights="
                + classWeights
                + "}";
    }
}
