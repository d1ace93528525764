/// What is fed in: label maps, bit masks, score maps and mask stacks as views over the caller's memory, and
/// the [dev.mensura.core.input.SegmentationSample] that pairs a prediction with its target.
@NullMarked
package dev.mensura.core.input;

import org.jspecify.annotations.NullMarked;
