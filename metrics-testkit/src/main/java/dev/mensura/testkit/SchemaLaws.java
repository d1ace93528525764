package dev.mensura.testkit;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;

import java.util.List;

/// P5, second half: what the option schema says is what happens.
final class SchemaLaws {
    /// Values at and beyond the edges of every kind of option.
    private static final List<Object> ODD_VALUES =
            List.of(
                    Long.MAX_VALUE,
                    Long.MIN_VALUE,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY,
                    -1,
                    0,
                    "",
                    "no such value",
                    true,
                    List.of("no such value"),
                    List.of());

    private final MetricProviderContract hooks;
    private final MetricProvider provider;

    SchemaLaws(MetricProviderContract hooks) {
        this.hooks = hooks;
        this.provider = hooks.provider();
    }

    void truth(Cases cases) {
        cases.add("an unknown option is refused", this::unknownIsRefused);
        cases.add("valid options are options of the schema", this::validOptionsAreKnown);
        for (MetricOption<?> option : provider.options().options()) {
            option.defaultValue()
                    .ifPresent(value ->
                            cases.add(
                                    option.name() + " has the default " + value,
                                    check -> defaultIsTrue(check, option.name(), value)));
            if (option.isRequired()) {
                cases.add(option.name() + " is required", check -> isRequired(check, option));
            } else {
                cases.add(option.name() + " may be left out", check -> create(without(option)));
            }
            cases.add(
                    option.name() + " refuses a value of another type",
                    check -> refusesObject(check, option));
            cases.add(
                    option.name() + " takes or refuses odd values by name",
                    check -> ODD_VALUES.forEach(value -> takesOrRefuses(check, option, value)));
        }
    }

    private void unknownIsRefused(Check check) {
        String unknown = "noSuchOption";
        MetricOptionException refusal =
                check.throwing(
                        MetricOptionException.class,
                        "giving an unknown option",
                        () -> create(hooks.validOptions().with(unknown, 1)),
                        unknown);
        check.same("refused option", unknown, refusal.option());
    }

    private void validOptionsAreKnown(Check check) {
        List<String> known =
                provider.options().options().stream().<String>map(MetricOption::name).toList();
        check.isTrue(
                known.containsAll(hooks.validOptions().names()),
                "validOptions() has " + hooks.validOptions().names() + ", the schema " + known);
        create(hooks.validOptions());
    }

    private void defaultIsTrue(Check check, String option, Object value) {
        MetricOptions least = ProviderLaws.requiredOnly(provider, hooks.validOptions());
        MetricDefinition<?, ?, ?> implied = create(least);
        MetricDefinition<?, ?, ?> explicit = create(least.with(option, value));
        check.same("definition", implied, explicit);
        check.same("fingerprint", implied.fingerprint(), explicit.fingerprint());
    }

    private void isRequired(Check check, MetricOption<?> option) {
        MetricOptionException refusal =
                check.throwing(
                        MetricOptionException.class,
                        "leaving out " + option.name(),
                        () -> create(without(option)),
                        option.name());
        check.same("missing option", option.name(), refusal.option());
    }

    private void refusesObject(Check check, MetricOption<?> option) {
        MetricOptionException refusal =
                check.throwing(
                        MetricOptionException.class,
                        "giving an object of no known type",
                        () -> create(hooks.validOptions().with(option.name(), new Unknown())),
                        option.name());
        check.same("refused option", option.name(), refusal.option());
    }

    private void takesOrRefuses(Check check, MetricOption<?> option, Object value) {
        MetricOptions given = hooks.validOptions().with(option.name(), value);
        try {
            provider.options().check(given);
        } catch (MetricOptionException refusal) {
            check.same("option refused for " + value, option.name(), refusal.option());
            return;
        }
        try {
            provider.create(given);
        } catch (MetricOptionException contradiction) {
            // fits its own description and contradicts another option: allowed
        }
    }

    private MetricOptions without(MetricOption<?> left) {
        MetricOptions given = hooks.validOptions();
        MetricOptions rest = MetricOptions.none();
        for (MetricOption<?> option : provider.options().options()) {
            if (!option.name().equals(left.name()) && given.names().contains(option.name())) {
                rest = rest.with(option.name(), given.get(option));
            }
        }
        return rest;
    }

    private MetricDefinition<?, ?, ?> create(MetricOptions options) {
        return ProviderLaws.create(provider, options);
    }

    /// Fits no option, by type or by text.
    private static final class Unknown {
        @Override
        public String toString() {
            return "an object of no known type";
        }
    }
}
