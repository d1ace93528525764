package dev.mensura.segmentation;

import dev.mensura.core.ClassCounts;
import dev.mensura.core.ImageScores;

import java.util.Arrays;

/// What each image by itself contributes to an average over images: the values that its classes have
/// in the mean, and, where wanted, the one value behind them.
///
/// @param readout how one image is read out
/// @param withValue whether the one value is wanted
record ReadoutPerImage(Readout readout, boolean withValue) implements ImageScores {

    @Override
    public int size() {
        return readout.rule().numClasses() + (withValue ? 1 : 0);
    }

    @Override
    public double[] of(ClassCounts sample) {
        double[] scores = Arrays.copyOf(readout.entering(sample).toArray(), size());
        if (withValue) {
            scores[size() - 1] = readout.value(sample);
        }
        return scores;
    }

    /// The rule is not part of it: it is that of the tally.
    @Override
    public String fingerprint() {
        return readout + (withValue ? " with value" : "");
    }
}
