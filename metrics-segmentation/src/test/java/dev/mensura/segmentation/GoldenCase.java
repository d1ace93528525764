package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricResult;
import dev.mensura.api.PerClass;
import dev.mensura.core.ClassCounts;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
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
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// One golden case: the metric of ours that answers it, its batches as samples and as plain masks,
/// and what the peer answered.
final class GoldenCase {

    /// What an expected field holds.
    enum View {
        VALUE,
        PER_CLASS,
        CELLS,
        INTERSECTION,
        UNION
    }

    private final JsonNode node;
    private final JsonNode params;
    private final GoldenData data;

    GoldenCase(JsonNode node, GoldenData data) {
        this.node = node;
        this.params = node.get("params");
        this.data = data;
    }

    String id() {
        return node.get("id").asString();
    }

    String group() {
        return node.get("group").asString();
    }

    String metric() {
        return node.get("metric").asString();
    }

    /// Returns whether this module has a metric for the case: in group A for raw multiclass
    /// confusion matrices, in group B for the Jaccard index, in group C for the mean IoU.
    boolean isApplicable() {
        return switch (group()) {
            case "A" ->
                    params.path("task").asString("").equals("multiclass")
                            && params.get("normalize").isNull();
            case "B", "C" -> true;
            default -> false;
        };
    }

    Task task() {
        return switch (params.path("task").asString("")) {
            case "binary" -> Task.BINARY;
            case "multilabel" -> Task.MULTILABEL;
            default -> backgroundToo() || !isBinaryIoU() ? Task.MULTICLASS : Task.BINARY;
        };
    }

    private boolean isBinaryIoU() {
        return metric().equals("binary_iou_dataset");
    }

    /// Returns whether a binary IoU is the mean over background and foreground.
    private boolean backgroundToo() {
        return params.path("targetClassIds").size() == 2;
    }

    int numClasses() {
        return switch (task()) {
            case BINARY -> 1;
            case MULTICLASS -> isBinaryIoU() ? 2 : params.get("numClasses").asInt();
            case MULTILABEL -> params.get("numLabels").asInt();
        };
    }

    Set<Long> ignored() {
        JsonNode ignored = params.path("ignoreIndex");
        return ignored.isNumber() ? Set.of(ignored.asLong()) : Set.of();
    }

    /// Returns the classes that are in no average: ignored ones and an excluded background.
    Set<Integer> leftOut() {
        Set<Integer> leftOut = new TreeSet<>(ignoredClasses());
        if (excludesBackground()) {
            leftOut.add(0);
        }
        return leftOut;
    }

    /// Returns the ignored labels that are classes.
    Set<Integer> ignoredClasses() {
        Set<Integer> classes = new TreeSet<>();
        for (long label : ignored()) {
            if (task() == Task.MULTICLASS && label >= 0 && label < numClasses()) {
                classes.add((int) label);
            }
        }
        return classes;
    }

    private boolean excludesBackground() {
        return !params.path("includeBackground").asBoolean(true);
    }

    Average average() {
        return Average.valueOf(params.path("average").asString("macro").toUpperCase(Locale.ROOT));
    }

    private Aggregation aggregation() {
        return metric().equals("mean_iou_samplewise") ? Aggregation.POOLED : Aggregation.DATASET;
    }

    double zeroDivision() {
        return number(params.get("zeroDivision"));
    }

    private double threshold() {
        return params.path("threshold").asDouble(0.5);
    }

    /// Returns the metric that the case is about.
    MetricDefinition<SegmentationSample, ?, ?> definition() {
        long[] ignored = ignored().stream().mapToLong(Long::longValue).toArray();
        return switch (metric()) {
            case "confusion_matrix" ->
                    new Cells(
                            ConfusionTally.of(
                                    LabelRule.multiclass(numClasses())
                                            .ignoreLabels(ignored)
                                            .build()));
            case "jaccard" ->
                    jaccard()
                            .ignoreLabels(ignored)
                            .threshold(threshold())
                            .average(average())
                            .zeroDivision(zeroDivision())
                            .build();
            case "binary_iou_dataset" ->
                    backgroundToo()
                            ? MeanIoU.builder(2).build()
                            : JaccardIndex.binary().threshold(threshold()).build();
            default ->
                    MeanIoU.builder(numClasses())
                            .ignoreLabels(ignored)
                            .includeBackground(!excludesBackground())
                            .aggregation(aggregation())
                            .build();
        };
    }

    private JaccardIndex.Builder jaccard() {
        return switch (task()) {
            case BINARY -> JaccardIndex.binary();
            case MULTICLASS -> JaccardIndex.multiclass(numClasses());
            case MULTILABEL -> JaccardIndex.multilabel(numClasses());
        };
    }

    /// Returns what `compute`, `forward` and their like hold.
    View mainView() {
        return switch (metric()) {
            case "confusion_matrix" -> View.CELLS;
            case "jaccard" ->
                    task() != Task.BINARY && average() == Average.NONE
                            ? View.PER_CLASS
                            : View.VALUE;
            case "mean_iou_samplewise" ->
                    params.get("perClass").asBoolean() ? View.PER_CLASS : View.VALUE;
            default -> View.VALUE;
        };
    }

    int batches() {
        return node.get("batches").size();
    }

    /// Returns the images of one batch, in heap memory for even batches, in native for odd ones.
    List<SegmentationSample> samples(int batch) {
        Place place = Place.values()[batch % Place.values().length];
        GoldenArray target = array(batch, "target");
        boolean masks =
                task() == Task.MULTILABEL
                        || inputKind().equals("one-hot")
                        || inputKind().equals("mixed-target");
        List<? extends Target> targets = masks ? target.maskStacks(place) : target.labelMaps(place);
        return SegmentationSample.batch(predictions(array(batch, "preds"), place), targets);
    }

    private List<? extends Prediction> predictions(GoldenArray array, Place place) {
        if (array.isScores()) {
            ScoreMap.Kind kind =
                    inputKind().equals("probabilities")
                            ? ScoreMap.Kind.PROBABILITIES
                            : ScoreMap.Kind.LOGITS;
            return switch (task()) {
                case BINARY -> array.scoreMaps(ScoreMap.Form.BINARY, kind, place);
                case MULTILABEL -> array.scoreMaps(ScoreMap.Form.PER_LABEL, kind, place);
                case MULTICLASS ->
                        isBinaryIoU()
                                ? againstThreshold(array, kind)
                                : array.scoreMaps(ScoreMap.Form.CLASS_FIRST, kind, place);
            };
        }
        boolean masks =
                task() == Task.MULTILABEL
                        || inputKind().equals("one-hot")
                        || inputKind().equals("mixed-pred");
        return masks ? array.maskStacks(place) : array.labelMaps(place);
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
            Arrays.fill(planes, 0, scores.length, (float) threshold());
            for (int i = 0; i < scores.length; i++) {
                planes[scores.length + i] = (float) scores[i];
            }
            maps.add(ScoreMap.float32(planes, ScoreMap.Form.CLASS_FIRST, kind, shape));
        }
        return maps;
    }

    /// Returns the images of some batches as plain masks.
    List<Image> images(List<Integer> batches) {
        List<Image> images = new ArrayList<>();
        for (int batch : batches) {
            GoldenArray prediction = array(batch, "preds");
            GoldenArray target = array(batch, "target");
            for (int image = 0; image < target.images(); image++) {
                images.add(image(prediction, target, image));
            }
        }
        return images;
    }

    private Image image(GoldenArray prediction, GoldenArray target, int image) {
        int labels = task() == Task.MULTILABEL ? numClasses() : 1;
        if (task() != Task.MULTICLASS) {
            long[] p = prediction.isScores() ? above(prediction, image) : prediction.labels(image);
            return Image.ofMasks(
                    planes(p, labels), planes(target.labels(image), labels), ignored());
        }
        long[] t = target.labels(image);
        if (inputKind().equals("one-hot") || inputKind().equals("mixed-target")) {
            t = classOfMasks(t);
        }
        long[] p;
        if (isBinaryIoU()) {
            p = above(prediction, image);
        } else if (prediction.isScores()) {
            p = argmax(prediction.scores(image), t.length);
        } else if (inputKind().equals("one-hot") || inputKind().equals("mixed-pred")) {
            p = classOfMasks(prediction.labels(image));
        } else {
            p = prediction.labels(image);
        }
        return Image.ofClasses(numClasses(), p, t, ignored());
    }

    private long[] above(GoldenArray scores, int image) {
        double cut = scores.dtype().equals("float32") ? (float) threshold() : threshold();
        double[] values = scores.scores(image);
        boolean logits = inputKind().equals("logits");
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
        long[][] planes = planes(masks, numClasses());
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

    private String inputKind() {
        return node.get("inputKind").asString();
    }

    private GoldenArray array(int batch, String role) {
        JsonNode array = node.get("batches").get(batch).get(role);
        long[] shape =
                IntStream.range(0, array.get("shape").size())
                        .mapToLong(axis -> array.get("shape").get(axis).asLong())
                        .toArray();
        return new GoldenArray(
                array.get("dtype").asString(), shape, data.read(array.get("file").asString()));
    }

    /// Returns our documented value for some images, by plain loops.
    double[] documented(View view, List<Image> images) {
        Reference counts = Reference.count(numClasses(), images);
        return switch (view) {
            case CELLS -> cells(images);
            case INTERSECTION -> LongStream.of(counts.intersection).asDoubleStream().toArray();
            case UNION -> LongStream.of(counts.union).asDoubleStream().toArray();
            case PER_CLASS ->
                    metric().equals("jaccard")
                            ? counts.jaccardPerClass(zeroDivision(), leftOut())
                            : Reference.meanIoUPerClass(
                                    numClasses(), images, aggregation(), leftOut());
            case VALUE -> new double[] {documentedValue(counts, images)};
        };
    }

    private double documentedValue(Reference counts, List<Image> images) {
        if (task() == Task.BINARY) {
            return counts.jaccardPerClass(isBinaryIoU() ? 0 : zeroDivision(), Set.of())[0];
        }
        return metric().equals("jaccard")
                ? counts.jaccard(average(), zeroDivision(), task() == Task.MULTILABEL, leftOut())
                : Reference.meanIoU(numClasses(), images, aggregation(), leftOut());
    }

    private double[] cells(List<Image> images) {
        int n = numClasses();
        double[] cells = new double[n * n];
        for (Image image : images) {
            for (int t = 0; t < n; t++) {
                for (int i = 0; i < image.target()[t].length; i++) {
                    boolean here = image.target()[t][i] && image.counted()[t][i];
                    for (int p = 0; here && p < n; p++) {
                        cells[t * n + p] += image.prediction()[p][i] ? 1 : 0;
                    }
                }
            }
        }
        return cells;
    }

    /// Returns what the peer answered.
    JsonNode expected() {
        return node.get("expected");
    }

    /// Returns the numbers of an expected field in order.
    double[] numbers(JsonNode field) {
        if (field.has("sparseTargetPredCount")) {
            double[] cells = new double[numClasses() * numClasses()];
            for (JsonNode cell : field.get("sparseTargetPredCount")) {
                cells[cell.get(0).asInt() * numClasses() + cell.get(1).asInt()] =
                        cell.get(2).asDouble();
            }
            return cells;
        }
        return flat(field).stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> flat(JsonNode field) {
        List<Double> numbers = new ArrayList<>();
        if (field.isArray()) {
            field.forEach(part -> numbers.addAll(flat(part)));
        } else {
            numbers.add(number(field));
        }
        return numbers;
    }

    private static double number(JsonNode field) {
        return field.isString() ? Double.parseDouble(field.asString()) : field.asDouble();
    }

    /// Returns whether all numbers are equal within the tolerance of the case.
    boolean matches(double[] expected, double[] actual) {
        JsonNode tolerance = node.get("tolerance");
        return near(
                expected, actual, tolerance.get("abs").asDouble(), tolerance.get("rel").asDouble());
    }

    /// Returns whether `|actual - expected| <= abs + rel * |expected|` everywhere, `NaN` being
    /// equal to `NaN` and infinities to themselves.
    static boolean near(double[] expected, double[] actual, double abs, double rel) {
        if (expected.length != actual.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            double distance = Math.abs(actual[i] - expected[i]);
            boolean same = Double.compare(expected[i], actual[i]) == 0;
            if (!same && !(distance <= abs + rel * Math.abs(expected[i]))) {
                return false;
            }
        }
        return true;
    }

    /// Returns what a result or a state says in the order of an expected field.
    static double[] read(View view, MetricResult result, Object state) {
        return switch (view) {
            case VALUE -> new double[] {result.value()};
            case PER_CLASS, CELLS -> result.perClass().toArray();
            case INTERSECTION -> perClass((ClassCounts) state, ClassCounts::intersection);
            case UNION -> perClass((ClassCounts) state, ClassCounts::union);
        };
    }

    private static double[] perClass(ClassCounts counts, CountOfClass count) {
        return IntStream.range(0, counts.numClasses())
                .mapToDouble(index -> count.of(counts, index))
                .toArray();
    }

    private interface CountOfClass {
        long of(ClassCounts counts, int index);
    }

    /// Reads a confusion matrix out as its cells, so that it can be fed, merged and reset as any
    /// metric.
    private record Cells(ConfusionTally tally)
            implements MetricDefinition<SegmentationSample, ConfusionMatrix, CellsResult> {
        @Override
        public CellsResult evaluate(ConfusionMatrix matrix) {
            double[] cells =
                    Arrays.stream(matrix.toArray())
                            .flatMapToLong(Arrays::stream)
                            .asDoubleStream()
                            .toArray();
            return new CellsResult(
                    Double.NaN, PerClass.of(cells), matrix.evidence(tally.rule()::isScored));
        }

        @Override
        public MetricDescriptor descriptor() {
            return MetricDescriptor.builder("cells", SegmentationSample.class, CellsResult.class)
                    .build();
        }

        @Override
        public String fingerprint() {
            return "cells of " + tally.fingerprint();
        }
    }

    private record CellsResult(double value, PerClass perClass, Evidence evidence)
            implements MetricResult {}
}
