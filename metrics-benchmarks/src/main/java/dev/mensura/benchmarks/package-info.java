/// Benchmarks of the counting kernels, and the masks they count.
@NullMarked
package dev.mensura.benchmarks;

import org.jspecify.annotations.NullMarked;
