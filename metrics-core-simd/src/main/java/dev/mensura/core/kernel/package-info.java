/// Counts pairs of labels: heap arrays in, one dense table per image out, or runs where there are too
/// many classes for a table. Makes labels of scores.
///
/// [dev.mensura.core.kernel.Kernels] chooses once per JVM between scalar specifications and vector
/// kernels. [dev.mensura.core.kernel.LabelCodes] says what a stored label means, and
/// [dev.mensura.core.kernel.PairCounter] counts, or a [dev.mensura.core.kernel.RunReader] hands runs to
/// a [dev.mensura.core.kernel.RunSink]. [dev.mensura.core.kernel.ScoreArgmax] and
/// [dev.mensura.core.kernel.ScoreThreshold] read a [dev.mensura.core.kernel.ScoreView]. Scalar and
/// vector kernels give exactly the same numbers.
@NullMarked
package dev.mensura.core.kernel;

import org.jspecify.annotations.NullMarked;
