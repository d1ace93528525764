package dev.mensura.core;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The reference for label maps: plain loops over `long` labels that share nothing with the main
/// code.
final class NaiveLabels {
    /// Above this a table of all pairs is too large for a test.
    static final int MOST_MATRIX_CLASSES = 1000;

    private final int numClasses;
    private final Set<Long> ignored;
    private final Map<Long, Long> mapping;
    private final Map<Long, Long> targetMapping;
    private final LabelPolicy policy;

    NaiveLabels(int numClasses, Set<Long> ignored, Map<Long, Long> mapping) {
        this(numClasses, ignored, mapping, Map.of(), LabelPolicy.REJECT);
    }

    NaiveLabels(
            int numClasses,
            Set<Long> ignored,
            Map<Long, Long> mapping,
            Map<Long, Long> targetMapping,
            LabelPolicy policy) {
        this.numClasses = numClasses;
        this.ignored = new TreeSet<>(ignored);
        this.mapping = new TreeMap<>(mapping);
        this.targetMapping = new TreeMap<>(targetMapping);
        this.policy = policy;
    }

    /// What counting gives: counts, or the first rejected element.
    ///
    /// @param matrix `[target][prediction]`, empty for more than 1000 classes
    /// @param cells counts by `target * numClasses + prediction`, none of them 0
    /// @param union elements with the class in target or prediction, counted by themselves
    /// @param outsidePredictions per target class, elements whose prediction lies outside
    /// @param outsideTargets per predicted class, elements whose target lies outside
    /// @param outOfRange labels outside the range that were let pass
    /// @param rejectedAt -1 if nothing is rejected
    /// @param message what the rejection must say
    record Outcome(
            long[][] matrix,
            SortedMap<Long, Long> cells,
            long[] intersection,
            long[] target,
            long[] prediction,
            long[] union,
            long[] outsidePredictions,
            long[] outsideTargets,
            long elements,
            long ignored,
            long outOfRange,
            long rejectedAt,
            String message) {
        boolean isRejected() {
            return rejectedAt >= 0;
        }
    }

    Outcome count(long[] predictions, long[] targets, long... shape) {
        boolean wantsMatrix = numClasses <= MOST_MATRIX_CLASSES;
        long[][] matrix = wantsMatrix ? new long[numClasses][numClasses] : new long[0][0];
        SortedMap<Long, Long> cells = new TreeMap<>();
        long[] i = new long[numClasses];
        long[] t = new long[numClasses];
        long[] p = new long[numClasses];
        long[] u = new long[numClasses];
        long[] outsidePredictions = new long[numClasses];
        long[] outsideTargets = new long[numClasses];
        long elements = 0;
        long left = 0;
        long outOfRange = 0;
        for (int at = 0; at < targets.length; at++) {
            long target = mapTarget(targets[at]);
            if (ignored.contains(target)) {
                left++;
                continue;
            }
            boolean badTarget = target < 0 || target >= numClasses;
            if (badTarget && policy == LabelPolicy.REJECT) {
                return rejection(
                        at, describe("target", targets[at], at, shape) + orMappedOrIgnored());
            }
            long prediction = mapping.getOrDefault(predictions[at], predictions[at]);
            boolean badPrediction = prediction < 0 || prediction >= numClasses;
            if (badPrediction && policy == LabelPolicy.REJECT) {
                return rejection(at, describe("prediction", predictions[at], at, shape));
            }
            outOfRange += badTarget ? 1 : 0;
            outOfRange += badPrediction ? 1 : 0;
            if (badTarget && badPrediction) {
                continue;
            }
            if ((badTarget || badPrediction) && policy == LabelPolicy.IGNORE_PIXEL) {
                continue;
            }
            elements++;
            if (badPrediction) {
                t[(int) target]++;
                u[(int) target]++;
                outsidePredictions[(int) target]++;
                continue;
            }
            if (badTarget) {
                p[(int) prediction]++;
                u[(int) prediction]++;
                outsideTargets[(int) prediction]++;
                continue;
            }
            t[(int) target]++;
            p[(int) prediction]++;
            u[(int) target]++;
            if (target == prediction) {
                i[(int) target]++;
            } else {
                u[(int) prediction]++;
            }
            cells.merge(target * numClasses + prediction, 1L, Long::sum);
            if (wantsMatrix) {
                matrix[(int) target][(int) prediction]++;
            }
        }
        return new Outcome(
                matrix,
                cells,
                i,
                t,
                p,
                u,
                outsidePredictions,
                outsideTargets,
                elements,
                left,
                outOfRange,
                -1,
                "");
    }

    private long mapTarget(long stored) {
        return targetMapping.containsKey(stored)
                ? targetMapping.get(stored)
                : mapping.getOrDefault(stored, stored);
    }

    /// Returns whether an image of one pixel with these labels is counted.
    boolean accepts(long prediction, long target) {
        return !count(new long[] {prediction}, new long[] {target}, 1).isRejected();
    }

    private static Outcome rejection(int at, String message) {
        long[] none = new long[0];
        return new Outcome(
                new long[0][0],
                new TreeMap<>(),
                none,
                none,
                none,
                none,
                none,
                none,
                0,
                0,
                0,
                at,
                message);
    }

    private String describe(String role, long stored, int index, long... shape) {
        return role
                + " has label "
                + stored
                + " at "
                + coordinates(index, shape)
                + ", expected 0.."
                + (numClasses - 1)
                + (mapping.isEmpty() ? "" : " after mapping " + mapping);
    }

    private String orMappedOrIgnored() {
        String and = mapping.isEmpty() ? " after mapping targets " : " and targets ";
        return (targetMapping.isEmpty() ? "" : and + targetMapping)
                + (ignored.isEmpty() ? "" : " or ignored " + ignored);
    }

    static String coordinates(long index, long... shape) {
        long[] at = new long[shape.length];
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            at[axis] = index % shape[axis];
            index /= shape[axis];
        }
        return Arrays.toString(at);
    }
}
