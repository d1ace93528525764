package dev.mensura.core.kernel;

/// Turns labels into parts of a table index: `row(t) + column(p)` is the cell of a pair.
///
/// The sum says in one integer what becomes of a pair, so that a loop needs no branch. With C
/// classes and a table of at least [#tableLength()] counts, a power of two, it is
///
/// | | predicted class p | rejected prediction |
/// |---|---|---|
/// | target class t | `t * C + p` | above [#LAST_CELL] |
/// | ignored target | negative, low bits `C * C + p` | negative, low bits `C * C` |
/// | rejected target | above `LAST_CELL` | above `LAST_CELL` |
///
/// so the low bits are always an index into the table, and the highest sum of many pairs tells
/// whether one of them is rejected. Rows are 0, -2 or 3 units away from a cell and columns 0 or 1
/// unit, where one unit exceeds any cell; the sum stays within 4 units = 2^30. That bounds C by
/// [#MAX_CLASSES].
final class LabelCells {

    /// The most classes whose cells, the ignored ones included, lie below one unit.
    static final int MAX_CLASSES = (1 << 14) - 1;

    private static final int UNIT = 1 << 28;

    /// The highest sum of a pair that is not rejected.
    static final int LAST_CELL = UNIT - 1;

    private final LabelCodes codes;
    private final int numClasses;
    private final int[] rowWindow;
    private final int[] columnWindow;
    private final long windowStart;

    LabelCells(LabelCodes codes) {
        if (codes.numClasses() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "numClasses must be at most " + MAX_CLASSES + ", got " + codes.numClasses());
        }
        this.codes = codes;
        numClasses = codes.numClasses();
        windowStart = codes.windowStart();
        rowWindow = new int[codes.windowLength()];
        columnWindow = new int[codes.windowLength()];
        for (int i = 0; i < rowWindow.length; i++) {
            rowWindow[i] = rowOfCode(codes.targetCode(windowStart + i));
            columnWindow[i] = columnOfCode(codes.predictionCode(windowStart + i));
        }
    }

    /// Returns the number of counts that the table needs: C * C cells and C for ignored positions,
    /// rounded up to a power of two.
    int tableLength() {
        int cells = numClasses * numClasses + numClasses;
        return Integer.highestOneBit(cells - 1) << 1;
    }

    /// Returns the row part of a target label.
    int row(long label) {
        long index = label - windowStart;
        return index >= 0 && index < rowWindow.length
                ? rowWindow[(int) index]
                : rowOfCode(codes.targetCode(label));
    }

    /// Returns the column part of a predicted label.
    int column(long label) {
        long index = label - windowStart;
        return index >= 0 && index < columnWindow.length
                ? columnWindow[(int) index]
                : columnOfCode(codes.predictionCode(label));
    }

    /// Returns the row parts of the 256 labels of an 8-bit type, indexed by their bits.
    int[] rows8(boolean signed) {
        int[] rows = codes.targetCodes8(signed);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = rowOfCode(rows[i]);
        }
        return rows;
    }

    /// Returns the column parts of the 256 labels of an 8-bit type, indexed by their bits.
    int[] columns8(boolean signed) {
        int[] columns = codes.predictionCodes8(signed);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = columnOfCode(columns[i]);
        }
        return columns;
    }

    private int rowOfCode(int code) {
        return switch (code) {
            case LabelCodes.IGNORED -> numClasses * numClasses - 2 * UNIT;
            case LabelCodes.REJECTED -> 3 * UNIT;
            default -> code * numClasses;
        };
    }

    private int columnOfCode(int code) {
        return code == LabelCodes.REJECTED ? UNIT : code;
    }
}
