package dev.mensura.testkit;

import static dev.mensura.testkit.Law.P1;
import static dev.mensura.testkit.Law.P2;
import static dev.mensura.testkit.Law.P3;
import static dev.mensura.testkit.Law.P4;
import static dev.mensura.testkit.Law.P5;

import dev.mensura.api.CountState;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.MetricResult;
import dev.mensura.api.OptionSchema;
import dev.mensura.api.Tally;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Providers that are broken in one way each, with the laws that must say so.
final class BrokenProviders {
    private BrokenProviders() {}

    record ProviderFault(MetricProvider provider, boolean listed, Set<Law> laws) {
        @Override
        public String toString() {
            return provider.getClass().getSimpleName();
        }
    }

    static List<ProviderFault> all() {
        return List.of(
                new ProviderFault(new Good(), true, Set.of()),
                new ProviderFault(new Required(), true, Set.of()),
                new ProviderFault(new Unlisted(), false, Set.of(P1)),
                new ProviderFault(new SameName(), true, Set.of(P2)),
                new ProviderFault(new AliasOfAnother(), true, Set.of(P1, P2)),
                new ProviderFault(new TwiceTheSameAlias(), true, Set.of(P2)),
                new ProviderFault(new NoEmptyResult(), true, Set.of(P3)),
                new ProviderFault(new WorkingConstructor(), true, Set.of(P4)),
                new ProviderFault(new ReadingConstructor(), true, Set.of(P4)),
                new ProviderFault(new Hidden(), true, Set.of(P1, P4)),
                new ProviderFault(new SilentlyRequired(), true, Set.of(P3, P5)),
                new ProviderFault(new OtherDefault(), true, Set.of(P5)),
                new ProviderFault(new OtherName(), true, Set.of(P5)),
                new ProviderFault(new OtherResult(), true, Set.of(P5)),
                new ProviderFault(new OtherSample(), true, Set.of(P5)),
                new ProviderFault(new BadAlias(), true, Set.of(P5)),
                new ProviderFault(new NeverEqual(), true, Set.of(P5)),
                new ProviderFault(new TakesAnything(), true, Set.of(P5)),
                new ProviderFault(new BlamesAnother(), true, Set.of(P5)));
    }

    /// Named after its class, so that each has a name of its own.
    public static class Good extends HitRateProvider {
        @Override
        public MetricDescriptor descriptor() {
            return describe(HitRate.Result.class);
        }

        final MetricDescriptor describe(Class<? extends MetricResult> result) {
            String name = getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1");
            return MetricDescriptor.builder(name.toLowerCase(Locale.ROOT), int[].class, result)
                    .range(0, 1)
                    .build();
        }

        @Override
        public List<String> aliases() {
            return List.of();
        }

        @Override
        public MetricDefinition<?, ?, ?> create(MetricOptions options) {
            return new Named(
                    HitRate.ignoring(options.get(IGNORE_LABEL)).orElse(options.get(UNDEFINED)),
                    descriptor());
        }
    }

    /// [HitRate] under another descriptor.
    record Named(HitRate rate, MetricDescriptor descriptor)
            implements MetricDefinition<int[], CountState, HitRate.Result> {
        @Override
        public Tally<int[], CountState> tally() {
            return rate.tally();
        }

        @Override
        public HitRate.Result evaluate(CountState state) {
            return rate.evaluate(state);
        }

        @Override
        public String fingerprint() {
            return descriptor.name() + rate.fingerprint();
        }
    }

    public static class Required extends Good {
        private static final MetricOption<Integer> LABEL = IGNORE_LABEL.required();

        @Override
        public OptionSchema options() {
            return OptionSchema.of(LABEL, UNDEFINED);
        }
    }

    public static class Unlisted extends Good {}

    public static class SameName extends Good {
        @Override
        public MetricDescriptor descriptor() {
            return HitRate.DESCRIPTOR;
        }
    }

    public static class AliasOfAnother extends Good {
        @Override
        public List<String> aliases() {
            return List.of("hit_rate");
        }
    }

    public static class TwiceTheSameAlias extends Good {
        @Override
        public List<String> aliases() {
            return List.of(name());
        }
    }

    public static class NoEmptyResult extends Good {
        @Override
        public MetricDefinition<?, ?, ?> create(MetricOptions options) {
            Named made = (Named) super.create(options);
            return Double.isNaN(made.rate().undefined()) ? new NoEmpty(made) : made;
        }
    }

    /// Cannot say anything about no item.
    record NoEmpty(Named named) implements MetricDefinition<int[], CountState, HitRate.Result> {
        @Override
        public Tally<int[], CountState> tally() {
            return named.tally();
        }

        @Override
        public HitRate.Result evaluate(CountState state) {
            HitRate.Result result = named.evaluate(state);
            if (Double.isNaN(result.value())) {
                throw new IllegalStateException("division by zero");
            }
            return result;
        }

        @Override
        public MetricDescriptor descriptor() {
            return named.descriptor();
        }

        @Override
        public String fingerprint() {
            return named.fingerprint();
        }
    }

    public static class WorkingConstructor extends Good {
        private final HitRate made = HitRate.ignoring(3);

        @Override
        public String toString() {
            return made.toString();
        }
    }

    public static class ReadingConstructor extends Good {
        private final boolean found = getClass().getResource("table.csv") != null;

        @Override
        public String toString() {
            return "found " + found;
        }
    }

    static class Hidden extends Good {}

    public static class SilentlyRequired extends Good {
        private static final MetricOption<Integer> LABEL =
                MetricOption.integer("ignoreLabel", 2, 255);

        @Override
        public OptionSchema options() {
            return OptionSchema.of(LABEL);
        }

        @Override
        public MetricDefinition<?, ?, ?> create(MetricOptions options) {
            return new Named(HitRate.ignoring(options.get(LABEL)), descriptor());
        }
    }

    public static class OtherDefault extends Good {
        @Override
        public OptionSchema options() {
            return OptionSchema.of(IGNORE_LABEL.orElse(254), UNDEFINED);
        }
    }

    public static class OtherName extends Good {
        @Override
        public MetricDefinition<?, ?, ?> create(MetricOptions options) {
            return HitRate.ignoring(options.get(IGNORE_LABEL)).orElse(options.get(UNDEFINED));
        }
    }

    public static class OtherResult extends Good {
        @Override
        public MetricDescriptor descriptor() {
            return describe(StateView.class);
        }
    }

    public static class OtherSample extends Good {
        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("other_sample", long[].class, HitRate.Result.class)
                    .build();
        }
    }

    public static class BadAlias extends Good {
        @Override
        public List<String> aliases() {
            return List.of("Bad-Alias");
        }
    }

    public static class NeverEqual extends Good {
        @Override
        public MetricDefinition<?, ?, ?> create(MetricOptions options) {
            return new MarkRate(new MarkTally(options.get(IGNORE_LABEL))) {
                @Override
                public MetricDescriptor descriptor() {
                    return NeverEqual.this.descriptor();
                }

                @Override
                public MetricResult evaluate(Marks state) {
                    return new HitRate.Result(0, evidence(state));
                }

                @Override
                public boolean equals(Object other) {
                    return this == other;
                }

                @Override
                public int hashCode() {
                    return System.identityHashCode(this);
                }
            };
        }
    }

    public static class TakesAnything extends Good {
        private static final MetricOption<Object> ANYTHING =
                MetricOption.<Object>of("anything", "anything", given -> given).orElse(1);

        @Override
        public OptionSchema options() {
            return OptionSchema.of(IGNORE_LABEL, UNDEFINED, ANYTHING);
        }
    }

    public static class BlamesAnother extends Good {
        private static final MetricOption<Integer> BLAMED =
                MetricOption.<Integer>of(
                                "blamed",
                                "a number",
                                given -> {
                                    throw new MetricOptionException("another", "a number", "odd");
                                })
                        .orElse(1);

        @Override
        public OptionSchema options() {
            return OptionSchema.of(IGNORE_LABEL, UNDEFINED, BLAMED);
        }
    }
}
