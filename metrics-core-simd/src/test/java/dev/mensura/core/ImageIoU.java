package dev.mensura.core;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// IoU of each class of one image, and behind them their mean over the classes that have one and are
/// neither excluded nor ignored.
///
/// @param ignored classes that the rule ignores
record ImageIoU(int numClasses, Set<Integer> excluded, Set<Integer> ignored)
        implements ImageScores {

    /// Returns a tally of all classes of `rule` without the excluded ones.
    static OverlapTally tally(LabelRule rule, Integer... excluded) {
        Set<Integer> ignored =
                IntStream.range(0, rule.numClasses())
                        .filter(index -> !rule.isScored(index))
                        .boxed()
                        .collect(Collectors.toUnmodifiableSet());
        return OverlapTally.withImageScores(
                rule, new ImageIoU(rule.numClasses(), Set.of(excluded), ignored));
    }

    @Override
    public int size() {
        return numClasses + 1;
    }

    @Override
    public double[] of(ClassCounts sample) {
        double[] scores = new double[size()];
        double sum = 0;
        int defined = 0;
        for (int index = 0; index < numClasses; index++) {
            long right = sample.intersection(index);
            long union = sample.target(index) + sample.prediction(index) - right;
            scores[index] = union == 0 ? Double.NaN : (double) right / union;
            if (union > 0 && !excluded.contains(index) && !ignored.contains(index)) {
                sum += scores[index];
                defined++;
            }
        }
        scores[numClasses] = defined == 0 ? Double.NaN : sum / defined;
        return scores;
    }

    @Override
    public String fingerprint() {
        return "iou{excluded=" + new TreeSet<>(excluded) + "}";
    }
}
