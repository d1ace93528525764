package dev.mensura.testkit;

import java.util.Set;
import java.util.function.IntFunction;

/// A metric that is broken in one way, and the laws that must say so: these and no others.
record Fault(String name, Set<Law> laws, IntFunction<MarkRate> metric) {

    static Fault none() {
        return new Fault("none", Set.of(), ignore -> new MarkRate(new MarkTally(ignore)));
    }

    /// Returns a fault of what is counted.
    static Fault counting(String name, Set<Law> laws, IntFunction<MarkTally> tally) {
        return new Fault(name, laws, ignore -> new MarkRate(tally.apply(ignore)));
    }

    @Override
    public String toString() {
        return name;
    }
}
