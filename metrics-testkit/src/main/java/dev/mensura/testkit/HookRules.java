package dev.mensura.testkit;

import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What the laws rely on in the hooks of a contract test, checked so that a wrong hook is blamed
/// and not the metric.
final class HookRules<S, A extends MetricState<A>, R extends MetricResult> {
    static final String NAME = "hooks keep what they promise";

    private static final int FEWEST_GOOD_SAMPLES = 3;

    private final MetricContract<S, A, R> hooks;

    HookRules(MetricContract<S, A, R> hooks) {
        this.hooks = hooks;
    }

    void kept(Cases cases) {
        cases.add(
                "there are at least " + FEWEST_GOOD_SAMPLES + " different good samples",
                check -> {
                    Set<Object> different = new HashSet<>(fingerprints(hooks.goodSamples()));
                    check.isTrue(
                            different.size() >= FEWEST_GOOD_SAMPLES,
                            "goodSamples() has " + different.size() + " different samples");
                });
        cases.add(
                "goodSamples() makes new samples at each call",
                check -> newAtEachCall(check, hooks::goodSamples));
        cases.add(
                "rejectedSamples() makes new samples at each call",
                check -> newAtEachCall(check, hooks::rejectedSamples));
        cases.add(
                "perfectSamples() makes new samples at each call",
                check -> newAtEachCall(check, hooks::perfectSamples));
        cases.add(
                "tolerance() is 0 or more",
                check ->
                        check.isTrue(
                                hooks.tolerance() >= 0, "tolerance() is " + hooks.tolerance()));
        cases.add(
                "optOuts() names laws of metrics",
                check ->
                        hooks.optOuts()
                                .keySet()
                                .forEach(law ->
                                        check.isTrue(
                                                law.isOfMetrics(),
                                                "optOuts() names " + law.name())));
    }

    private void newAtEachCall(Check check, Supplier<List<S>> samples) {
        List<Object> before = fingerprints(samples.get());
        check.same("fingerprints at the second call", before, fingerprints(samples.get()));
        samples.get().forEach(hooks::scribbleOver);
        check.same(
                "fingerprints after the samples of another call were scribbled over",
                before,
                fingerprints(samples.get()));
    }

    private List<Object> fingerprints(List<S> samples) {
        return samples.stream().map(hooks::sampleFingerprint).toList();
    }
}
