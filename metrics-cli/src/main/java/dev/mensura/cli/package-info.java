/// The `mensura` command: options, exit codes, and all that is printed.
///
/// [dev.mensura.cli.EvaluateCommand] reads the options, `dev.mensura.cli.image` pairs and decodes
/// the files, `dev.mensura.cli.evaluation` counts them into a report, and `dev.mensura.cli.report`
/// writes it down.
@NullMarked
package dev.mensura.cli;

import org.jspecify.annotations.NullMarked;
