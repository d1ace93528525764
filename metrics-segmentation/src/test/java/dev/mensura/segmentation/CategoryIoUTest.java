package dev.mensura.segmentation;

import static dev.mensura.segmentation.Samples.labels;
import static dev.mensura.segmentation.Samples.masks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.api.MetricCatalog;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.LabelPolicy;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.segmentation.CategoryIoU.Category;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

final class CategoryIoUTest {
    private static final double NAN = Double.NaN;

    private static final SegmentationSample ROUND = labels("01122330", "00112233");

    @Test
    void confusionWithinACategoryCostsNothing() {
        CategoryIoU metric = flatAndSky().build();
        SegmentationResult result = metric.score(ROUND);
        assertThat(result.perClass().toArray()).containsExactly(3 / 5.0, 1 / 3.0);
        assertThat(result.value()).isEqualTo(7 / 15.0, within(1e-15));
        assertThat(result.supports()).containsExactly(4, 2);
        assertThat(result.evidence().validClasses()).containsExactly(0, 1);
        assertThat(result.evidence().absentClasses()).isEmpty();
        assertThat(result.evidence().elements()).isEqualTo(8);
        assertThat(metric.categories())
                .containsExactly(Category.of("flat", 1, 0), Category.of("sky", 2));
        assertThat(metric.score(labels("10012", "01102")).perClass().toArray())
                .containsExactly(1, 1);
    }

    @Test
    void oneClassPerCategoryIsTheIoUOfTheClasses() {
        CategoryIoU.Builder builder = CategoryIoU.builder(4);
        IntStream.range(0, 4).forEach(id -> builder.category("class " + id, id));
        SegmentationResult classes = MeanIoU.builder(4).build().score(ROUND);
        SegmentationResult categories = builder.build().score(ROUND);
        assertThat(categories.value()).isEqualTo(classes.value());
        assertThat(categories.perClass()).isEqualTo(classes.perClass());
        assertThat(categories.evidence()).isEqualTo(classes.evidence());
        assertThat(categories.perClassNames())
                .containsExactly("class 0", "class 1", "class 2", "class 3");
        assertThat(classes.perClassNames()).isEmpty();
    }

    @Test
    void aResultHasANameForEveryValueOrNone() {
        SegmentationResult result = flatAndSky().build().score(ROUND);
        assertThat(result.perClassNames()).containsExactly("flat", "sky");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SegmentationResult(
                                1, result.perClass(), List.of("flat"), result.evidence()))
                .withMessage("perClassNames has 1 entries, perClass has 2");
    }

    @Test
    void classesWithoutACategoryAreErrors() {
        CategoryIoU metric = flatAndSky().build();
        // predicted where a category is true: false negatives
        assertThat(metric.score(labels("03", "00")).perClass().toArray()).containsExactly(0.5, NAN);
        // true where a category is predicted: false positives
        assertThat(metric.score(labels("00", "03")).perClass().toArray()).containsExactly(0.5, NAN);
        // both: of no concern
        assertThat(metric.score(labels("03", "03")).perClass().toArray()).containsExactly(1, NAN);
    }

    @Test
    void anAbsentCategoryLeavesTheMean() {
        SegmentationResult absent = flatAndSky().build().score(labels("01", "00"));
        assertThat(absent.perClass().toArray()).containsExactly(1, NAN);
        assertThat(absent.value()).isEqualTo(1);
        assertThat(absent.evidence().absentClasses()).containsExactly(1);
        assertThat(absent.evidence().validClasses()).containsExactly(0);
        SegmentationResult predictedOnly = flatAndSky().build().score(labels("02", "00"));
        assertThat(predictedOnly.perClass().toArray()).containsExactly(0.5, 0);
        assertThat(predictedOnly.value()).isEqualTo(0.25);
        assertThat(predictedOnly.evidence().absentClasses()).isEmpty();
    }

    @Test
    void nothingCountedIsUndefined() {
        CategoryIoU metric = flatAndSky().ignoreLabels(9).build();
        for (SegmentationSample sample : List.of(labels("", ""), labels("012", "999"))) {
            SegmentationResult result = metric.score(sample);
            assertThat(result.value()).isNaN();
            assertThat(result.perClass().toArray()).containsExactly(NAN, NAN);
            assertThat(result.evidence().emptySamples()).isEqualTo(1);
            assertThat(result.evidence().absentClasses()).containsExactly(0, 1);
        }
        assertThat(metric.newMetric().compute().value()).isNaN();
    }

    @Test
    void perfectIsOneAndDisjointIsZero() {
        CategoryIoU metric = flatAndSky().build();
        assertThat(metric.score(labels("0123", "0123")).value()).isEqualTo(1);
        assertThat(metric.score(labels("2201", "0122")).value()).isZero();
    }

    @Test
    void anIgnoredClassLeavesItsCategory() {
        CategoryIoU ignoring = flatAndSky().ignoreLabels(0).build();
        SegmentationResult result = ignoring.score(labels("20102", "01122"));
        // what is left is target 1 1 2 2, prediction 0 1 0 2, and 0 is no longer flat
        assertThat(result.perClass().toArray()).containsExactly(1 / 2.0, 1 / 2.0);
        assertThat(result.evidence().ignored()).isEqualTo(1);
        assertThat(result.supports()).containsExactly(2, 2);
        SegmentationResult none =
                flatAndSky().ignoreLabels(0, 1).build().score(labels("20102", "01122"));
        assertThat(none.perClass().toArray()).containsExactly(NAN, 1 / 2.0);
        assertThat(none.value()).isEqualTo(0.5);
        assertThat(none.evidence().absentClasses()).isEmpty();
        assertThat(none.evidence().validClasses()).containsExactly(1);
    }

    @Test
    void labelsOutsideTheRangeAreErrorsOfTheirCounterparts() {
        CategoryIoU counting = flatAndSky().labelPolicy(LabelPolicy.COUNT_AS_ERROR).build();
        SegmentationResult result = counting.score(labels("07217", "01277"));
        // flat: 1 right, 1 predicted as 7, 1 predicted where 7 is true
        assertThat(result.perClass().toArray()).containsExactly(1 / 3.0, 1);
        assertThat(result.supports()).containsExactly(2, 1);
        assertThat(result.evidence().elements()).isEqualTo(4);
        assertThat(result.evidence().outOfRange()).isEqualTo(4);
        CategoryIoU ignoring = flatAndSky().labelPolicy(LabelPolicy.IGNORE_PIXEL).build();
        assertThat(ignoring.score(labels("07217", "01277")).perClass().toArray())
                .containsExactly(1, 1);
    }

    @Test
    void cityscapesHasSevenCategoriesOfNineteenClasses() {
        CategoryIoU metric =
                CategoryIoU.builder(19)
                        .categories(CategoryIoU.CITYSCAPES)
                        .ignoreLabels(255)
                        .build();
        assertThat(metric.categories().stream().map(Category::name))
                .containsExactly(
                        "flat", "construction", "object", "nature", "sky", "human", "vehicle");
        assertThat(metric.categories().stream().flatMap(each -> each.classes().stream()))
                .containsExactlyElementsOf(IntStream.range(0, 19).boxed().toList());
        // road and sidewalk, car and truck, person and car, void
        SegmentationSample sample =
                new SegmentationSample(
                        LabelMap.uint8(new byte[] {1, 14, 13, 18}),
                        LabelMap.uint8(new byte[] {0, 13, 11, (byte) 255}));
        SegmentationResult result = metric.score(sample);
        assertThat(result.perClass().toArray()).containsExactly(1, NAN, NAN, NAN, NAN, 0, 0.5);
        assertThat(result.value()).isEqualTo(0.5);
    }

    @Test
    void largeCountsDoNotOverflow() {
        long half = 1L << 61;
        CategoryIoU metric = CategoryIoU.builder(3).category("a", 0, 1).category("b", 2).build();
        SegmentationResult result =
                metric.evaluate(
                        metric.tally()
                                .stateOf(new long[][] {{half, half, 0}, {half, 0, 1}, {0, 0, 1}}));
        assertThat(result.perClass().toArray()).containsExactly(1, 0.5);
        assertThat(result.supports()).containsExactly(3 * half + 1, 1);
    }

    @Test
    void rejectsWhatIsNotOneClassPerElement() {
        CategoryIoU metric = CategoryIoU.builder(2).category("all", 0, 1).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        metric.score(masks(new String[] {"11", "01"}, new String[] {"10", "01"})));
        assertThatIllegalArgumentException().isThrownBy(() -> metric.score(labels("02", "00")));
    }

    @Test
    void refusesATreeThatIsNone() {
        assertRefused(CategoryIoU.builder(4), "option categories is \"\", expected one or more");
        assertRefused(
                flatAndSky().category("flat", 3),
                "option categories is \"flat:0+1/sky:2/flat:3\", expected each name once, found"
                        + " flat twice");
        assertRefused(
                flatAndSky().category("ground", 3, 1),
                "option categories is \"flat:0+1/sky:2/ground:1+3\", expected each class once,"
                        + " found 1 twice");
        assertRefused(
                flatAndSky().category("ground", 4),
                "option categories is \"flat:0+1/sky:2/ground:4\", expected classes 0..3, found 4");
        assertRefused(
                CategoryIoU.builder(4).category("flat", -1),
                "option categories is \"flat:-1\", expected classes 0..3, found -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Category.of("flat"))
                .withMessage("category flat has no classes, expected one or more");
        for (String name : List.of("", " ", "a/b", "a:b", "a,b", "a=b", "a+b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Category.of(name, 1))
                    .withMessage(
                            "name is \"%s\", expected letters, digits, blanks, _, - or .", name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flat:0+1/sky:2",
        "flat:1+0/sky:2",
        "' flat : 0 + 1 / sky : 2 '",
    })
    void takesCategoriesAsText(String text) {
        assertThat(create("category_iou", text)).isEqualTo(flatAndSky().build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "flat", "flat:", ":0", "flat:0/", "flat:0+", "flat:x", "a:0:1", "a=0"})
    void refusesOtherText(String text) {
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create("category_iou", text))
                .withMessage(
                        "option categories is \"%s\", expected NAME:ID+ID joined by /, for example"
                                + " flat:0+1/sky:2, or CITYSCAPES",
                        text);
    }

    @Test
    void theCategoriesOfCityscapesHaveAName() {
        MetricOptions options =
                MetricOptions.none().with("numClasses", 19).with("categories", "Cityscapes");
        assertThat(create("CategoryIoU", options))
                .isEqualTo(CategoryIoU.builder(19).categories(CategoryIoU.CITYSCAPES).build());
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(() -> create("category_iou", options.with("numClasses", 18)))
                .withMessageContaining("expected classes 0..17, found 18");
    }

    @Test
    void definitionsAreEqualExactlyWhenTheirFingerprintsAre() {
        Definitions.assertDifferent(
                List.of(
                        flatAndSky().build(),
                        flatAndSky().ignoreLabels(0).build(),
                        flatAndSky().category("ground", 3).build(),
                        CategoryIoU.builder(4).category("sky", 2).category("flat", 0, 1).build(),
                        CategoryIoU.builder(4).category("flat", 0, 1).category("air", 2).build(),
                        CategoryIoU.builder(4).category("flat", 0).category("sky", 2).build(),
                        CategoryIoU.builder(5).category("flat", 0, 1).category("sky", 2).build()));
        assertThat(new Category("flat", Set.of(1, 0))).isEqualTo(Category.of("flat", 0, 1));
    }

    private static CategoryIoU.Builder flatAndSky() {
        return CategoryIoU.builder(4).category("flat", 0, 1).category("sky", 2);
    }

    private static void assertRefused(CategoryIoU.Builder builder, String message) {
        assertThatExceptionOfType(MetricOptionException.class)
                .isThrownBy(builder::build)
                .withMessage(message);
    }

    private static Object create(String name, String categories) {
        return create(
                name, MetricOptions.none().with("numClasses", 4).with("categories", categories));
    }

    private static Object create(String name, MetricOptions options) {
        return MetricCatalog.load()
                .create(name, SegmentationSample.class, SegmentationResult.class, options);
    }
}
