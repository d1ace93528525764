package dev.mensura.testkit;

import dev.mensura.api.Metric;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;

/// P5, first half: names and types are those of the metric that is made.
final class DescriptorLaws {
    private final MetricProviderContract hooks;
    private final MetricProvider provider;

    DescriptorLaws(MetricProviderContract hooks) {
        this.hooks = hooks;
        this.provider = hooks.provider();
    }

    void truth(Cases cases) {
        MetricDescriptor promised = provider.descriptor();
        cases.add(
                "the name is lower case words joined by _, aliases are words",
                check -> {
                    check.same("name", promised.name(), provider.name());
                    checkForm(check, "[a-z][a-z0-9_]*", provider.name());
                    provider.aliases().forEach(alias -> checkForm(check, "\\w+", alias));
                });
        cases.add(
                "the definition has the name and types of its provider",
                check -> {
                    MetricDescriptor actual = definition().descriptor();
                    check.same("name", promised.name(), actual.name());
                    check.same("sample type", promised.sampleType(), actual.sampleType());
                    check.same("result type", promised.resultType(), actual.resultType());
                });
        cases.add("samples and results are of the declared types", check -> types(check, promised));
        cases.add(
                "the same options make equal definitions",
                check -> {
                    check.same("definition", definition(), definition());
                    check.same(
                            "fingerprint", definition().fingerprint(), definition().fingerprint());
                });
    }

    private static void checkForm(Check check, String form, String name) {
        check.isTrue(name.matches(form), "name is \"" + name + "\", expected " + form);
    }

    private void types(Check check, MetricDescriptor promised) {
        MetricDefinition<?, ?, ?> definition = definition();
        checkResult(check, promised, emptyResult(definition));
        Object sample = hooks.sample();
        check.isTrue(
                promised.sampleType().isInstance(sample),
                sample.getClass().getName() + " is no " + promised.sampleType().getName());
        @SuppressWarnings("unchecked") // a wrong type fails in forward, which is what is tested
        Metric<Object, ?> metric = (Metric<Object, ?>) definition.newMetric();
        checkResult(check, promised, metric.forward(sample));
    }

    private static void checkResult(Check check, MetricDescriptor promised, MetricResult result) {
        check.isTrue(
                promised.resultType().isInstance(result),
                result.getClass().getName() + " is no " + promised.resultType().getName());
    }

    private static <A extends MetricState<A>> MetricResult emptyResult(
            MetricDefinition<?, A, ?> definition) {
        return definition.evaluate(definition.tally().newState());
    }

    private MetricDefinition<?, ?, ?> definition() {
        return ProviderLaws.create(provider, hooks.validOptions());
    }
}
