package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mensura.cli.classes.ClassesFile;
import dev.mensura.core.input.LabelMap;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The folders were written by Pillow; the counts were taken by mmsegmentation 1.2.2 (`intersect_and_union`) and
/// cityscapesScripts from the label maps before they were written as PNG.
@DisplayName("Folders of label maps")
class MaskFoldersTest {
    /// Per class, pixels whose target is not ignored.
    private record Counts(long[] intersection, long[] prediction, long[] target) {
        double jaccardIndex(int label) {
            long union = prediction[label] + target[label] - intersection[label];
            return (double) intersection[label] / union;
        }
    }

    @Nested
    @DisplayName("that are good give the counts that were taken elsewhere")
    class Good {
        @Test
        @DisplayName("gray, 8 bits")
        void gray8() {
            Counts counts = count("gray8");

            assertThat(counts.intersection()).containsExactly(569_313, 303_439);
            assertThat(counts.prediction()).containsExactly(595_105, 306_248);
            assertThat(counts.target()).containsExactly(572_122, 329_231);
        }

        @Test
        @DisplayName("gray, 16 bits")
        void gray16() {
            Counts counts = count("gray16");

            assertThat(counts.intersection())
                    .containsExactly(662_313, 20_870, 122_731, 83_120, 102_587, 44_882);
            assertThat(counts.prediction())
                    .containsExactly(678_635, 25_362, 157_879, 96_215, 106_169, 53_886);
            assertThat(counts.target())
                    .containsExactly(688_064, 29_968, 141_345, 97_830, 112_901, 48_038);
        }

        @Test
        @DisplayName("Cityscapes label ids, where many ids are ignored and share a colour")
        void cityscapes() {
            ClassesFile classes = classes("cityscapes-label-ids");
            Counts counts = count("cityscapes-label-ids");

            assertThat(classes.numClasses()).isEqualTo(34);
            assertThat(classes.name(19)).isEqualTo("traffic light");
            assertThat(classes.ignoreLabels())
                    .containsExactly(
                            0L, 1L, 2L, 3L, 4L, 5L, 6L, 9L, 10L, 14L, 15L, 16L, 18L, 29L, 30L);
            assertThat(classes.colors().ambiguity())
                    .hasValueSatisfying(words -> assertThat(words).contains("#000000 of class 1"));
            assertThat(counts.jaccardIndex(7)).isEqualTo(0.8139476496876054, within(1e-12));
            assertThat(counts.jaccardIndex(8)).isEqualTo(0.7057818315248728, within(1e-12));
            assertThat(counts.jaccardIndex(21)).isEqualTo(0.9090136054421769, within(1e-12));
        }

        @Test
        @DisplayName("rows come first in the shape")
        void shape() {
            Path image = masks("gray16/gt").resolve("astronaut_felz.png");

            assertThat(LabelImages.read(image).shape().get(0)).isEqualTo(495);
        }
    }

    @Nested
    @DisplayName("that are hostile are refused, by name")
    class Hostile {
        @Test
        @DisplayName("a missing and a surplus prediction")
        void unpaired() {
            assertThatThrownBy(() -> hostilePairs("missing-prediction"))
                    .isInstanceOf(UnpairedImagesException.class)
                    .hasMessageStartingWith("the target b.png has no prediction (predictions in ");
            assertThatThrownBy(() -> hostilePairs("surplus-prediction"))
                    .isInstanceOf(UnpairedImagesException.class)
                    .hasMessageStartingWith("the prediction z.png has no target (predictions in ");
        }

        @Test
        @DisplayName("no image")
        void empty() {
            assertThatThrownBy(() -> hostilePairs("empty"))
                    .isInstanceOf(UnpairedImagesException.class)
                    .hasMessageStartingWith("no .png file (or .tif, .tiff) in ");
        }

        @Test
        @DisplayName("text, a truncated file, and three channels")
        void unreadable() {
            refused("not-a-png", "not a PNG or TIFF file, it begins with ");
            refused("truncated", "truncated PNG file, it ends after ");
            refused("rgb-instead-of-index", "a three-channel image is no label map");
        }

        @Test
        @DisplayName("labels and sizes are judged where they are compared, not where they are read")
        void readable() {
            for (String name :
                    new String[] {"label-out-of-range", "size-mismatch", "all-ignored"}) {
                for (ImagePair pair : hostilePairs(name)) {
                    assertThat(LabelImages.read(pair.prediction()).shape().size()).isPositive();
                    assertThat(LabelImages.read(pair.target()).shape().size()).isPositive();
                }
            }
        }

        private void refused(String name, String problem) {
            ImagePair pair = hostilePairs(name).getFirst();
            assertThat(LabelImages.read(pair.target()).shape().size()).isPositive();
            assertThatThrownBy(() -> LabelImages.read(pair.prediction()))
                    .isInstanceOf(UnreadableImageException.class)
                    .hasMessageStartingWith(pair.prediction() + ": " + problem);
        }

        private List<ImagePair> hostilePairs(String name) {
            Path folder = masks("hostile").resolve(name);
            return ImagePairs.find(folder.resolve("pred"), folder.resolve("gt"));
        }
    }

    private static Counts count(String set) {
        ClassesFile classes = classes(set);
        int numClasses = classes.numClasses();
        Counts counts =
                new Counts(new long[numClasses], new long[numClasses], new long[numClasses]);
        for (ImagePair pair : ImagePairs.find(masks(set + "/pred"), masks(set + "/gt"))) {
            LabelMap prediction = LabelImages.read(pair.prediction());
            LabelMap target = LabelImages.read(pair.target());
            assertThat(prediction.shape()).isEqualTo(target.shape());
            for (long i = 0; i < target.shape().size(); i++) {
                if (!classes.ignoreLabels().contains(target.get(i))) {
                    counts.target()[(int) target.get(i)]++;
                    counts.prediction()[(int) prediction.get(i)]++;
                    counts.intersection()[(int) target.get(i)] +=
                            target.get(i) == prediction.get(i) ? 1 : 0;
                }
            }
        }
        return counts;
    }

    private static ClassesFile classes(String set) {
        return ClassesFile.read(masks(set).resolve("classes.json"));
    }

    private static Path masks(String name) {
        URL url = Objects.requireNonNull(MaskFoldersTest.class.getResource("/masks/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
