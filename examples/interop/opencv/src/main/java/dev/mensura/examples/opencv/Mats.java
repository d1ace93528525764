package dev.mensura.examples.opencv;

import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Range;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Views over the memory of OpenCV matrices; nothing is copied.
///
/// A view keeps the memory alive (OpenCV counts one more reference) until the arena is closed, even when the
/// matrix is released; after that the view throws an [IllegalStateException]. Without this a matrix that is
/// garbage takes its memory along. A matrix over a `ByteBuffer` of yours does not own its memory: keep that buffer.
public final class Mats {
    private Mats() {}

    /// Returns the labels `[H, W]` of a matrix with one channel of integers, also of a part of one
    /// ([Mat#submat]).
    ///
    /// @throws IllegalArgumentException for matrices with more than two axes, several channels or floats
    public static LabelMap labels(Arena arena, Mat mat) {
        if (mat.dims() != 2 || mat.channels() != 1) {
            throw otherMat(mat, "two axes and one channel");
        }
        LabelType type =
                switch (mat.depth()) {
                    case CvType.CV_8U -> LabelType.UINT8;
                    case CvType.CV_8S -> LabelType.INT8;
                    case CvType.CV_16U -> LabelType.UINT16;
                    case CvType.CV_16S -> LabelType.INT16;
                    case CvType.CV_32S -> LabelType.INT32;
                    default -> throw otherMat(mat, "integers");
                };
        long elements = (mat.rows() - 1) * mat.step1() + mat.cols();
        MemorySegment labels = memory(arena, mat, elements * type.bytes());
        return LabelMap.strided(type, labels, mat.step1(), mat.rows(), mat.cols());
    }

    /// Returns the class scores `[C, H, W]` of every image of a blob `[N, C, H, W]` of float32 or float64, as
    /// `Net.forward` returns it.
    ///
    /// @throws IllegalArgumentException for other matrices, and for parts of one with gaps (`clone` copies)
    public static List<ScoreMap> scores(Arena arena, Mat blob, Kind kind) {
        boolean doublePrecision = blob.depth() == CvType.CV_64F;
        if (blob.dims() != 4
                || blob.channels() != 1
                || !(doublePrecision || blob.depth() == CvType.CV_32F)) {
            throw otherMat(blob, "four axes and one channel of floats");
        }
        if (!blob.isContinuous()) {
            throw otherMat(blob, "memory without gaps (clone copies)");
        }
        long[] shape = IntStream.range(0, 4).mapToLong(blob::size).toArray();
        MemorySegment scores = memory(arena, blob, blob.total() * blob.elemSize());
        return ScoreMap.batch(scores, doublePrecision, Form.CLASS_FIRST, kind, shape);
    }

    @SuppressWarnings("restricted")
    private static MemorySegment memory(Arena arena, Mat mat, long bytes) {
        Range[] everything = new Range[mat.dims()];
        Arrays.setAll(everything, _ -> Range.all());
        Mat held = mat.submat(everything);
        return MemorySegment.ofAddress(held.dataAddr())
                .reinterpret(bytes, arena, _ -> held.release());
    }

    private static IllegalArgumentException otherMat(Mat mat, String expected) {
        return new IllegalArgumentException(
                "mat is "
                        + CvType.typeToString(mat.type())
                        + " with "
                        + mat.dims()
                        + " axes, expected "
                        + expected);
    }
}
