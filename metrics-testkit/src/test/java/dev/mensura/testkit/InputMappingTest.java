package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mensura.api.CountState;
import dev.mensura.api.InputMapping;
import dev.mensura.api.JointTally;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;

/// Bits in a text: `1011`.
class InputMappingTest extends MetricContract<StringBuilder, CountState, HitRate.Result> {
    private static final HitRate RATE = HitRate.ignoring(9);

    private static int[] items(StringBuilder text) {
        return text.chars().map(Character::getNumericValue).toArray();
    }

    private static InputMapping<StringBuilder, int[], CountState, HitRate.Result> mapped(
            HitRate rate, String name) {
        return InputMapping.of(rate, name, StringBuilder.class, InputMappingTest::items);
    }

    private static StringBuilder text(String items) {
        return new StringBuilder(items);
    }

    @Override
    protected InputMapping<StringBuilder, int[], CountState, HitRate.Result> definition() {
        return mapped(RATE, "digits");
    }

    @Override
    protected InputMapping<StringBuilder, int[], CountState, HitRate.Result> otherOptions() {
        return mapped(RATE, "letters");
    }

    @Override
    protected List<StringBuilder> goodSamples() {
        return List.of(text("1011"), text("090"), text("99"), text(""));
    }

    @Override
    protected List<StringBuilder> rejectedSamples() {
        return List.of(text("107"));
    }

    @Override
    protected List<StringBuilder> perfectSamples() {
        return List.of(text("119"));
    }

    @Override
    protected Object sampleFingerprint(StringBuilder sample) {
        return sample.toString();
    }

    @Override
    protected void scribbleOver(StringBuilder sample) {
        for (int i = 0; i < sample.length(); i++) {
            sample.setCharAt(i, '1' == sample.charAt(i) ? '0' : '1');
        }
    }

    @Override
    protected Expected reference(List<StringBuilder> samples) {
        String all = String.join("", samples).replace("9", "");
        return Expected.of((double) all.replace("0", "").length() / all.length());
    }

    @Test
    @DisplayName("a mapping that refuses a sample rejects it")
    void mappingRejects() {
        InputMapping<String, int[], CountState, HitRate.Result> numbers =
                InputMapping.of(
                        RATE, "number", String.class, text -> new int[] {Integer.parseInt(text)});
        var metric = numbers.newMetric();
        metric.update("1");
        assertThatIllegalArgumentException().isThrownBy(() -> metric.update("one"));
        assertThat(metric.samples()).isEqualTo(1);
        assertThat(numbers.descriptor().sampleType()).isEqualTo(String.class);
    }

    @Test
    @DisplayName("equal mappings of equal tallies, and of those that follow, share a pass")
    void sharesPasses() {
        assertThat(definition().tally()).isEqualTo(mapped(RATE.orElse(0), "digits").tally());
        assertThat(definition()).isNotEqualTo(mapped(RATE.orElse(0), "digits"));
        HitRate.Hits hits = RATE.tally();
        DerivedHits coarse = new DerivedHits(hits);
        InputMapping<StringBuilder, ?, ?, ?> derived =
                InputMapping.of(
                        new StateView.Definition<>(coarse),
                        "digits",
                        StringBuilder.class,
                        InputMappingTest::items);
        assertThat(JointTally.of(List.of(derived.tally(), definition().tally())).passes())
                .isEqualTo(1);
        assertThat(
                        JointTally.of(List.of(derived.tally(), mapped(RATE, "letters").tally()))
                                .passes())
                .isEqualTo(2);
    }
}
