/// Counts pairs of labels: heap arrays in, one dense table per image out, or runs where there are too
/// many classes for a table. Makes labels of scores.
///
/// [dev.mensura.core.kernel.Kernels] chooses once per JVM between scalar specifications and vector
/// kernels. [dev.mensura.core.kernel.LabelCodes] says what a stored label means, and
/// [dev.mensura.core.kernel.PairCounter] counts, or a [dev.mensura.core.kernel.RunReader] hands runs to
/// a [dev.mensura.core.kernel.RunSink]. [dev.mensura.core.kernel.ScoreArgmax] and
/// [dev.mensura.core.kernel.ScoreThreshold] read a [dev.mensura.core.kernel.ScoreView]. Scalar and
/// vector kernels give exactly the same numbers.
///
/// How vector loops are written, so that no vector becomes an object: what a loop carries is the argument
/// of an operation (`sum = x.add(sum)`), not its receiver, whose class the compiler only guesses; a method
/// that takes or returns vectors has at most 35 bytes of code, and none is called after a loop; labels
/// and masks in arrays and off the heap have a loop each. Where one body would take in too many of them,
/// each is compiled alone, behind a call that is not inlined: a method is not where its code has more than 325
/// bytes or its compiled code is long already. Tests that count allocated bytes, such as `AllocationTest` and
/// `MaskMemoryTest`, find most of what breaks this, though not in every run.
///
/// And vectors stay vectors only where the compiler knows their lane type, as an array is read fast only where
/// its type is known, so types that need the same loop need it in a class each. The build makes the others of
/// one, as `pom.xml` tells: `VectorDouble...` of `VectorFloat...`, and `...Long...` and `...Short...` of
/// `VectorInt...` and `ScalarInt...`.
@NullMarked
package dev.mensura.core.kernel;

import org.jspecify.annotations.NullMarked;
