package dev.mensura.core.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rule written down once more, slowly.
final class PairReference {
    final int numClasses;
    final Set<Long> ignoreLabels;
    final Map<Long, Long> mapping;
    final Map<List<Long>, Long> counts = new HashMap<>();
    long ignored;

    PairReference(int numClasses, Set<Long> ignoreLabels, Map<Long, Long> mapping) {
        this.numClasses = numClasses;
        this.ignoreLabels = ignoreLabels;
        this.mapping = mapping;
    }

    LabelCodes codes() {
        return LabelCodes.of(numClasses, ignoreLabels, mapping);
    }

    List<PairCounter> counters() {
        LabelCodes codes = codes();
        List<PairCounter> counters = new ArrayList<>();
        counters.add(new ScalarPairCounter(codes));
        if (Kernels.info().name().equals("vector") && numClasses <= ByteCodes.MAX_CLASSES) {
            WarmUp over = new WarmUp(true);
            counters.add(new VectorPairCounter(codes, over));
            counters.add(new VectorPairCounter(codes, over, false));
            counters.add(new VectorPairCounter(codes, new WarmUp(false)));
        }
        return counters;
    }

    int count(StoredWidth width, long[] prediction, int po, long[] target, int to, int n) {
        for (int i = 0; i < n; i++) {
            long t = width.stored(target[to + i]);
            long p = width.stored(prediction[po + i]);
            boolean drop;
            if (width == StoredWidth.CODES) {
                drop = t == -1;
            } else {
                t = mapping.getOrDefault(t, t);
                p = mapping.getOrDefault(p, p);
                drop = ignoreLabels.contains(t);
            }
            if (drop) {
                ignored++;
            } else if (t < 0 || t >= numClasses || p < 0 || p >= numClasses) {
                return i;
            } else {
                counts.merge(List.of(t, p), 1L, Long::sum);
            }
        }
        return n;
    }

    long[] table() {
        long[] table = new long[numClasses * numClasses];
        counts.forEach((pair, count) ->
                table[Math.toIntExact(pair.get(0) * numClasses + pair.get(1))] = count);
        return table;
    }

    /// Returns the labels that targets of a width may hold: of classes, and ignored ones.
    long[] targetAlphabet(StoredWidth width) {
        List<Long> labels = new ArrayList<>(Arrays.stream(classes(width)).boxed().toList());
        if (width == StoredWidth.CODES) {
            labels.add(-1L);
        } else {
            for (long label : ignoreLabels) {
                if (width.stored(label) == label && !mapping.containsKey(label)) {
                    labels.add(label);
                }
            }
        }
        return labels.stream().mapToLong(Long::longValue).toArray();
    }

    /// Returns the labels of a width that stand for a class.
    long[] classes(StoredWidth width) {
        List<Long> labels = new ArrayList<>();
        for (long label = 0; label < numClasses; label++) {
            long mapped = mapping.getOrDefault(label, label);
            boolean plain = mapped >= 0 && mapped < numClasses;
            if (width.stored(label) == label && (plain || width == StoredWidth.CODES)) {
                labels.add(label);
            }
        }
        if (width != StoredWidth.CODES) {
            for (long label : mapping.keySet()) {
                if (width.stored(label) == label) {
                    labels.add(label);
                }
            }
        }
        return labels.stream().mapToLong(Long::longValue).toArray();
    }
}
