package dev.mensura.core.kernel;

/// Reads (target, prediction) pairs of one image as runs of equal pairs, for any number of classes,
/// and hands them to a [RunSink]: real masks have few runs, and a table of all pairs of some
/// thousand classes fits no cache.
///
/// The sink gets no run of an ignored target. How the elements are cut into runs is not specified:
/// neighbours with the same pair may come as several runs. The sink belongs to the caller, who clears
/// it together with this reader, and after a rejection.
public abstract sealed class RunReader extends PairReader permits ScalarRunReader, VectorRunReader {

    RunReader(LabelCodes codes) {
        super(codes);
    }
}
