package dev.mensura.core;

import dev.mensura.core.kernel.LabelCodes;
import dev.mensura.core.kernel.LabelSource;
import dev.mensura.core.kernel.PairCounter;

import org.jspecify.annotations.Nullable;

/// Reads any input as blocks of codes: a class id, [LabelCodes#IGNORED] or [LabelCodes#REJECTED].
interface CodeReader {
    /// The most elements that are read at once.
    int BLOCK = PairCounter.BLOCK;

    /// Puts the codes of the elements `start` to `start + count - 1`, in row-major order, into
    /// `codes[0]` to `codes[count - 1]`.
    void read(long start, int count, int[] codes);

    /// Returns the side that a kernel counts without these codes, null if there is none.
    default @Nullable LabelSource source() {
        return null;
    }

    /// Returns why the element at `position` is rejected.
    LabelRejectedException rejection(long position);
}
