package dev.mensura.core;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.kernel.LabelCodes;

/// Reads the labels of a map as codes.
final class LabelReader implements CodeReader {
    private final String role;
    private final LabelMap map;
    private final LabelRule rule;
    private final LabelCodes codes;
    private final boolean target;
    private final ArrayView view;

    private LabelReader(String role, LabelMap map, LabelRule rule, boolean target) {
        this.role = role;
        this.map = map;
        this.rule = rule;
        this.codes = rule.codes();
        this.target = target;
        this.view = new ArrayView(map);
    }

    static LabelReader ofTarget(String role, LabelMap map, LabelRule rule) {
        return new LabelReader(role, map, rule, true);
    }

    static LabelReader ofPrediction(String role, LabelMap map, LabelRule rule) {
        return new LabelReader(role, map, rule, false);
    }

    /// Returns a reader of all masks one after the other, of which each value must be 0 or 1.
    static LabelReader ofMasks(String role, MaskStack masks) {
        LabelMap all = LabelMap.of(masks.type(), masks.segment(), masks.shape().size());
        return ofPrediction(role, all, LabelRule.ZERO_OR_ONE);
    }

    @Override
    public void read(long start, int count, int[] out) {
        long rowLength = map.isContiguous() ? map.shape().size() : map.rowLength();
        int done = 0;
        while (done < count) {
            long index = start + done;
            long column = index % rowLength;
            int run = (int) Math.min(count - done, rowLength - column);
            run = Math.min(run, view.longestRun());
            view.show(index / rowLength * map.rowStride() + column, run);
            translate(out, done, run);
            done += run;
        }
    }

    private void translate(int[] out, int at, int count) {
        int from = view.offset();
        switch (map.type()) {
            case UINT8 -> {
                byte[] labels = (byte[]) view.array();
                for (int i = 0; i < count; i++) {
                    out[at + i] = code(labels[from + i] & 0xFF);
                }
            }
            case INT8 -> {
                byte[] labels = (byte[]) view.array();
                for (int i = 0; i < count; i++) {
                    out[at + i] = code(labels[from + i]);
                }
            }
            case UINT16 -> {
                short[] labels = (short[]) view.array();
                for (int i = 0; i < count; i++) {
                    out[at + i] = code(labels[from + i] & 0xFFFF);
                }
            }
            case INT16 -> {
                short[] labels = (short[]) view.array();
                for (int i = 0; i < count; i++) {
                    out[at + i] = code(labels[from + i]);
                }
            }
            case INT32 -> {
                int[] labels = (int[]) view.array();
                for (int i = 0; i < count; i++) {
                    out[at + i] = code(labels[from + i]);
                }
            }
            case INT64 -> {
                long[] labels = (long[]) view.array();
                for (int i = 0; i < count; i++) {
                    out[at + i] = code(labels[from + i]);
                }
            }
        }
    }

    private int code(long label) {
        return target ? codes.targetCode(label) : codes.predictionCode(label);
    }

    @Override
    public LabelRejectedException rejection(long position) {
        return new LabelRejectedException(
                role
                        + " has label "
                        + map.get(position)
                        + " at "
                        + map.shape().coordinates(position)
                        + ", expected "
                        + (target ? rule.expectedTarget() : rule.expectedPrediction()),
                position);
    }
}
