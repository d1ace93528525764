package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.Shape;
import dev.mensura.core.kernel.LabelSource;
import dev.mensura.core.kernel.StoredBlock;
import dev.mensura.core.kernel.StoredLabels;

import org.jspecify.annotations.Nullable;

/// Reads the labels of a map as codes.
final class LabelReader implements CodeReader {
    private final String role;
    private final LabelMap map;
    private final LabelRule rule;
    private final boolean target;
    private final StoredLabels labels;
    private final StoredBlock block = new StoredBlock();

    private LabelReader(String role, LabelMap map, LabelRule rule, boolean target) {
        this.role = role;
        this.map = map;
        this.rule = rule;
        this.target = target;
        this.labels = StoredLabels.of(map.segment(), map.type());
    }

    static LabelReader ofTarget(String role, LabelMap map, LabelRule rule) {
        return new LabelReader(role, map, rule, true);
    }

    static LabelReader ofPrediction(String role, LabelMap map, LabelRule rule) {
        return new LabelReader(role, map, rule, false);
    }

    @Override
    public void read(long start, int count, int[] out) {
        long rowLength = map.isContiguous() ? map.shape().size() : map.rowLength();
        int done = 0;
        while (done < count) {
            long index = start + done;
            long column = index % rowLength;
            int run = (int) Math.min(count - done, rowLength - column);
            run = Math.min(run, StoredBlock.COPIED);
            long first = index / rowLength * map.rowStride() + column;
            block.read(labels, first, run, rule.codes(), target, out, done);
            done += run;
        }
    }

    @Override
    public @Nullable LabelSource source() {
        return map.isContiguous() ? labels : null;
    }

    @Override
    public LabelRejectedException rejection(long position) {
        return rejection(
                role,
                map.get(position),
                map.shape(),
                target ? rule.expectedTarget() : rule.expectedPrediction(),
                position);
    }

    /// Says which label stands where and what was expected.
    static LabelRejectedException rejection(
            String role, long label, Shape shape, String expected, long position) {
        return new LabelRejectedException(
                role
                        + " has label "
                        + label
                        + " at "
                        + shape.coordinates(position)
                        + ", expected "
                        + expected,
                position);
    }
}
