/// Reads label maps out of PNG and TIFF files, sample by sample as they are stored, and pairs the files of a prediction folder
/// with those of a target folder.
@NullMarked
package dev.mensura.cli.image;

import org.jspecify.annotations.NullMarked;
