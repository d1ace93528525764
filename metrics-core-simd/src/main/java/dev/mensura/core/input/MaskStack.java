package dev.mensura.core.input;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One mask of 0 and 1 per class or label, the label axis first: `[L, H, W]`; one-hot classes or
/// independent labels. A view over the caller's memory.
///
/// ```java
/// MaskStack masks = MaskStack.uint8(bytes, 3, 512, 1024);   // 3 labels of [H, W]
/// LabelMap second = masks.mask(1);
/// ```
public final class MaskStack implements Prediction, Target {
    private final LabelType type;
    private final MemorySegment segment;
    private final Shape shape;

    private MaskStack(LabelType type, MemorySegment segment, Shape shape) {
        this.type = type;
        this.segment = segment;
        this.shape = shape.requireLabelAxis(0);
    }

    /// Returns a view of one byte per element.
    ///
    /// @param shape the number of labels, then one to three axes of a mask
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static MaskStack uint8(byte[] masks, int... shape) {
        return of(LabelType.UINT8, MemorySegment.ofArray(masks), Memory.toLongs(shape));
    }

    /// Returns a view of one int per element.
    ///
    /// @param shape the number of labels, then one to three axes of a mask
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static MaskStack int32(int[] masks, int... shape) {
        return of(LabelType.INT32, MemorySegment.ofArray(masks), Memory.toLongs(shape));
    }

    /// Returns a view of one long per element.
    ///
    /// @param shape the number of labels, then one to three axes of a mask
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static MaskStack int64(long[] masks, int... shape) {
        return of(LabelType.INT64, MemorySegment.ofArray(masks), Memory.toLongs(shape));
    }

    /// Returns a stack of 0 (`false`) and 1 (`true`); copies, as the platform cannot view a
    /// `boolean[]` as memory.
    ///
    /// @param shape the number of labels, then one to three axes of a mask
    /// @throws IllegalArgumentException if the array does not have exactly the shape's elements
    public static MaskStack bool(boolean[] masks, int... shape) {
        return uint8(Memory.toBytes(masks), shape);
    }

    /// Returns a view of masks of any label type in a heap, native or mapped segment.
    ///
    /// @param masks in the machine's byte order
    /// @param shape the number of labels, then one to three axes of a mask
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static MaskStack of(LabelType type, MemorySegment masks, long... shape) {
        Shape axes = Shape.of(shape).requireRank(2, 4);
        Memory.requireSize("masks", masks, axes.size(), type.bytes(), axes);
        return new MaskStack(type, masks, axes);
    }

    /// Returns one view per image of a batch.
    ///
    /// @param masks in the machine's byte order
    /// @param shape the number of images, the number of labels, then one to three axes of a mask
    /// @throws IllegalArgumentException if the segment does not have exactly the shape's elements
    public static List<MaskStack> batch(LabelType type, MemorySegment masks, long... shape) {
        Shape all = Shape.of(shape).requireRank(3, 5);
        Memory.requireSize("masks", masks, all.size(), type.bytes(), all);
        Shape one = all.withoutFirst();
        long bytes = one.size() * type.bytes();
        List<MaskStack> images = new ArrayList<>();
        for (long image = 0; image < all.get(0); image++) {
            images.add(new MaskStack(type, masks.asSlice(image * bytes, bytes), one));
        }
        return List.copyOf(images);
    }

    /// Returns the memory from the first mask to the last, without gaps.
    public MemorySegment segment() {
        return segment;
    }

    /// Returns the number of labels.
    public int numLabels() {
        return (int) shape.get(0);
    }

    /// Returns all axes, the label axis first.
    public Shape shape() {
        return shape;
    }

    @Override
    public Shape spatialShape() {
        return shape.withoutFirst();
    }

    /// Returns how one element is stored.
    public LabelType type() {
        return type;
    }

    /// Returns the mask of one label as a view.
    ///
    /// @throws IndexOutOfBoundsException if `label` is not in `[0, numLabels)`
    public LabelMap mask(int label) {
        Objects.checkIndex(label, numLabels());
        Shape one = spatialShape();
        long bytes = one.size() * type.bytes();
        long[] axes = new long[one.rank()];
        for (int axis = 0; axis < axes.length; axis++) {
            axes[axis] = one.get(axis);
        }
        return LabelMap.of(type, segment.asSlice(label * bytes, bytes), axes);
    }

    @Override
    public String toString() {
        return "MaskStack[" + type + " " + shape + "]";
    }
}
