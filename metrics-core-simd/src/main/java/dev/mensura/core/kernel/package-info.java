/// Counts pairs of labels: heap arrays in, one dense table per image out.
///
/// [dev.mensura.core.kernel.Kernels] chooses once per JVM between a scalar specification and a
/// vector kernel, [dev.mensura.core.kernel.LabelCodes] says what a stored label means, and
/// [dev.mensura.core.kernel.PairCounter] counts. Both kernels give exactly the same numbers.
@NullMarked
package dev.mensura.core.kernel;

import org.jspecify.annotations.NullMarked;
