package dev.mensura.cli.report;

import java.time.Duration;

/// Who made a report, and how long that took.
///
/// @param version the version of Mensura
/// @param kernel what counted
/// @param elapsed from the first image to the last, reading included
public record RunInfo(String version, Kernel kernel, Duration elapsed) {}
