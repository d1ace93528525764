package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

/// A table of labels of 16 to 64 bits, for dense blocks of them.
final class WideTable extends LabelTable {
    private final WideCells cells;
    private final long first;

    WideTable(LabelCodes codes, LabelType type, WideCells cells) {
        super(codes, codesOfRows(codes, type), 1 << bits(codes.numClasses()));
        this.cells = cells;
        first = first(codes, type);
    }

    /// Returns the label of the first row.
    private static long first(LabelCodes codes, LabelType type) {
        return codes.firstLabel(type, WideCells.ROWS);
    }

    private static int[] codesOfRows(LabelCodes codes, LabelType type) {
        int[] ofBytes = codes.codesOfBytes(type, true);
        int[] result = new int[WideCells.ROWS];
        long first = first(codes, type);
        for (int row = 0; row < result.length; row++) {
            result[row] = ofBytes[(int) (first + row) & 0xFF];
        }
        return result;
    }

    @Override
    boolean addToCells(StoredBlock predictions, StoredBlock targets, int length) {
        boolean fits = addToCells(predictions, targets, length, 1);
        if (!fits) {
            addToCells(predictions, targets, length, -1);
        }
        return fits;
    }

    private boolean addToCells(
            StoredBlock predictions, StoredBlock targets, int length, long each) {
        return cells.add(
                targets.array(),
                targets.offset(),
                first,
                predictions.array(),
                predictions.offset(),
                length,
                counts,
                each);
    }
}
