/// Reads the classes file: how many classes there are, their names and colours, and which labels are ignored.
@NullMarked
package dev.mensura.cli.classes;

import org.jspecify.annotations.NullMarked;
