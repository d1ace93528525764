package dev.mensura.benchmarks;

/// The loop that everything is compared with: it counts labels without a look at what they are,
/// `table[t * C + p]++`. One method per width, so that no width changes how another is compiled.
final class BareLoop {
    /// Rows of a table: any uint8 label, [Texture#IGNORED] too.
    private static final int ROWS = 256;

    private BareLoop() {}

    /// Returns the loop over two arrays of the same type.
    static Runnable over(Object prediction, Object target, long[] table, int numClasses) {
        return switch (target) {
            case byte[] t -> () -> count((byte[]) prediction, t, table, numClasses);
            case short[] t -> () -> count((short[]) prediction, t, table, numClasses);
            case int[] t -> () -> count((int[]) prediction, t, table, numClasses);
            case long[] t -> () -> count((long[]) prediction, t, table, numClasses);
            default -> throw new IllegalArgumentException("no labels: " + target.getClass());
        };
    }

    static long[] newTable(int numClasses) {
        return new long[ROWS * numClasses];
    }

    static void count(byte[] prediction, byte[] target, long[] table, int numClasses) {
        for (int i = 0; i < target.length; i++) {
            table[(target[i] & 0xFF) * numClasses + (prediction[i] & 0xFF)]++;
        }
    }

    static void count(short[] prediction, short[] target, long[] table, int numClasses) {
        for (int i = 0; i < target.length; i++) {
            table[(target[i] & 0xFFFF) * numClasses + (prediction[i] & 0xFFFF)]++;
        }
    }

    static void count(int[] prediction, int[] target, long[] table, int numClasses) {
        for (int i = 0; i < target.length; i++) {
            table[target[i] * numClasses + prediction[i]]++;
        }
    }

    static void count(long[] prediction, long[] target, long[] table, int numClasses) {
        for (int i = 0; i < target.length; i++) {
            table[(int) target[i] * numClasses + (int) prediction[i]]++;
        }
    }
}
