package dev.mensura.testkit;

/// The laws of a metric (M) and of its provider (P), each proved by one test of that name.
///
/// The id stands first in the test's display name and in every failure, so that a failing build can
/// be searched for it.
public enum Law {
    /// The neutral element of the monoid.
    M1("the empty state is the identity of merge"),
    /// `(a + b) + c` equals `a + (b + c)`.
    M2("merge is associative"),
    /// `a + b` equals `b + a`.
    M3("merge is commutative"),
    /// However the samples are cut, batched, ordered and merged.
    M4("every sharding, batching and order of the samples gives the same state and result"),
    /// The batch value is that of the batch, the contribution is that of an update.
    M5("forward(x) is the value of x alone and adds exactly x"),
    /// Reading out is pure.
    M6("compute changes nothing, can be repeated, and is never stale"),
    /// Nothing survives a reset.
    M7("reset equals new"),
    /// A copy and its original go separate ways.
    M8("copy shares nothing"),
    /// The right-hand side of a merge is only read.
    M9("merge leaves its argument as it was"),
    /// Samples belong to the caller.
    M10("accumulate neither changes nor keeps its sample"),
    /// The evidence is true.
    M11("empty, absent and counted samples are reported as documented"),
    /// All or nothing.
    M12("a rejected sample throws and leaves the state as it was"),
    /// The formula is right.
    M13("results equal an independent reference"),
    /// The descriptor is true.
    M14("results lie in the declared range, a perfect sample scores the best value"),
    /// Saved states come back whole or not at all.
    M15("write and read round-trip and refuse foreign, truncated, newer or tampered bytes"),
    /// Counts of different things are never added.
    M16("merging other options is refused"),
    /// The provider is listed.
    P1("the provider is found by ServiceLoader"),
    /// One name, one provider.
    P2("the name is unique"),
    /// A provider works as it is or names the missing option.
    P3("defaults work or say what is missing"),
    /// Finding a metric costs nothing.
    P4("the constructor does no work"),
    /// What is documented is what happens.
    P5("option schema and descriptor tell the truth");

    private final String statement;

    Law(String statement) {
        this.statement = statement;
    }

    /// Returns the law in words, for example `merge is associative`.
    public String statement() {
        return statement;
    }

    /// Returns whether [MetricContract] proves this law, and not [MetricProviderContract].
    boolean isOfMetrics() {
        return compareTo(P1) < 0;
    }

    /// Returns id and words, for example `M2 merge is associative`.
    @Override
    public String toString() {
        return name() + " " + statement;
    }
}
