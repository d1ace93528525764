/// Writes a report as a table, JSON, CSV or Markdown.
@NullMarked
package dev.mensura.cli.report;

import org.jspecify.annotations.NullMarked;
