package dev.mensura.segmentation;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

/// A decision by which one of our numbers differs from a peer's. [GoldenReference] computes either.
enum GoldenChoice {
    IGNORED_CLASS_LISTED(
            "an ignored class inside the range is NaN per class; the peer lists 0 for it, or what"
                    + " 0/0 is where it is not predicted either",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.TORCHMETRICS || golden.peer() == GoldenPeer.NUMPY),
    IGNORED_CLASS_IN_MEAN(
            "an ignored class inside the range leaves the mean; the peer counts it as 0 once it is"
                    + " predicted",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.NUMPY || golden.peer() == GoldenPeer.KERAS),
    ABSENT_CLASS_POISONS(
            "an absent class leaves macro and weighted means; the peer's become NaN with"
                    + " zeroDivision NaN",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.TORCHMETRICS
                            && question.metric().equals("jaccard_index")),
    ABSENT_CLASS_COUNTS(
            "a class that occurs nowhere leaves the macro mean; the peer counts it, with"
                    + " zeroDivision",
            true,
            (golden, question) -> golden.peer() == GoldenPeer.SKLEARN),
    UNDEFINED_IS_NAN(
            "0/0 is 0; the peer has NaN, which leaves the mean",
            true,
            (golden, question) ->
                    golden.peer() == GoldenPeer.MMSEG || golden.peer() == GoldenPeer.HUGGING_FACE),
    F_FROM_PRECISION_AND_RECALL(
            "F is computed from counts; the peer computes it from precision and recall, NaN where"
                    + " one is NaN or both are 0",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.MMSEG && question.metric().equals("f_beta")),
    UNDEFINED_CORRELATION(
            "a Matthews correlation with denominator 0 is NaN; the peer has a number",
            true,
            (golden, question) -> question.metric().equals("matthews_correlation")),
    WEIGHTS_OF_THE_BATCH(
            "generalized Dice takes a class missing in the target for as heavy as the heaviest"
                    + " class of the same image; the peer takes the heaviest of some class over the"
                    + " batch, so that its value depends on the batch split",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.TORCHMETRICS
                            && question.metric().equals("generalized_dice")),
    ABSENT_IN_IMAGE_IS_ZERO(
            "an image without a class, or without any scored class, leaves the mean over images;"
                    + " the peer counts it as 0",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.TORCHMETRICS
                            && question.metric().equals("generalized_dice")),
    ABSENT_IN_IMAGE_IS_ONE(
            "an image without a class, or without any scored class, leaves the mean over images;"
                    + " the peer counts it as 1",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.MONAI
                            && question.metric().equals("generalized_dice")),
    NEVER_SEEN_IS_MINUS_ONE(
            "a class never seen is NaN per class; the peer has -1",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.TORCHMETRICS
                            && question.metric().equals("mean_iou")),
    EXCLUDED_CLASS_DROPPED(
            "an excluded class is NaN in a vector of one value per class; the peer drops it from"
                    + " the vector",
            false,
            (golden, question) ->
                    golden.peer() == GoldenPeer.TORCHMETRICS || golden.peer() == GoldenPeer.MONAI);

    private final String reason;
    private final boolean inProfile;
    private final BiPredicate<GoldenCase, GoldenQuestion> bearing;

    GoldenChoice(
            String reason, boolean inProfile, BiPredicate<GoldenCase, GoldenQuestion> bearing) {
        this.reason = reason;
        this.inProfile = inProfile;
        this.bearing = bearing;
    }

    /// Returns a short name in words.
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// Returns what we do and what the peer does.
    String reason() {
        return reason;
    }

    /// Returns whether the peer's profile decides as the peer does.
    boolean isInProfile() {
        return inProfile;
    }

    /// Returns the decisions of the peer that may have a bearing on a number.
    static Set<GoldenChoice> of(GoldenCase golden, GoldenQuestion question) {
        Set<GoldenChoice> choices = EnumSet.noneOf(GoldenChoice.class);
        if (!question.view().isCount()) {
            Arrays.stream(values())
                    .filter(choice -> choice.bearing.test(golden, question))
                    .forEach(choices::add);
        }
        return Collections.unmodifiableSet(choices);
    }
}
