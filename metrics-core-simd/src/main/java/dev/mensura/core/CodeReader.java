package dev.mensura.core;

import dev.mensura.core.kernel.LabelCodes;

/// Reads any input as blocks of codes: a class id, [LabelCodes#IGNORED] or [LabelCodes#REJECTED].
interface CodeReader {
    /// The most elements that are read at once: two blocks of codes take 64 KiB.
    int BLOCK = 8192;

    /// Puts the codes of the elements `start` to `start + count - 1`, in row-major order, into
    /// `codes[0]` to `codes[count - 1]`.
    void read(long start, int count, int[] codes);

    /// Returns why the element at `position` is rejected.
    LabelRejectedException rejection(long position);
}
