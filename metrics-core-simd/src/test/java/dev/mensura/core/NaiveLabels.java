package dev.mensura.core;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
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

    NaiveLabels(int numClasses, Set<Long> ignored, Map<Long, Long> mapping) {
        this.numClasses = numClasses;
        this.ignored = new TreeSet<>(ignored);
        this.mapping = new TreeMap<>(mapping);
    }

    /// What counting gives: counts, or the first rejected element.
    ///
    /// @param matrix `[target][prediction]`, empty for more than 1000 classes
    /// @param rejectedAt -1 if nothing is rejected
    /// @param message what the rejection must say
    record Outcome(
            long[][] matrix,
            long[] intersection,
            long[] target,
            long[] prediction,
            long elements,
            long ignored,
            long rejectedAt,
            String message) {
        boolean isRejected() {
            return rejectedAt >= 0;
        }
    }

    Outcome count(long[] predictions, long[] targets, long... shape) {
        boolean wantsMatrix = numClasses <= MOST_MATRIX_CLASSES;
        long[][] matrix = wantsMatrix ? new long[numClasses][numClasses] : new long[0][0];
        long[] i = new long[numClasses];
        long[] t = new long[numClasses];
        long[] p = new long[numClasses];
        long elements = 0;
        long left = 0;
        for (int at = 0; at < targets.length; at++) {
            long target = mapping.getOrDefault(targets[at], targets[at]);
            if (ignored.contains(target)) {
                left++;
                continue;
            }
            if (target < 0 || target >= numClasses) {
                return rejection(at, describe("target", targets[at], at, shape) + orIgnored());
            }
            long prediction = mapping.getOrDefault(predictions[at], predictions[at]);
            if (prediction < 0 || prediction >= numClasses) {
                return rejection(at, describe("prediction", predictions[at], at, shape));
            }
            elements++;
            t[(int) target]++;
            p[(int) prediction]++;
            if (target == prediction) {
                i[(int) target]++;
            }
            if (wantsMatrix) {
                matrix[(int) target][(int) prediction]++;
            }
        }
        return new Outcome(matrix, i, t, p, elements, left, -1, "");
    }

    /// Returns whether an image of one pixel with these labels is counted.
    boolean accepts(long prediction, long target) {
        return !count(new long[] {prediction}, new long[] {target}, 1).isRejected();
    }

    private static Outcome rejection(int at, String message) {
        long[] none = new long[0];
        return new Outcome(new long[0][0], none, none, none, 0, 0, at, message);
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

    private String orIgnored() {
        return ignored.isEmpty() ? "" : " or ignored " + ignored;
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
