package dev.mensura.core.kernel;

/// Reads one side of a call as codes, block by block.
///
/// Takes 16 KiB, and what a [StoredBlock] takes where labels are copied.
final class SideCodes {
    private final LabelCodes meaning;
    private final boolean target;
    private final StoredBlock block = new StoredBlock();
    private final int[] codes = new int[PairReader.BLOCK];
    private final byte[] coded = new byte[PairReader.BLOCK];

    SideCodes(LabelCodes meaning, boolean target) {
        this.meaning = meaning;
        this.target = target;
    }

    /// Returns the codes of `count` elements from element `start`, at most [PairReader#BLOCK]; the
    /// next call overwrites them.
    int[] read(LabelSource side, long start, int count) {
        switch (side) {
            case StoredLabels labels -> block.read(labels, start, count, meaning, target, codes, 0);
            case CodedLabels labels -> {
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
