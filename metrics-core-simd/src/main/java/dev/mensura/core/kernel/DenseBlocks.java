package dev.mensura.core.kernel;

/// Tells which blocks have too many runs to profit from them: those with more than a share of run
/// ends, and the next few after one, which are not looked at. These are more each time that the next one
/// looked at is dense again.
final class DenseBlocks {
    /// Listing and adding a run costs two to three times as much as adding an element.
    private static final double DENSE = 0.375;

    /// A shorter block is judged as one of this length: the few labels at the end of an image, which are one
    /// run or two, tell nothing about the next.
    private static final int LEAST_LENGTH = 64;

    /// Blocks after a dense one that are taken for dense unseen: to look at one in vain takes three times
    /// as long as adding its elements, and longer still without vectors.
    private static final int FIRST_UNSEEN = 4;

    /// The most of them: of [PairReader#BLOCK] elements, an eighth of a megapixel.
    private static final int MOST_UNSEEN = 32;

    private int unseen = FIRST_UNSEEN;
    private int left;

    /// Returns whether the next block is taken for dense unseen, and counts it if so.
    boolean skips() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    /// Takes note of a block of `length` elements with so many runs, and returns whether it is dense.
    boolean note(int runs, int length) {
        boolean dense = runs > Math.max(length, LEAST_LENGTH) * DENSE;
        if (dense) {
            left = unseen;
            unseen = Math.min(2 * unseen, MOST_UNSEEN);
        } else {
            unseen = FIRST_UNSEEN;
        }
        return dense;
    }
}
