package dev.mensura.core.kernel;

/// Reads one side of a call as codes, block by block.
///
/// Takes nothing until it is used, then 16 KiB, 4 KiB more for [CodedLabels], and what a [StoredBlock]
/// takes where labels are copied.
final class SideCodes {
    private final LabelCodes meaning;
    private final boolean target;
    private final StoredBlock block = new StoredBlock();
    private int[] codes = {};
    private byte[] coded = {};

    SideCodes(LabelCodes meaning, boolean target) {
        this.meaning = meaning;
        this.target = target;
    }

    /// Returns the codes of `count` elements from element `start`, at most [PairReader#BLOCK]; the
    /// next call overwrites them.
    int[] read(LabelSource side, long start, int count) {
        if (codes.length == 0) {
            codes = new int[PairReader.BLOCK];
        }
        switch (side) {
            case StoredLabels labels -> block.read(labels, start, count, meaning, target, codes, 0);
            case CodedLabels labels -> {
                if (coded.length == 0) {
                    coded = new byte[PairReader.BLOCK];
                }
                labels.read(start, count, coded);
                for (int i = 0; i < count; i++) {
                    codes[i] = code(coded[i]);
                }
            }
        }
        return codes;
    }

    private static int code(byte coded) {
        return switch (coded) {
            case CodedLabels.IGNORED -> LabelCodes.IGNORED;
            case CodedLabels.REJECTED -> LabelCodes.REJECTED;
            default -> coded & 0xFF;
        };
    }
}
