package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

class CaseMakerTest {
    static Set<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        Plan.full().forEach(each -> subjects.add(Subjects.small(each)));
        return subjects;
    }

    @ParameterizedTest
    @MethodSource("subjects")
    @DisplayName("what is measured counts what plain Java counts, again after it ran")
    void counts(Subject subject) {
        Case made = new CaseMaker().make(subject);
        long[] expected = made.expected().get();

        assertThat(Arrays.stream(expected).sum())
                .isBetween(subject.pixels() / 2, subject.pixels() - 1);
        assertThat(made.counted().get()).isEqualTo(expected);
        made.counting().bodies().get().run();
        assertThat(made.counted().get()).isEqualTo(expected);
    }

    @Test
    @DisplayName("loops and reads that rows share are one work")
    void shared() {
        CaseMaker maker = new CaseMaker();
        List<Case> cases =
                Plan.everyKernel().stream().map(Subjects::small).map(maker::make).toList();

        assertThat(cases).extracting(Case::counting).doesNotHaveDuplicates();
        assertThat(cases.stream().map(Case::bareLoop).distinct()).hasSizeLessThan(cases.size());
        assertThat(cases.stream().map(Case::readLimit).distinct()).hasSizeLessThan(cases.size());
    }

    @Test
    @DisplayName("a row measured alone comes first, and its memory and labels are the only kind")
    void alone() {
        Subject subject = Plan.large(Input.UINT8, Texture.CITY, Plan.CLASSES, Storage.NATIVE);

        assertThat(Plan.alone(subject)).startsWith(subject).doesNotHaveDuplicates();
        assertThat(Plan.alone(subject)).extracting(Subject::storage).containsOnly(Storage.NATIVE);
        assertThat(Plan.alone(subject)).extracting(Subject::input).containsOnly(Input.UINT8);
    }
}
