package dev.mensura.core.input;

import java.lang.foreign.MemorySegment;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// The scores that a model gave to one image: a view over the caller's memory.
///
/// ```java
/// ScoreMap classes = ScoreMap.float32(logits, Form.CLASS_FIRST, Kind.LOGITS, 19, 512, 1024);
/// ScoreMap binary = ScoreMap.float32(sigmoid, Form.BINARY, Kind.PROBABILITIES, 512, 1024);
/// ```
///
/// What the numbers are is said by the caller and never guessed from their values.
public final class ScoreMap implements Prediction {

    /// What the axes mean.
    public enum Form {
        /// `[C, ...]`: one plane of scores per class, of which the highest wins.
        CLASS_FIRST,
        /// `[..., C]`: the scores of one element beside each other, of which the highest wins.
        CLASS_LAST,
        /// `[...]`: one score per element, compared with a threshold.
        BINARY,
        /// `[L, ...]`: one plane of scores per label, each compared with a threshold.
        PER_LABEL
    }

    /// What a score stands for when it is compared with a threshold.
    public enum Kind {
        /// The score `x` stands for the probability `1 / (1 + exp(-x))`.
        LOGITS,
        /// The score is the probability.
        PROBABILITIES
    }

    private final MemorySegment segment;
    private final boolean doublePrecision;
    private final Form form;
    private final Kind kind;
    private final Shape shape;

    private ScoreMap(
            MemorySegment segment, boolean doublePrecision, Form form, Kind kind, Shape shape) {
        this.segment = segment;
        this.doublePrecision = doublePrecision;
        this.form = form;
        this.kind = kind;
        this.shape =
                switch (form) {
                    case BINARY -> shape;
                    case CLASS_LAST -> shape.requireLabelAxis(shape.rank() - 1);
                    case CLASS_FIRST, PER_LABEL -> shape.requireLabelAxis(0);
                };
    }

    /// Returns a view of `float[]` scores in row-major order.
    ///
    /// @param shape all axes, the class or label axis included where `form` has one
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static ScoreMap float32(float[] scores, Form form, Kind kind, int... shape) {
        return float32(MemorySegment.ofArray(scores), form, kind, Memory.toLongs(shape));
    }

    /// Returns a view of the scores between the position and the limit of a buffer.
    ///
    /// @param shape all axes, the class or label axis included where `form` has one
    /// @throws IllegalArgumentException if there are not exactly the shape's elements, or if the
    ///     byte order is not the machine's
    public static ScoreMap float32(FloatBuffer scores, Form form, Kind kind, int... shape) {
        return float32(
                Memory.of("scores", scores, scores.order()), form, kind, Memory.toLongs(shape));
    }

    /// Returns a view of float32 scores in a heap, native or mapped segment.
    ///
    /// @param shape all axes, the class or label axis included where `form` has one
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static ScoreMap float32(MemorySegment scores, Form form, Kind kind, long... shape) {
        return of(scores, false, form, kind, shape);
    }

    /// Returns a view of `double[]` scores in row-major order.
    ///
    /// @param shape all axes, the class or label axis included where `form` has one
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static ScoreMap float64(double[] scores, Form form, Kind kind, int... shape) {
        return float64(MemorySegment.ofArray(scores), form, kind, Memory.toLongs(shape));
    }

    /// Returns a view of the scores between the position and the limit of a buffer.
    ///
    /// @param shape all axes, the class or label axis included where `form` has one
    /// @throws IllegalArgumentException if there are not exactly the shape's elements, or if the
    ///     byte order is not the machine's
    public static ScoreMap float64(DoubleBuffer scores, Form form, Kind kind, int... shape) {
        return float64(
                Memory.of("scores", scores, scores.order()), form, kind, Memory.toLongs(shape));
    }

    /// Returns a view of float64 scores in a heap, native or mapped segment.
    ///
    /// @param shape all axes, the class or label axis included where `form` has one
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static ScoreMap float64(MemorySegment scores, Form form, Kind kind, long... shape) {
        return of(scores, true, form, kind, shape);
    }

    private static ScoreMap of(
            MemorySegment scores, boolean doublePrecision, Form form, Kind kind, long... shape) {
        int classAxes = form == Form.BINARY ? 0 : 1;
        Shape axes = Shape.of(shape).requireRank(1 + classAxes, 3 + classAxes);
        int bytes = doublePrecision ? Double.BYTES : Float.BYTES;
        Memory.requireSize("scores", scores, axes.size(), bytes, axes);
        return new ScoreMap(scores, doublePrecision, form, kind, axes);
    }

    /// Returns one view per image of a batch.
    ///
    /// @param scores in the machine's byte order
    /// @param doublePrecision whether scores are float64, otherwise float32
    /// @param shape the number of images, then all axes of one image: `[N, C, H, W]`
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static List<ScoreMap> batch(
            MemorySegment scores, boolean doublePrecision, Form form, Kind kind, long... shape) {
        int classAxes = form == Form.BINARY ? 0 : 1;
        Shape all = Shape.of(shape).requireRank(2 + classAxes, 4 + classAxes);
        int bytes = doublePrecision ? Double.BYTES : Float.BYTES;
        Memory.requireSize("scores", scores, all.size(), bytes, all);
        Shape one = all.withoutFirst();
        long step = one.size() * bytes;
        List<ScoreMap> images = new ArrayList<>();
        for (long image = 0; image < all.get(0); image++) {
            images.add(
                    new ScoreMap(
                            scores.asSlice(image * step, step), doublePrecision, form, kind, one));
        }
        return List.copyOf(images);
    }

    /// Returns the memory from the first score to the last.
    public MemorySegment segment() {
        return segment;
    }

    /// Returns whether scores are float64, otherwise float32.
    public boolean isDoublePrecision() {
        return doublePrecision;
    }

    /// Returns what the axes mean.
    public Form form() {
        return form;
    }

    /// Returns what a score stands for.
    public Kind kind() {
        return kind;
    }

    /// Returns all axes, the class or label axis included.
    public Shape shape() {
        return shape;
    }

    /// Returns the length of the class or label axis; 1 for [Form#BINARY].
    public int channels() {
        return switch (form) {
            case BINARY -> 1;
            case CLASS_LAST -> (int) shape.get(shape.rank() - 1);
            case CLASS_FIRST, PER_LABEL -> (int) shape.get(0);
        };
    }

    @Override
    public Shape spatialShape() {
        return switch (form) {
            case BINARY -> shape;
            case CLASS_LAST -> shape.withoutLast();
            case CLASS_FIRST, PER_LABEL -> shape.withoutFirst();
        };
    }

    @Override
    public String toString() {
        return "ScoreMap["
                + (doublePrecision ? "float64 " : "float32 ")
                + form
                + " "
                + kind
                + " "
                + shape
                + "]";
    }
}
