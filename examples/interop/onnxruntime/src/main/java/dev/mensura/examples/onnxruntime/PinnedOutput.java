package dev.mensura.examples.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// An output tensor over memory of yours: ONNX Runtime writes where Mensura reads, and nothing is copied.
///
/// ```java
/// try (Arena arena = Arena.ofShared();
///         PinnedOutput logits = PinnedOutput.float32(environment, arena, 8, 19, 512, 512)) {
///     for (OnnxTensor images : batches) {
///         session.run(Map.of("images", images), Map.of("logits", logits.tensor())).close();
///         List<ScoreMap> scores = logits.scores(Form.CLASS_FIRST, Kind.LOGITS);
///         metric.updateAll(SegmentationSample.batch(scores, targets));
///     }
/// }
/// ```
///
/// One output serves every batch of its shape: count a batch before the next run overwrites it. The memory lives until
/// the arena is closed, whatever becomes of the tensor; after that a view throws an [IllegalStateException].
///
/// Of an output that is not pinned `getFloatBuffer()` and its kin return a copy, which `ScoreMap` and `LabelMap`
/// take as well.
///
/// @param tensor what `OrtSession.run` writes to
/// @param memory the elements of the tensor
public record PinnedOutput(OnnxTensor tensor, MemorySegment memory) implements AutoCloseable {

    /// Returns an output of float32 over fresh memory of the arena.
    ///
    /// @param shape `[N, C, H, W]` or `[N, H, W, C]`, as the model has it; less than 2 GiB
    public static PinnedOutput float32(OrtEnvironment environment, Arena arena, long... shape)
            throws OrtException {
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_FLOAT, elements(shape));
        return new PinnedOutput(
                OnnxTensor.createTensor(environment, buffer(memory).asFloatBuffer(), shape),
                memory);
    }

    /// Returns an output of int64, the type of ArgMax, over fresh memory of the arena.
    ///
    /// @param shape `[N, H, W]`; less than 2 GiB
    public static PinnedOutput int64(OrtEnvironment environment, Arena arena, long... shape)
            throws OrtException {
        MemorySegment memory = arena.allocate(ValueLayout.JAVA_LONG, elements(shape));
        return new PinnedOutput(
                OnnxTensor.createTensor(environment, buffer(memory).asLongBuffer(), shape), memory);
    }

    /// Returns the scores of every image of the batch; the output is one of [#float32].
    public List<ScoreMap> scores(Form form, Kind kind) {
        return ScoreMap.batch(memory, false, form, kind, tensor.getInfo().getShape());
    }

    /// Returns the labels of every image of the batch; the output is one of [#int64].
    public List<LabelMap> labels() {
        return LabelMap.batch(LabelType.INT64, memory, tensor.getInfo().getShape());
    }

    /// Closes the tensor. The memory is the arena's.
    @Override
    public void close() {
        tensor.close();
    }

    private static ByteBuffer buffer(MemorySegment memory) {
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static long elements(long... shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
