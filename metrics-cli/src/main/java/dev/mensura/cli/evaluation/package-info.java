/// Counts pairs of label images on several threads and reads the counts out into a
/// [dev.mensura.cli.evaluation.Report]. Prints nothing.
@NullMarked
package dev.mensura.cli.evaluation;

import org.jspecify.annotations.NullMarked;
