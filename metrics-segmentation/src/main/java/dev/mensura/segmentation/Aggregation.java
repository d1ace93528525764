package dev.mensura.segmentation;

/// In which order counts are divided and averaged. With I and U the intersection and union of one
/// class in one image:
public enum Aggregation {
    /// I and U are summed up over all images and divided once per class; then the mean over
    /// classes.
    DATASET,
    /// I / U of every (image, class) pair with U > 0; then one mean over all pairs.
    POOLED,
    /// I / U per image; the mean over images per class; then the mean over classes.
    PER_CLASS_THEN_MEAN,
    /// I / U per image; the mean over classes per image; then the mean over images.
    PER_IMAGE_THEN_MEAN
}
