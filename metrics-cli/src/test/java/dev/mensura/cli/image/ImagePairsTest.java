package dev.mensura.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayName("Predictions and targets pair by their path, all or none")
class ImagePairsTest {
    @TempDir private Path folder;
    private Path predictions;
    private Path targets;

    @BeforeEach
    void makeFolders() throws IOException {
        predictions = Files.createDirectory(folder.resolve("pred"));
        targets = Files.createDirectory(folder.resolve("gt"));
    }

    @Test
    @DisplayName("folders are searched to any depth, and the order is that of the names")
    void sortedByPath() throws IOException {
        for (String name :
                new String[] {"b.png", "B.PNG", "a/z.png", "a/b/c.png", "a.png", "ä.png"}) {
            touch(predictions, name);
            touch(targets, name);
        }

        var pairs = ImagePairs.find(predictions, targets);

        assertThat(pairs)
                .extracting(ImagePair::name)
                .containsExactly("B.PNG", "a.png", "a/b/c.png", "a/z.png", "b.png", "ä.png");
        assertThat(pairs)
                .contains(
                        new ImagePair(
                                "a/z.png",
                                predictions.resolve("a").resolve("z.png"),
                                targets.resolve("a").resolve("z.png")));
    }

    @Test
    @DisplayName("two files pair whatever they are called")
    void twoFiles() throws IOException {
        Path prediction = touch(predictions, "p.bin");
        Path target = touch(targets, "t.png");

        assertThat(ImagePairs.find(prediction, target))
                .containsExactly(new ImagePair("t.png", prediction, target));
    }

    @Test
    @DisplayName(
            "missing and surplus predictions are errors that name the first and count the others")
    void unpaired() throws IOException {
        for (String name : new String[] {"a.png", "b.png", "c/d.png", "e.png"}) {
            touch(targets, name);
        }
        touch(predictions, "a.png");
        refused("the target b.png has no prediction (and 2 more)" + where());

        touch(predictions, "z.png");
        refused(
                "the target b.png has no prediction (and 2 more); the prediction z.png has no"
                        + " target"
                        + where());
    }

    @Test
    @DisplayName("a name in other letters is another name")
    void caseOfNames() throws IOException {
        touch(targets, "a.png");
        touch(predictions, "A.png");

        refused("the target a.png has no prediction; the prediction A.png has no target" + where());
    }

    @Test
    @DisplayName("what has no partner of its name pairs with the one of another extension")
    void otherExtension() throws IOException {
        for (String name : new String[] {"a.png", "b/c.d.png", "b/e.PNG", "f.png"}) {
            touch(targets, name);
        }
        for (String name : new String[] {"a.tif", "b/c.d.tiff", "b/e.png", "f.png"}) {
            touch(predictions, name);
        }

        assertThat(ImagePairs.find(predictions, targets))
                .containsExactly(
                        pair("a.png", "a.tif"),
                        pair("b/c.d.png", "b/c.d.tiff"),
                        pair("b/e.PNG", "b/e.png"),
                        pair("f.png", "f.png"));
    }

    @Test
    @DisplayName("files that differ in the extension alone need partners of their name")
    void ambiguous() throws IOException {
        touch(targets, "x/a.png");
        touch(predictions, "x/a.tif");
        touch(predictions, "x/a.tiff");
        String expected =
                " differ in their extension alone, expected one of them, or the same names in both"
                        + " folders";
        refused("the predictions x/a.tif and x/a.tiff" + expected);

        Path second = touch(targets, "x/a.tif");
        refused("the predictions x/a.tif and x/a.tiff" + expected);

        Files.delete(predictions.resolve("x/a.tif"));
        Files.delete(second);
        touch(targets, "x/a.PNG");
        refused("the targets x/a.PNG and x/a.png" + expected);

        Files.delete(predictions.resolve("x/a.tiff"));
        touch(predictions, "x/a.png");
        refused("the target x/a.PNG has no prediction" + where());

        touch(predictions, "x/a.PNG");
        assertThat(ImagePairs.find(predictions, targets))
                .containsExactly(pair("x/a.PNG", "x/a.PNG"), pair("x/a.png", "x/a.png"));
    }

    private ImagePair pair(String target, String prediction) {
        return new ImagePair(target, predictions.resolve(prediction), targets.resolve(target));
    }

    @Test
    @DisplayName("no image at all is an error")
    void noImage() throws IOException {
        touch(targets, ".keep");

        refused("no .png file (or .tif, .tiff) in " + predictions + " nor in " + targets);
    }

    @Test
    @DisplayName("a folder against a file, and what does not exist, are errors")
    void folderAgainstFile() throws IOException {
        Path file = touch(predictions, "a.png");
        Path nothing = folder.resolve("nothing");

        assertThatThrownBy(() -> ImagePairs.find(file, targets))
                .isInstanceOf(UnpairedImagesException.class)
                .hasMessage(
                        "the prediction %s is a file and the target %s is a folder, expected two"
                                + " folders or two files",
                        file, targets);
        assertThatThrownBy(() -> ImagePairs.find(predictions, file))
                .isInstanceOf(UnpairedImagesException.class)
                .hasMessageContaining("is a folder and the target");
        assertThatThrownBy(() -> ImagePairs.find(nothing, targets))
                .isInstanceOf(UnpairedImagesException.class)
                .hasMessage(
                        "the prediction %s does not exist, expected a folder or a file", nothing);
        assertThatThrownBy(() -> ImagePairs.find(predictions, nothing))
                .isInstanceOf(UnpairedImagesException.class)
                .hasMessageStartingWith("the target ");
    }

    @Test
    @DisplayName(
            "hidden files and folders and what Windows leaves are skipped, any other file is an"
                    + " error")
    void otherFiles() throws IOException {
        touch(targets, "a.png");
        touch(predictions, "a.png");
        for (String clutter :
                new String[] {".DS_Store", "a/.x.png", ".git/b.png", "Thumbs.db", "desktop.ini"}) {
            touch(targets, clutter);
        }
        assertThat(ImagePairs.find(predictions, targets)).hasSize(1);

        Path jpeg = touch(targets, "b/b.jpg");
        refused(jpeg + " is not a .png, .tif or .tiff file, expected nothing else in " + targets);
    }

    @Test
    @DisplayName("a hidden folder that is named is searched")
    void hiddenRoot() throws IOException {
        touch(predictions, ".x/a.png");
        touch(targets, "a.png");

        assertThat(ImagePairs.find(predictions.resolve(".x"), targets)).hasSize(1);
    }

    @Test
    @DisplayName(
            "links to files and folders are followed; links to nothing and in circles are errors")
    void links() throws IOException {
        touch(targets, "a.png");
        Path elsewhere = touch(folder, "elsewhere/a.png");
        Path link = predictions.resolve("a.png");
        Files.createSymbolicLink(link, elsewhere);
        Path linkedFolder = Files.createSymbolicLink(folder.resolve("link"), predictions);
        assertThat(ImagePairs.find(linkedFolder, targets))
                .containsExactly(
                        new ImagePair(
                                "a.png", linkedFolder.resolve("a.png"), targets.resolve("a.png")));

        Files.delete(elsewhere);
        refused(link + " is not a file, or a link to nothing");

        Files.delete(link);
        Files.createSymbolicLink(predictions.resolve("circle"), predictions);
        refused(predictions.resolve("circle") + " links to a folder that it is in");
    }

    private String where() {
        return " (predictions in " + predictions + ", targets in " + targets + ")";
    }

    private AbstractThrowableAssert<?, ?> refused(String message) {
        return assertThatThrownBy(() -> ImagePairs.find(predictions, targets))
                .isInstanceOf(UnpairedImagesException.class)
                .hasMessage("%s", message);
    }

    private static Path touch(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }
}
