package dev.mensura.core.kernel;

/// Tells which blocks have too many runs to profit from them: those with more than a share of run
/// ends, and the next elements behind one, which are not looked at. These are more each time that the next
/// block looked at is dense again.
final class DenseBlocks {
    /// Listing and adding a run costs two to three times as much as adding an element.
    private static final double DENSE = 0.375;

    /// A shorter block is judged as one of this length: the few labels at the end of an image, which are one
    /// run or two, tell nothing about the next.
    private static final int LEAST_LENGTH = 64;

    /// Elements that are looked at where they are likely to be dense: to look at them in vain takes three times
    /// as long as adding them, and longer still without vectors.
    private static final int LOOK = 512;

    /// Elements behind a dense block that are taken for dense unseen.
    private static final int FIRST_UNSEEN = 4 * PairReader.BLOCK;

    /// The most of them, half a megapixel: hardly more than was taken for dense before.
    private static final int MOST_UNSEEN = 128 * PairReader.BLOCK;

    private int unseen = FIRST_UNSEEN;
    private int left;

    /// Returns how many elements the next block has at most: all that are taken for dense, or as many as are
    /// looked at.
    int most() {
        if (left > 0) {
            return left;
        }
        return unseen > FIRST_UNSEEN ? LOOK : PairReader.BLOCK;
    }

    /// Returns whether the next block, of `length` elements, is taken for dense unseen, and counts it if so.
    boolean skips(int length) {
        if (left == 0) {
            return false;
        }
        left = Math.max(0, left - length);
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
