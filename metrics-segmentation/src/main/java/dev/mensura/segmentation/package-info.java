/// Segmentation metrics, each in one file: definition, formula, and the provider that makes it
/// found by name.
@NullMarked
package dev.mensura.segmentation;

import org.jspecify.annotations.NullMarked;
