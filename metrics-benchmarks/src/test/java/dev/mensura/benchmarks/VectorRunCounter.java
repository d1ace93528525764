package dev.mensura.benchmarks;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.List;

/// A simple kernel that is fast enough for [KernelGuard], and the same kernel spoilt: it passes its
/// vectors through an interface with several implementations, which the JVM does not inline, so that
/// every vector becomes an object.
///
/// Neighbouring pixels of equal labels are counted as one run, which ends where a label differs from
/// the one before it.
final class VectorRunCounter {
    private static final VectorSpecies<Byte> SPECIES = ByteVector.SPECIES_PREFERRED;

    /// They return what they are given.
    private static final List<Step> STEPS =
            List.of(
                    labels -> labels.lanewise(VectorOperators.OR, (byte) 0),
                    labels -> labels.lanewise(VectorOperators.XOR, (byte) 0),
                    labels -> labels.lanewise(VectorOperators.AND, (byte) -1),
                    labels -> labels.lanewise(VectorOperators.ADD, (byte) 0));

    private final byte[] prediction;
    private final byte[] target;
    private final int classes;
    private final long[] table;

    private interface Step {
        ByteVector of(ByteVector labels);
    }

    VectorRunCounter(MaskPair pair, int classes) {
        this.prediction = pair.prediction();
        this.target = pair.target();
        this.classes = classes;
        this.table = BareLoop.newTable(classes);
    }

    /// Returns the counts so far, `[target * C + prediction]`, ignored targets too.
    long[] table() {
        return table;
    }

    /// Counts with vectors in registers.
    void count() {
        int start = 0;
        int i = 1;
        for (; i + SPECIES.length() <= target.length; i += SPECIES.length()) {
            ByteVector p = ByteVector.fromArray(SPECIES, prediction, i);
            ByteVector t = ByteVector.fromArray(SPECIES, target, i);
            ByteVector beforeP = ByteVector.fromArray(SPECIES, prediction, i - 1);
            ByteVector beforeT = ByteVector.fromArray(SPECIES, target, i - 1);
            long changes =
                    p.compare(VectorOperators.NE, beforeP)
                            .or(t.compare(VectorOperators.NE, beforeT))
                            .toLong();
            start = addRuns(changes, i, start);
        }
        addRest(i, start);
    }

    /// Counts with vectors that become objects.
    void countBoxing() {
        int start = 0;
        int i = 1;
        for (; i + SPECIES.length() <= target.length; i += SPECIES.length()) {
            Step step = STEPS.get(i / SPECIES.length() % STEPS.size());
            ByteVector p = step.of(ByteVector.fromArray(SPECIES, prediction, i));
            ByteVector t = step.of(ByteVector.fromArray(SPECIES, target, i));
            ByteVector beforeP = step.of(ByteVector.fromArray(SPECIES, prediction, i - 1));
            ByteVector beforeT = step.of(ByteVector.fromArray(SPECIES, target, i - 1));
            long changes =
                    p.compare(VectorOperators.NE, beforeP)
                            .or(t.compare(VectorOperators.NE, beforeT))
                            .toLong();
            start = addRuns(changes, i, start);
        }
        addRest(i, start);
    }

    private int addRuns(long changes, int offset, int start) {
        int begin = start;
        for (long left = changes; left != 0; left &= left - 1) {
            int end = offset + Long.numberOfTrailingZeros(left);
            add(begin, end - begin);
            begin = end;
        }
        return begin;
    }

    private void addRest(int from, int start) {
        add(start, from - start);
        for (int i = from; i < target.length; i++) {
            add(i, 1);
        }
    }

    private void add(int pixel, int length) {
        table[(target[pixel] & 0xFF) * classes + (prediction[pixel] & 0xFF)] += length;
    }
}
