package dev.mensura.benchmarks;

/// Subjects of small odd images, for tests of what is counted.
final class Subjects {
    private Subjects() {}

    static Subject small(Subject subject) {
        return new Subject(
                subject.input(),
                subject.texture(),
                Math.min(subject.images(), 3),
                93,
                131,
                subject.classes(),
                subject.storage());
    }
}
