package dev.mensura.segmentation;

import dev.mensura.core.Task;
import dev.mensura.segmentation.GoldenQuestion.View;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which of our metrics, with which options, answers a golden case: the one place where the names
/// and parameters of the peers are translated.
final class GoldenDefinitions {
    private GoldenDefinitions() {}

    /// Returns every number that the case asks for.
    static List<GoldenQuestion> of(GoldenCase golden) {
        return switch (golden.metric()) {
            case "confusion_matrix" -> List.of(confusionMatrix(golden));
            case "jaccard" -> List.of(averaged(golden, "jaccard_index"));
            case "mean_iou_samplewise" -> List.of(meanIoUPerSample(golden));
            case "mean_iou_dataset" -> meanIoUOfDataset(golden);
            case "binary_iou_dataset" -> List.of(binaryIoU(golden));
            case "dice" -> List.of(dice(golden));
            case "generalized_dice" -> List.of(generalizedDice(golden));
            case "mmseg_iou_metric" -> mmseg(golden);
            case "hf_mean_iou" -> huggingFace(golden);
            case "accuracy", "precision", "recall", "specificity" ->
                    List.of(averaged(golden, golden.metric()));
            case "fbeta" -> List.of(withBeta(golden, averaged(golden, "f_beta")));
            case "precision_recall_f1_sklearn" -> sklearn(golden);
            case "cohen_kappa" ->
                    List.of(
                            question(golden, "", "cohen_kappa", View.VALUE)
                                    .with("weights", upper(golden, "weights", "NONE")));
            case "matthews" -> List.of(question(golden, "", "matthews_correlation", View.VALUE));
            case "balanced_accuracy" ->
                    List.of(
                            question(golden, "", "balanced_accuracy", View.VALUE)
                                    .with("adjusted", golden.param("adjusted").asBoolean()));
            case "volumetric_similarity" -> volumetricSimilarity(golden);
            default -> throw new AssertionError("unknown metric " + golden.metric());
        };
    }

    /// Returns a question with the options that belong to the labels.
    static GoldenQuestion question(GoldenCase golden, String name, String metric, View view) {
        GoldenQuestion question = GoldenQuestion.of(name, metric, view).with("task", golden.task());
        if (golden.task() != Task.BINARY) {
            question = question.with("numClasses", golden.numClasses());
        }
        if (golden.task() != Task.MULTICLASS && golden.param("threshold").isNumber()) {
            question = question.with("threshold", golden.threshold());
        }
        if (!golden.ignored().isEmpty()) {
            question = question.with("ignoreLabels", golden.ignored());
        }
        if (golden.reducesZeroLabel()) {
            question = question.with("reduceZeroLabel", true);
        }
        if (golden.excludesBackground()) {
            question = question.with("includeBackground", false);
        }
        return question;
    }

    private static GoldenQuestion averaged(GoldenCase golden, String metric) {
        return averaged(golden, "", metric);
    }

    private static GoldenQuestion averaged(GoldenCase golden, String name, String metric) {
        String average = upper(golden, "average", "MACRO");
        boolean vector = average.equals("NONE") && golden.task() != Task.BINARY;
        GoldenQuestion question =
                question(golden, name, metric, vector ? View.PER_CLASS : View.VALUE)
                        .with("average", average);
        JsonNode zeroDivision = golden.param("zeroDivision");
        return zeroDivision.isMissingNode()
                ? question
                : question.with("zeroDivision", GoldenCase.number(zeroDivision));
    }

    private static GoldenQuestion withBeta(GoldenCase golden, GoldenQuestion question) {
        return question.with("beta", golden.param("beta").asDouble());
    }

    private static GoldenQuestion confusionMatrix(GoldenCase golden) {
        String normalize =
                switch (golden.param("normalize").asString("")) {
                    case "true" -> "TARGET";
                    case "pred" -> "PREDICTION";
                    case "all" -> "ALL";
                    default -> "NONE";
                };
        return question(golden, "", "confusion_matrix", View.CELLS).with("normalize", normalize);
    }

    private static GoldenQuestion meanIoUPerSample(GoldenCase golden) {
        return question(golden, "", "mean_iou", perClassView(golden))
                .byConvention("aggregation", "POOLED");
    }

    private static View perClassView(GoldenCase golden) {
        return golden.param("perClass").asBoolean() ? View.PER_CLASS : View.VALUE;
    }

    private static List<GoldenQuestion> meanIoUOfDataset(GoldenCase golden) {
        return List.of(
                question(golden, "", "mean_iou", View.VALUE),
                question(golden, "perClass", "mean_iou", View.PER_CLASS),
                question(golden, "intersection", "mean_iou", View.INTERSECTION),
                question(golden, "union", "mean_iou", View.UNION));
    }

    private static GoldenQuestion binaryIoU(GoldenCase golden) {
        return question(
                golden, "", golden.backgroundToo() ? "mean_iou" : "jaccard_index", View.VALUE);
    }

    private static GoldenQuestion dice(GoldenCase golden) {
        GoldenQuestion question = averaged(golden, "dice");
        return golden.param("aggregationLevel").asString().equals("samplewise")
                ? question.byConvention("aggregation", "PER_IMAGE_THEN_MEAN")
                : question.with("aggregation", "DATASET");
    }

    private static GoldenQuestion generalizedDice(GoldenCase golden) {
        return question(golden, "", "generalized_dice", perClassView(golden))
                .with("weights", upper(golden, "weightType", "SQUARE"));
    }

    private static List<GoldenQuestion> mmseg(GoldenCase golden) {
        List<GoldenQuestion> questions = new ArrayList<>();
        questions.addAll(meanAndPerClass(golden, "IoU", "mean_iou"));
        questions.addAll(meanAndPerClass(golden, "Acc", "mean_accuracy"));
        questions.addAll(meanAndPerClass(golden, "Dice", "dice"));
        meanAndPerClass(golden, "Fscore", "f_beta")
                .forEach(question -> questions.add(withBeta(golden, question)));
        questions.addAll(meanAndPerClass(golden, "Precision", "precision"));
        questions.addAll(meanAndPerClass(golden, "Recall", "recall"));
        questions.add(pixelAccuracy(golden));
        questions.add(question(golden, "FWIoU", "frequency_weighted_iou", View.VALUE));
        questions.add(question(golden, "areas.intersect", "mean_iou", View.INTERSECTION));
        questions.add(question(golden, "areas.union", "mean_iou", View.UNION));
        questions.add(question(golden, "areas.pred", "mean_iou", View.PREDICTION));
        questions.add(question(golden, "areas.label", "mean_iou", View.TARGET));
        return questions;
    }

    private static List<GoldenQuestion> meanAndPerClass(
            GoldenCase golden, String name, String metric) {
        return List.of(
                question(golden, "m" + name, metric, View.VALUE),
                question(golden, "perClass." + name, metric, View.PER_CLASS));
    }

    private static GoldenQuestion pixelAccuracy(GoldenCase golden) {
        return question(golden, "aAcc", "accuracy", View.VALUE).with("average", "MICRO");
    }

    private static List<GoldenQuestion> huggingFace(GoldenCase golden) {
        return List.of(
                question(golden, "mIoU", "mean_iou", View.VALUE),
                question(golden, "perClassIoU", "mean_iou", View.PER_CLASS),
                question(golden, "mAcc", "mean_accuracy", View.VALUE),
                question(golden, "perClassAcc", "mean_accuracy", View.PER_CLASS),
                pixelAccuracy(golden));
    }

    private static List<GoldenQuestion> sklearn(GoldenCase golden) {
        return List.of(
                averaged(golden, "precision", "precision"),
                averaged(golden, "recall", "recall"),
                withBeta(golden, averaged(golden, "fscore", "f_beta")),
                averaged(golden, "jaccard", "jaccard_index"));
    }

    private static List<GoldenQuestion> volumetricSimilarity(GoldenCase golden) {
        return List.of(
                question(golden, "vs", "volumetric_similarity", View.VALUE),
                question(golden, "targetVoxels", "volumetric_similarity", View.TARGET),
                question(golden, "predVoxels", "volumetric_similarity", View.PREDICTION));
    }

    private static String upper(GoldenCase golden, String param, String otherwise) {
        JsonNode given = golden.param(param);
        return given.isString() ? given.asString().toUpperCase(Locale.ROOT) : otherwise;
    }
}
