package dev.mensura.examples.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Views over arrays of the Deep Java Library, by `NDArray.toByteBuffer(true)`.
///
/// With the PyTorch engine that buffer is the memory of the tensor if the tensor is dense, contiguous and on the CPU;
/// of another one DJL makes a contiguous copy on the CPU first. `toByteBuffer()` without `true` always copies, and other
/// engines may copy always.
///
/// A view must not be used once its array or the manager of its array is closed: nothing would notice, and the memory
/// may be another's by then. Close them after `update` returned.
public final class NDArrays {
    private NDArrays() {}

    /// Returns the labels of every image of a batch `[N, H, W]` of integers, such as `logits.argMax(1)`. The engine
    /// knows none of 16 bits.
    ///
    /// @throws IllegalArgumentException for other elements
    public static List<LabelMap> labels(NDArray batch) {
        LabelType type =
                switch (batch.getDataType()) {
                    case UINT8, BOOLEAN -> LabelType.UINT8;
                    case INT8 -> LabelType.INT8;
                    case INT32 -> LabelType.INT32;
                    case INT64 -> LabelType.INT64;
                    default -> throw otherType(batch, "uint8, boolean, int8, int32 or int64");
                };
        return LabelMap.batch(type, memory(batch), batch.getShape().getShape());
    }

    /// Returns the scores of every image of a batch `[N, C, H, W]` or `[N, H, W, C]` of float32 or float64.
    ///
    /// @throws IllegalArgumentException for other elements (`toType(DataType.FLOAT32, false)` copies)
    public static List<ScoreMap> scores(NDArray batch, Form form, Kind kind) {
        DataType type = batch.getDataType();
        if (type != DataType.FLOAT32 && type != DataType.FLOAT64) {
            throw otherType(batch, "float32 or float64");
        }
        return ScoreMap.batch(
                memory(batch), type == DataType.FLOAT64, form, kind, batch.getShape().getShape());
    }

    private static MemorySegment memory(NDArray batch) {
        return MemorySegment.ofBuffer(batch.toByteBuffer(true));
    }

    private static IllegalArgumentException otherType(NDArray batch, String expected) {
        return new IllegalArgumentException(
                "batch is of type " + batch.getDataType() + ", expected " + expected);
    }
}
