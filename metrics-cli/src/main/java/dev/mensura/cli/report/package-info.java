/// Writes a report as a table or as JSON.
@NullMarked
package dev.mensura.cli.report;

import org.jspecify.annotations.NullMarked;
