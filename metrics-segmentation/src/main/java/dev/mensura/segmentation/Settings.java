package dev.mensura.segmentation;

import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// The options by which a builder can be set up by name, each with the builder's method: what a
/// provider offers and a [Profile] chooses from.
///
/// ```java
/// Settings<Builder> settings =
///         Settings.<Builder>none().with(MetricOption.number("beta", 0.1, 10), Builder::beta);
/// ```
///
/// Immutable.
///
/// @param <B> the builder
public final class Settings<B> {
    private final List<Setting<B, ?>> all;

    private Settings(List<Setting<B, ?>> all) {
        this.all = List.copyOf(all);
    }

    private record Setting<B, T>(MetricOption<T> option, BiConsumer<? super B, ? super T> setter) {

        void apply(B builder, MetricOptions given) {
            if (given.names().contains(option.name())) {
                setter.accept(builder, given.get(option));
            }
        }
    }

    /// Returns no settings.
    public static <B> Settings<B> none() {
        return new Settings<>(List.of());
    }

    /// Returns these settings and one more.
    ///
    /// @param option what can be given; its default, if it has one, is what the builder has unless set
    /// @param setter sets it
    public <T> Settings<B> with(MetricOption<T> option, BiConsumer<? super B, ? super T> setter) {
        List<Setting<B, ?>> more = new ArrayList<>(all);
        more.add(new Setting<>(option, setter));
        return new Settings<>(more);
    }

    /// Returns the options in the order they were added.
    public List<MetricOption<?>> options() {
        List<MetricOption<?>> options = new ArrayList<>();
        all.forEach(each -> options.add(each.option));
        return options;
    }

    /// Sets up `builder` by those of the `given` options that are among these settings, in the order
    /// of the settings; others are passed over.
    ///
    /// @throws dev.mensura.api.MetricOptionException if a value does not fit
    public void apply(B builder, MetricOptions given) {
        all.forEach(each -> each.apply(builder, given));
    }
}
