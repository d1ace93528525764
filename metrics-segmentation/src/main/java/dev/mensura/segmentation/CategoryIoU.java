package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.PerClass;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The mean over categories of intersection over union, in `[0, 1]`; higher is better. A category
/// is a set of classes, within which confusion costs nothing.
///
/// ```java
/// CategoryIoU categoryIoU =
///         CategoryIoU.builder(4).category("flat", 0, 1).category("sky", 2).build();
/// CategoryIoU cityscapes =
///         CategoryIoU.builder(19)
///                 .categories(CategoryIoU.CITYSCAPES)
///                 .ignoreLabels(255)
///                 .build();
/// ```
///
/// Over the confusion matrix of all samples, with I the sum of the cells whose target and
/// prediction are both of the category, T the sum of its rows and P that of its columns, a category
/// has I / (T + P - I).
///
/// Example with the first metric above: target 0 0 1 1 2 2 3 3 and prediction 0 1 1 2 2 3 3 0 give
/// `[0.6, 0.3333]`, mean 0.4667.
///
/// - `perClass` has one value per category, in the order in which they were given, and so have the
///   supports, valid classes and absent classes of the evidence. `perClassNames` has their names.
/// - Every class is in one category or in none. Classes without one are scored as errors: predicted
///   where a category is true they are its false negatives, and predictions of a category where
///   they are true are its false positives.
/// - A category that occurs in no target and no prediction is `NaN` and leaves the mean; one that
///   is predicted but in no target counts as 0. Nothing counted gives `NaN`.
/// - An ignored class leaves its category: its row is gone, and predicting it is a false negative.
///   A category of ignored classes alone is `NaN`.
/// - Labels outside the range that count as errors are false negatives of the target's category,
///   and false positives of the prediction's.
/// - Samples are MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks must be
///   one-hot.
///
/// By name, for example on a command line, categories are written `flat:0+1/sky:2`, or
/// `CITYSCAPES`.
///
/// Peers: "IoU Category" of `evalPixelLevelSemanticLabeling` in cityscapesScripts.
///
/// Source: Cordts et al., "The Cityscapes Dataset for Semantic Urban Scene Understanding" (2016),
/// `IoU_category`.
public final class CategoryIoU extends MatrixMetric<SegmentationResult> {
    /// The seven categories of the 19 classes that Cityscapes trains on: flat 0 and 1, construction
    /// 2 to 4, object 5 to 7, nature 8 and 9, sky 10, human 11 and 12, vehicle 13 to 18.
    public static final List<Category> CITYSCAPES =
            List.of(
                    Category.of("flat", 0, 1),
                    Category.of("construction", 2, 3, 4),
                    Category.of("object", 5, 6, 7),
                    Category.of("nature", 8, 9),
                    Category.of("sky", 10),
                    Category.of("human", 11, 12),
                    Category.of("vehicle", 13, 14, 15, 16, 17, 18));

    private static final String CITYSCAPES_NAME = "CITYSCAPES";
    private static final int NO_CATEGORY = -1;

    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "category_iou", SegmentationSample.class, SegmentationResult.class)
                    .summary("mean over categories of classes of intersection over union")
                    .range(0, 1)
                    .build();

    private final List<Category> categories;

    /// A name for several classes.
    ///
    /// @param name letters, digits, blanks, `_`, `-` and `.`
    /// @param classes class ids, ascending and unmodifiable; at least one
    public record Category(String name, Set<Integer> classes) {

        /// Returns a category.
        ///
        /// @throws IllegalArgumentException if the name is empty or has other characters, or there
        ///     is no class
        public Category {
            if (name.isBlank() || !name.matches("[\\p{L}\\p{N} _.-]+")) {
                throw new IllegalArgumentException(
                        "name is \"" + name + "\", expected letters, digits, blanks, _, - or .");
            }
            if (classes.isEmpty()) {
                throw new IllegalArgumentException(
                        "category " + name + " has no classes, expected one or more");
            }
            classes = Collections.unmodifiableSet(new TreeSet<>(classes));
        }

        /// Returns a category of these classes.
        ///
        /// @throws IllegalArgumentException if the name is empty or has characters other than
        ///     letters, digits, blanks, `_`, `-` and `.`, or there is no class
        public static Category of(String name, int... classes) {
            return new Category(
                    name, IntStream.of(classes).boxed().collect(Collectors.toUnmodifiableSet()));
        }

        /// Returns the category as `flat:0+1`.
        @Override
        public String toString() {
            return name
                    + ":"
                    + classes.stream().map(String::valueOf).collect(Collectors.joining("+"));
        }
    }

    private CategoryIoU(Builder builder) {
        super(DESCRIPTOR, builder);
        this.categories = List.copyOf(builder.categories);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`, of which the categories must be
    /// named.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder builder(int numClasses) {
        return new Builder(numClasses);
    }

    /// Returns the categories in the order of the values per class.
    public List<Category> categories() {
        return categories;
    }

    @Override
    public SegmentationResult evaluate(ConfusionMatrix state) {
        long[] intersections = new long[categories.size()];
        long[] targets = new long[categories.size()];
        long[] unions = new long[categories.size()];
        int[] categoryOf = new int[state.size()];
        Arrays.fill(categoryOf, NO_CATEGORY);
        for (int index = 0; index < targets.length; index++) {
            for (int member : scoredMembers(categories.get(index))) {
                categoryOf[member] = index;
                targets[index] += state.target(member);
                unions[index] += state.prediction(member);
            }
        }
        state.forEachCell((plane, target, prediction, count) -> {
            int category = categoryOf[target];
            if (category != NO_CATEGORY && category == categoryOf[prediction]) {
                intersections[category] += count;
            }
        });
        Arrays.setAll(unions, index -> targets[index] + (unions[index] - intersections[index]));
        PerClass values =
                SegmentationFormulas.perClass(
                        categories.size(),
                        index -> SegmentationFormulas.ratio(intersections[index], unions[index]));
        return new SegmentationResult(
                SegmentationFormulas.mean(values),
                values,
                categories.stream().map(Category::name).toList(),
                evidence(state, targets, unions));
    }

    private int[] scoredMembers(Category category) {
        return category.classes().stream()
                .mapToInt(Integer::intValue)
                .filter(rule()::isScored)
                .toArray();
    }

    private Evidence evidence(ConfusionMatrix state, long[] targets, long[] unions) {
        IntPredicate scored = index -> scoredMembers(categories.get(index)).length > 0;
        Evidence ofClasses = state.evidence(rule()::isScored);
        return Evidence.builder()
                .samples(ofClasses.samples())
                .emptySamples(ofClasses.emptySamples())
                .elements(ofClasses.elements())
                .ignored(ofClasses.ignored())
                .outOfRange(ofClasses.outOfRange())
                .supports(targets)
                .validClasses(indices(index -> unions[index] > 0))
                .absentClasses(indices(scored.and(index -> unions[index] == 0)))
                .build();
    }

    private int[] indices(IntPredicate which) {
        return IntStream.range(0, categories.size()).filter(which).toArray();
    }

    @Override
    protected MetricOptions options() {
        return super.options().with("categories", text(categories));
    }

    private static String text(Collection<Category> categories) {
        return categories.stream().map(Category::toString).collect(Collectors.joining("/"));
    }

    /// Returns what was given as a list of categories or as `flat:0+1/sky:2`, null if it does not
    /// fit.
    private static @Nullable List<Category> toCategories(Object given) {
        if (given instanceof Collection<?> parts) {
            return parts.stream().allMatch(Category.class::isInstance)
                    ? parts.stream().map(Category.class::cast).toList()
                    : null;
        }
        String text = given.toString().strip();
        if (text.equalsIgnoreCase(CITYSCAPES_NAME)) {
            return CITYSCAPES;
        }
        List<Category> categories = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            String[] sides = part.split(":", -1);
            if (sides.length != 2) {
                return null;
            }
            Set<Integer> classes = new TreeSet<>();
            for (String id : sides[1].split("\\+", -1)) {
                classes.add(Integer.valueOf(id.strip()));
            }
            categories.add(new Category(sides[0].strip(), classes));
        }
        return categories;
    }

    /// Collects the options of a [CategoryIoU].
    public static final class Builder extends SegmentationBuilder<Builder> {
        private static final String OPTION = "categories";

        private final List<Category> categories = new ArrayList<>();

        private Builder(int numClasses) {
            super(DESCRIPTOR, Task.MULTICLASS, numClasses);
        }

        /// Adds a category.
        ///
        /// @param classes ids of classes that are in no other category
        /// @throws IllegalArgumentException if the name is empty or has characters other than
        ///     letters, digits, blanks, `_`, `-` and `.`, or there is no class
        public Builder category(String name, int... classes) {
            categories.add(Category.of(name, classes));
            return this;
        }

        /// Replaces the categories by these.
        public Builder categories(List<Category> all) {
            categories.clear();
            categories.addAll(all);
            return this;
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if there is no category, or two have one name or one
        ///     class; or if a class is not in `[0, numClasses)`
        @Override
        public CategoryIoU build() {
            if (categories.isEmpty()) {
                throw refusal("one or more");
            }
            Set<String> names = new HashSet<>();
            Set<Integer> classes = new HashSet<>();
            for (Category category : categories) {
                if (!names.add(category.name())) {
                    throw refusal("each name once, found " + category.name() + " twice");
                }
                for (int id : category.classes()) {
                    if (id < 0 || id >= numClasses()) {
                        throw refusal("classes 0.." + (numClasses() - 1) + ", found " + id);
                    }
                    if (!classes.add(id)) {
                        throw refusal("each class once, found " + id + " twice");
                    }
                }
            }
            return new CategoryIoU(this);
        }

        private MetricOptionException refusal(String expected) {
            return new MetricOptionException(OPTION, expected, "\"" + text(categories) + "\"");
        }

        @Override
        protected Settings<Builder> settings() {
            return super.settings()
                    .with(
                            MetricOption.<List<Category>>of(
                                            OPTION,
                                            "NAME:ID+ID joined by /, for example flat:0+1/sky:2,"
                                                    + " or CITYSCAPES",
                                            CategoryIoU::toCategories)
                                    .required()
                                    .summary("the classes of each category"),
                            Builder::categories);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [CategoryIoU] under the name `category_iou` and the alias `CategoryIoU`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("CategoryIoU");
        }

        @Override
        protected Set<Task> tasks() {
            return Set.of(Task.MULTICLASS);
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(numClasses);
        }
    }
}
