package dev.mensura.benchmarks;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Prints how many nanoseconds a fresh JVM takes from labels in memory to the first result.
///
/// Arguments: files of uint8 predictions and targets, height, width, number of classes.
public final class FirstResult {
    private FirstResult() {}

    /// Reads the labels, takes the time, counts.
    public static void main(String[] args) throws IOException {
        byte[] prediction = Files.readAllBytes(Path.of(args[0]));
        byte[] target = Files.readAllBytes(Path.of(args[1]));
        int height = Integer.parseInt(args[2]);
        int width = Integer.parseInt(args[3]);
        long start = System.nanoTime();
        ConfusionTally tally =
                ConfusionTally.of(
                        LabelRule.multiclass(Integer.parseInt(args[4]))
                                .ignoreLabels(Texture.IGNORED)
                                .build());
        ConfusionMatrix matrix = tally.newState();
        tally.accumulate(
                matrix,
                new SegmentationSample(
                        LabelMap.uint8(prediction, height, width),
                        LabelMap.uint8(target, height, width)));
        long correct = 0;
        for (int label = 0; label < matrix.numClasses(); label++) {
            correct += matrix.intersection(label);
        }
        System.out.println(System.nanoTime() - start + " " + correct);
    }
}
