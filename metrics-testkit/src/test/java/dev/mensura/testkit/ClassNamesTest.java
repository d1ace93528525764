package dev.mensura.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.ClassNames;
import dev.mensura.api.CountState;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.NoSuchElementException;

class ClassNamesTest extends HitRateContract<CountState, ClassNames.Result<ItemShares.Result>> {
    private static final ItemShares SHARES = new ItemShares(RATE.tally());

    @Override
    protected ClassNames<int[], CountState, ItemShares.Result> definition() {
        return ClassNames.of(SHARES, List.of("zero", "one"));
    }

    @Override
    protected ClassNames<int[], CountState, ItemShares.Result> otherOptions() {
        return ClassNames.of(new ItemShares(new HitRate.Hits(7)), List.of("zero", "one"));
    }

    @Override
    protected Expected reference(List<int[]> samples) {
        double rate = rate(samples);
        return Expected.of(rate).withPerClass(1 - rate, rate);
    }

    @Override
    protected double tolerance() {
        return 1e-15; // the reference subtracts from 1
    }

    @Test
    @DisplayName("gives a number by name, and the typed result")
    void numbersByName() {
        ClassNames.Result<ItemShares.Result> named = definition().score(new int[] {1, 0, 1, 1});
        assertThat(named.get("zero")).isEqualTo(0.25);
        assertThat(named.get("one")).isEqualTo(0.75);
        assertThat(named.perClassNames()).containsExactly("zero", "one");
        assertThat(named.result()).isEqualTo(SHARES.score(new int[] {1, 0, 1, 1}));
        assertThatThrownBy(() -> named.get("zer"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("class is \"zer\", expected zero? Known: zero, one");
    }

    @Test
    @DisplayName("refuses more or fewer names than classes, and one name twice")
    void refusesOtherLengths() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassNames.of(SHARES, List.of("zero")))
                .withMessage("names has 1 entries, expected 2, one per class");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassNames.of(RATE, List.of("rate")))
                .withMessage("names has 1 entries, expected 0, one per class");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassNames.of(SHARES, List.of("a", "a")))
                .withMessage("names has \"a\" twice, expected different ones");
    }

    @Test
    @DisplayName("other names are another metric")
    void namesAreAnOption() {
        ClassNames<int[], CountState, ItemShares.Result> turned =
                ClassNames.of(SHARES, List.of("one", "zero"));
        assertThat(turned).isNotEqualTo(definition());
        assertThat(turned.fingerprint()).isNotEqualTo(definition().fingerprint());
    }
}
