package dev.mensura.segmentation;

import dev.mensura.core.Task;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One golden case: what a peer was asked, on which batches, and what it answered.
final class GoldenCase {
    private static final Set<String> HOSTILE =
            Set.of("confusion_matrix", "jaccard", "mean_iou", "merge", "constructor");

    /// Parameters of metrics that are not in this module.
    private static final Set<String> FOREIGN = Set.of("distanceMetric", "things", "stuffs");

    private final JsonNode node;
    private final JsonNode params;
    private final JsonNode expected;
    private final GoldenPeer peer;
    private final GoldenInput input;

    private GoldenCase(JsonNode node, GoldenData data) {
        this(node, node.get("expected"), GoldenPeer.of(node.get("peer").asString()), data);
    }

    private GoldenCase(JsonNode node, JsonNode expected, GoldenPeer peer, GoldenData data) {
        this.node = node;
        this.params = node.get("params");
        this.expected = expected;
        this.peer = peer;
        this.input = new GoldenInput(this, node, data);
    }

    /// Returns the cases of one entry of the file: none where this module has no metric for it; two
    /// where the peer's answers are questionable and another peer's are given besides.
    static List<GoldenCase> of(JsonNode node, GoldenData data) {
        if (!isApplicable(node)) {
            return List.of();
        }
        GoldenCase golden = new GoldenCase(node, data);
        if (!node.path("alternative").isObject()) {
            return List.of(golden);
        }
        ObjectNode alternative = (ObjectNode) node.get("alternative").deepCopy();
        String peer = alternative.remove("peer").asString();
        return List.of(golden, new GoldenCase(node, alternative, GoldenPeer.of(peer), data));
    }

    /// Returns whether this module has a metric for the entry: distances, panoptic quality and folders
    /// of images belong elsewhere.
    static boolean isApplicable(JsonNode node) {
        String metric = node.get("metric").asString();
        return switch (node.get("group").asString()) {
            case "A", "B", "C", "E", "F" -> true;
            case "D" -> !metric.equals("hausdorff");
            case "G" -> metric.equals("volumetric_similarity");
            case "I" ->
                    HOSTILE.contains(metric)
                            && node.get("params").propertyNames().stream()
                                    .noneMatch(FOREIGN::contains);
            default -> false;
        };
    }

    String id() {
        return node.get("id").asString();
    }

    String group() {
        return node.get("group").asString();
    }

    /// Returns what the peer calls the metric.
    String metric() {
        return node.get("metric").asString();
    }

    GoldenPeer peer() {
        return peer;
    }

    /// Returns the parameter `name`, a missing node if there is none.
    JsonNode param(String name) {
        return params.path(name);
    }

    /// Returns what must happen to a hostile input: an error and which, or a value.
    String hostileClass() {
        return expected.get("class").asString();
    }

    Collection<String> paramNames() {
        return params.propertyNames();
    }

    GoldenInput input() {
        return input;
    }

    Task task() {
        return switch (param("task").asString("")) {
            case "binary" -> Task.BINARY;
            case "multilabel" -> Task.MULTILABEL;
            default -> impliedTask();
        };
    }

    private Task impliedTask() {
        boolean binary =
                metric().equals("volumetric_similarity")
                        || metric().equals("binary_iou_dataset") && !backgroundToo();
        return binary ? Task.BINARY : Task.MULTICLASS;
    }

    /// Returns whether a binary IoU is the mean over background and foreground.
    boolean backgroundToo() {
        return param("targetClassIds").size() == 2;
    }

    int numClasses() {
        return switch (task()) {
            case BINARY -> 1;
            case MULTICLASS -> backgroundToo() ? 2 : param("numClasses").asInt();
            case MULTILABEL -> param("numLabels").asInt();
        };
    }

    Set<Long> ignored() {
        JsonNode ignored = param("ignoreIndex");
        return ignored.isNumber() ? Set.of(ignored.asLong()) : Set.of();
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

    boolean excludesBackground() {
        return !param("includeBackground").asBoolean(true);
    }

    boolean reducesZeroLabel() {
        return param("reduceZeroLabel").asBoolean(false);
    }

    /// Returns the threshold that the case names, the usual one if it names none.
    double threshold() {
        return param("threshold").asDouble(0.5);
    }

    /// Returns what the peer answered, by field.
    JsonNode expected() {
        return expected;
    }

    /// Returns the value that must come of a hostile input: that of the case, else what the peer
    /// `index` of those listed gave.
    JsonNode hostileValue(int index) {
        JsonNode value = expected.path("value");
        return value.isMissingNode() ? node.get("peers").get(index).get("value") : value;
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

    /// Returns a number, also one that is no JSON number.
    static double number(JsonNode field) {
        return field.isString() ? Double.parseDouble(field.asString()) : field.doubleValue();
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
}
