package dev.mensura.core.kernel;

/// A side that has no stored labels: its classes are found block by block, as from scores.
///
/// A class c is the byte c, up to [#MAX_CLASSES] of them; neither mapping nor ignored labels are
/// applied again.
public non-sealed interface CodedLabels extends LabelSource {
    /// The most classes that leave bytes for the two other codes.
    int MAX_CLASSES = 254;

    /// The byte of a target that is not counted.
    byte IGNORED = (byte) 254;

    /// The byte of an element that has no class.
    byte REJECTED = (byte) 255;

    /// Puts the codes of the elements `start` to `start + count - 1` into `codes[0]` to
    /// `codes[count - 1]`; `count` is at most [PairCounter#BLOCK].
    void read(long start, int count, byte[] codes);
}
