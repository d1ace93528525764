package dev.mensura.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mensura.api.MetricCatalog;
import dev.mensura.core.LabelPolicy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

@DisplayName("A metric on the command line")
class MetricSpecTest {
    @Test
    @DisplayName("is a name, which is also its alias")
    void name() {
        assertThat(MetricSpec.parse("mean_iou"))
                .isEqualTo(new MetricSpec("mean_iou", "mean_iou", Map.of()));
    }

    @Test
    @DisplayName("may have an alias and options; an option's name ends at its first =")
    void everything() {
        assertThat(MetricSpec.parse("fg=iou:average=MICRO,labelMapping=255=1+2=1,ignoreLabels="))
                .isEqualTo(
                        new MetricSpec(
                                "fg",
                                "iou",
                                Map.of(
                                        "average", "MICRO",
                                        "labelMapping", "255=1+2=1",
                                        "ignoreLabels", "")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"BINARY, ''", "binary, ''", "MULTILABEL, numClasses"})
    @DisplayName("is not given for its task what holds for classes alone")
    void task(String task, String kept) {
        MetricCatalog catalog = MetricCatalog.load();
        Map<String, Object> ofClasses =
                Map.of(
                        "numClasses",
                        3,
                        "excludedClasses",
                        Set.of(0),
                        "labelPolicy",
                        LabelPolicy.IGNORE_PIXEL,
                        "reduceZeroLabel",
                        true,
                        "ignoreLabels",
                        Set.of(255L));
        Map<String, Object> ofTask = new HashMap<>(Map.of("ignoreLabels", Set.of(255L)));
        if (!kept.isEmpty()) {
            ofTask.put(kept, ofClasses.get(kept));
        }

        MetricSpec spec = MetricSpec.parse("iou:task=" + task);

        assertThat(spec.define(catalog, ofClasses)).isEqualTo(spec.define(catalog, ofTask));
        assertThat(MetricSpec.parse("iou").define(catalog, ofClasses).fingerprint())
                .contains("excludedClasses=[0]", "labelPolicy=IGNORE_PIXEL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "=iou", "a=", "iou:", "iou:average", "iou:=1", "iou:a=1,", ":a=1"})
    @DisplayName("of another form is refused, showing it and the form")
    void otherForms(String text) {
        assertThatThrownBy(() -> MetricSpec.parse(text))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("[ALIAS=]NAME[:OPTION=VALUE,...]");
    }

    @Test
    @DisplayName("must not have an option twice")
    void twice() {
        assertThatThrownBy(() -> MetricSpec.parse("iou:average=NONE,average=MICRO"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("option average twice");
    }
}
