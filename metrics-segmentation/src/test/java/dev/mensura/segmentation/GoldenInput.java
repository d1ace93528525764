package dev.mensura.segmentation;

import dev.mensura.core.Task;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;
import dev.mensura.segmentation.GoldenArray.Place;
import dev.mensura.segmentation.Reference.Image;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// The batches of a golden case, as samples for a metric and as plain masks for the reference.
final class GoldenInput {
    /// The label that targets 0 become where ids begin at 1, as mmsegmentation has it.
    private static final long REDUCED_ZERO = 255;

    private final GoldenCase golden;
    private final JsonNode node;
    private final GoldenData data;

    GoldenInput(GoldenCase golden, JsonNode node, GoldenData data) {
        this.golden = golden;
        this.node = node;
        this.data = data;
    }

    int batches() {
        return node.get("batches").size();
    }

    /// Returns the files with the arrays of an entry, those used twice once.
    static Set<String> files(JsonNode node) {
        Set<String> files = new TreeSet<>();
        for (JsonNode batch : node.get("batches")) {
            batch.forEach(array -> files.add(array.get("file").asString()));
        }
        return files;
    }

    /// Returns the images of one batch, in heap memory for even batches, in native for odd ones.
    List<SegmentationSample> samples(int batch) {
        Place place = Place.values()[batch % Place.values().length];
        GoldenArray target = array(batch, "target");
        List<? extends Target> targets =
                targetIsMasks() ? target.maskStacks(place) : target.labelMaps(place);
        return SegmentationSample.batch(predictions(array(batch, "preds"), place), targets);
    }

    private List<? extends Prediction> predictions(GoldenArray array, Place place) {
        if (array.isScores()) {
            ScoreMap.Kind kind =
                    kind().equals("probabilities")
                            ? ScoreMap.Kind.PROBABILITIES
                            : ScoreMap.Kind.LOGITS;
            return switch (golden.task()) {
                case BINARY -> array.scoreMaps(ScoreMap.Form.BINARY, kind, place);
                case MULTILABEL -> array.scoreMaps(ScoreMap.Form.PER_LABEL, kind, place);
                case MULTICLASS ->
                        golden.backgroundToo()
                                ? againstThreshold(array, kind)
                                : array.scoreMaps(ScoreMap.Form.CLASS_FIRST, kind, place);
            };
        }
        return predictionIsMasks() ? array.maskStacks(place) : array.labelMaps(place);
    }

    private boolean targetIsMasks() {
        return golden.task() == Task.MULTILABEL
                || Set.of("one-hot", "mixed-target").contains(kind());
    }

    private boolean predictionIsMasks() {
        return golden.task() == Task.MULTILABEL || Set.of("one-hot", "mixed-pred").contains(kind());
    }

    /// Returns one binary score as two class scores, the threshold being that of the background:
    /// the higher one wins, so the foreground wins where its score is strictly greater.
    private List<ScoreMap> againstThreshold(GoldenArray array, ScoreMap.Kind kind) {
        int[] shape = Arrays.stream(array.shape()).mapToInt(Math::toIntExact).toArray();
        shape[0] = 2;
        List<ScoreMap> maps = new ArrayList<>();
        for (int image = 0; image < array.images(); image++) {
            double[] scores = array.scores(image);
            float[] planes = new float[2 * scores.length];
            Arrays.fill(planes, 0, scores.length, (float) golden.threshold());
            for (int i = 0; i < scores.length; i++) {
                planes[scores.length + i] = (float) scores[i];
            }
            maps.add(ScoreMap.float32(planes, ScoreMap.Form.CLASS_FIRST, kind, shape));
        }
        return maps;
    }

    /// Returns the images of one batch as plain masks.
    List<Image> images(int batch) {
        GoldenArray prediction = array(batch, "preds");
        GoldenArray target = array(batch, "target");
        return IntStream.range(0, target.images())
                .mapToObj(image -> image(prediction, target, image))
                .toList();
    }

    private Image image(GoldenArray prediction, GoldenArray target, int image) {
        int labels = golden.task() == Task.MULTILABEL ? golden.numClasses() : 1;
        if (golden.task() != Task.MULTICLASS) {
            long[] p = prediction.isScores() ? above(prediction, image) : prediction.labels(image);
            return Image.ofMasks(
                    planes(p, labels), planes(target.labels(image), labels), golden.ignored());
        }
        long[] t = target.labels(image);
        if (targetIsMasks()) {
            t = classOfMasks(t);
        } else if (golden.reducesZeroLabel()) {
            t = Arrays.stream(t).map(label -> label == 0 ? REDUCED_ZERO : label - 1).toArray();
        }
        return Image.ofClasses(
                golden.numClasses(), classes(prediction, image, t.length), t, leftOutLabels());
    }

    /// Returns the labels that are not counted once targets are reduced.
    private Set<Long> leftOutLabels() {
        return golden.reducesZeroLabel()
                ? Set.of(REDUCED_ZERO, golden.ignored().iterator().next() - 1)
                : golden.ignored();
    }

    private long[] classes(GoldenArray prediction, int image, int size) {
        if (golden.backgroundToo()) {
            return above(prediction, image);
        }
        if (prediction.isScores()) {
            return argmax(prediction.scores(image), size);
        }
        long[] labels = prediction.labels(image);
        return predictionIsMasks() ? classOfMasks(labels) : labels;
    }

    private long[] above(GoldenArray scores, int image) {
        double threshold = golden.threshold();
        double cut = scores.dtype().equals("float32") ? (float) threshold : threshold;
        double[] values = scores.scores(image);
        boolean logits = kind().equals("logits");
        long[] above = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            double probability = logits ? 1 / (1 + Math.exp(-values[i])) : values[i];
            above[i] = probability > cut ? 1 : 0;
        }
        return above;
    }

    private static long[] argmax(double[] scores, int size) {
        long[] winners = new long[size];
        for (int i = 0; i < size; i++) {
            for (int c = 1; c < scores.length / size; c++) {
                if (scores[c * size + i] > scores[(int) winners[i] * size + i]) {
                    winners[i] = c;
                }
            }
        }
        return winners;
    }

    private long[] classOfMasks(long[] masks) {
        long[][] planes = planes(masks, golden.numClasses());
        long[] classes = new long[planes[0].length];
        for (int i = 0; i < classes.length; i++) {
            for (int c = 0; c < planes.length; c++) {
                classes[i] += planes[c][i] * c;
            }
        }
        return classes;
    }

    private static long[][] planes(long[] values, int number) {
        int size = values.length / number;
        long[][] planes = new long[number][];
        for (int plane = 0; plane < number; plane++) {
            planes[plane] = Arrays.copyOfRange(values, plane * size, (plane + 1) * size);
        }
        return planes;
    }

    private String kind() {
        return node.get("inputKind").asString();
    }

    private GoldenArray array(int batch, String role) {
        JsonNode array = node.get("batches").get(batch).get(role);
        LongStream axes =
                IntStream.range(0, array.get("shape").size())
                        .mapToLong(axis -> array.get("shape").get(axis).asLong());
        boolean oneImage = kind().equals("mask");
        long[] shape = LongStream.concat(LongStream.of(1).limit(oneImage ? 1 : 0), axes).toArray();
        return new GoldenArray(
                array.get("dtype").asString(), shape, data.read(array.get("file").asString()));
    }
}
