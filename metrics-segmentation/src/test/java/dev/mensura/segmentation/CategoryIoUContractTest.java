package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.core.Task;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricProviderContract;

import org.junit.jupiter.api.Nested;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// The laws of [CategoryIoU] for several class trees, and of its provider.
final class CategoryIoUContractTest {

    abstract static class Categories extends MatrixContract<SegmentationResult> {
        /// Class ids per category.
        private final List<Set<Integer>> categories;

        Categories(List<Set<Integer>> categories, Integer... ignoredClasses) {
            super(Task.MULTICLASS, ignoredClasses);
            this.categories = categories;
        }

        @Override
        protected final CategoryIoU definition() {
            return ignoring(builder()).build();
        }

        @Override
        protected final CategoryIoU otherOptions() {
            return ignoring(builder(), CLASSES).build();
        }

        private CategoryIoU.Builder builder() {
            CategoryIoU.Builder builder = CategoryIoU.builder(CLASSES);
            for (int index = 0; index < categories.size(); index++) {
                int[] ids = categories.get(index).stream().mapToInt(Integer::intValue).toArray();
                builder.category("category " + index, ids);
            }
            return builder;
        }

        private Reference count(List<Image> images) {
            return Reference.count(
                    categories.size(),
                    images.stream()
                            .map(image ->
                                    new Image(
                                            merged(image.prediction()),
                                            merged(image.target()),
                                            counted(image)))
                            .toList());
        }

        /// Returns one mask per category of one mask per class.
        private boolean[][] merged(boolean[][] masks) {
            boolean[][] merged = new boolean[categories.size()][masks[0].length];
            for (int index = 0; index < merged.length; index++) {
                for (int member : categories.get(index)) {
                    for (int i = 0; i < masks[member].length; i++) {
                        merged[index][i] |= masks[member][i] && !ignoredClasses().contains(member);
                    }
                }
            }
            return merged;
        }

        private boolean[][] counted(Image image) {
            boolean[][] counted = new boolean[categories.size()][];
            for (int index = 0; index < counted.length; index++) {
                counted[index] = image.counted()[0];
            }
            return counted;
        }

        @Override
        final Expected expected(List<Image> images) {
            double[] values = count(images).iou(Set.of());
            return Expected.of(Reference.mean(values)).withPerClass(values);
        }

        @Override
        final Evidence evidence(List<Image> images) {
            Evidence ofClasses = super.evidence(images);
            Reference counts = count(images);
            return Evidence.builder()
                    .samples(ofClasses.samples())
                    .emptySamples(ofClasses.emptySamples())
                    .elements(ofClasses.elements())
                    .ignored(ofClasses.ignored())
                    .supports(counts.support)
                    .validClasses(
                            IntStream.range(0, categories.size())
                                    .filter(index -> counts.union[index] > 0)
                                    .toArray())
                    .absentClasses(
                            IntStream.range(0, categories.size())
                                    .filter(index -> counts.union[index] == 0)
                                    .filter(index -> isScored(categories.get(index)))
                                    .toArray())
                    .build();
        }

        private boolean isScored(Set<Integer> category) {
            return !ignoredClasses().containsAll(category);
        }
    }

    @Nested
    final class CategoriesOfAllClasses extends Categories {
        CategoriesOfAllClasses() {
            super(List.of(Set.of(2), Set.of(0, 1)));
        }
    }

    @Nested
    final class CategoriesWithoutAClass extends Categories {
        CategoriesWithoutAClass() {
            super(List.of(Set.of(1), Set.of(2)));
        }
    }

    @Nested
    final class CategoriesWithAnIgnoredClass extends Categories {
        CategoriesWithAnIgnoredClass() {
            super(List.of(Set.of(0, 1), Set.of(2)), 0);
        }
    }

    @Nested
    final class CategoriesOfIgnoredClasses extends Categories {
        CategoriesOfIgnoredClasses() {
            super(List.of(Set.of(1, 2), Set.of(0)), 0);
        }
    }

    @Nested
    final class CategoryProvider extends MetricProviderContract {
        @Override
        protected MetricProvider provider() {
            return new CategoryIoU.Provider();
        }

        @Override
        protected MetricOptions validOptions() {
            return MetricOptions.none()
                    .with("numClasses", 3)
                    .with("ignoreLabels", "9")
                    .with("labelMapping", "7=1")
                    .with("categories", "flat:0+1/sky:2");
        }

        @Override
        protected Object sample() {
            return Samples.labels("0172", "0719");
        }
    }
}
