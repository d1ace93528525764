/// What is counted on segmentation samples: the rule that says which labels count
/// ([dev.mensura.core.LabelRule]), the tallies and their states, and the formulas over them
/// ([dev.mensura.core.SegmentationFormulas]).
@NullMarked
package dev.mensura.core;

import org.jspecify.annotations.NullMarked;
