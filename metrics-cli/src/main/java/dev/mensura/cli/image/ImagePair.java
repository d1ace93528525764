package dev.mensura.cli.image;

import java.nio.file.Path;

/// The two files of one image.
///
/// @param name what to call it in messages and reports: the path inside the folders, `/`-separated, `aachen/0001.png`
public record ImagePair(String name, Path prediction, Path target) {}
