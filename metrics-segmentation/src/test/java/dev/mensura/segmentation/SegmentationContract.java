package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;
import dev.mensura.core.Task;
import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.MaskStack;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.ScoreMap.Form;
import dev.mensura.core.input.ScoreMap.Kind;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.input.Target;
import dev.mensura.segmentation.Reference.Image;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricContract;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The hooks that the contract tests of this module share: samples of every task, in every form and
/// kind of memory, and the masks that the reference counts.
///
/// @param <A> the state of the metric under test
/// @param <R> its result
abstract class SegmentationContract<A extends MetricState<A>, R extends MetricResult>
        extends MetricContract<SegmentationSample, A, R> {
    static final int CLASSES = 3;

    /// The target value that every metric under test ignores.
    static final long VOID = 255;

    private static final byte V = (byte) VOID;
    private static final float THRESHOLD = 0.5f;

    abstract Task task();

    /// Returns the classes that are in no average.
    Set<Integer> leftOut() {
        return ignoredClasses();
    }

    /// Returns the classes that are ignored, besides [#VOID].
    Set<Integer> ignoredClasses() {
        return Set.of();
    }

    /// Returns the value and the numbers per class of some images.
    abstract Expected expected(List<Image> images);

    final int numClasses() {
        return task() == Task.BINARY ? 1 : CLASSES;
    }

    @Override
    protected List<SegmentationSample> goodSamples() {
        return switch (task()) {
            case BINARY -> goodBinary();
            case MULTICLASS -> goodMulticlass();
            case MULTILABEL -> goodMultilabel();
        };
    }

    private static List<SegmentationSample> goodBinary() {
        return List.of(
                new SegmentationSample(
                        bytes(2, 3, 0, 1, 1, 1, 0, 0), bytes(2, 3, 0, 0, 1, 1, 0, 1)),
                new SegmentationSample(bytes(1, 2, 0, 0), bytes(1, 2, 0, 0)),
                new SegmentationSample(bytes(1, 2, 1, 0), bytes(1, 2, 0, 0)),
                new SegmentationSample(bytes(1, 4, 1, 77, 0, 1), bytes(1, 4, 1, V, 1, V)),
                new SegmentationSample(bytes(1, 2, 0, 1), bytes(1, 2, V, V)),
                new SegmentationSample(bytes(0, 5), bytes(0, 5)),
                new SegmentationSample(
                        LabelMap.int64(new long[] {0, 1, 0}),
                        LabelMap.int16(new short[] {1, 0, 1})),
                new SegmentationSample(
                        ScoreMap.float32(
                                new float[] {0.5f, 0.75f, Float.NaN, 0.25f},
                                Form.BINARY,
                                Kind.PROBABILITIES,
                                4),
                        nativeMemory(1, 1, V, 1)));
    }

    /// Returns a MULTICLASS sample of mask stacks: overlapping masks, unless overridden.
    SegmentationSample maskStacks() {
        return overlappingMasks();
    }

    /// Returns a sample that is good where the masks of classes are independent.
    static SegmentationSample overlappingMasks() {
        return new SegmentationSample(
                stack(CLASSES, 2, 1, 0, 1, 1, 0, 0), stack(CLASSES, 2, 1, 0, 0, 1, 0, 1));
    }

    /// Returns a sample with one class at each element.
    static SegmentationSample oneHotMasks() {
        return new SegmentationSample(
                stack(CLASSES, 3, 0, 0, 1, 1, 0, 0, 0, 1, 0),
                stack(CLASSES, 3, 1, 0, 1, 0, 0, 0, 0, 1, 0));
    }

    private List<SegmentationSample> goodMulticlass() {
        short[] padded = {0, 1, 9, 1, 2, 9, 2, 2};
        return List.of(
                new SegmentationSample(
                        bytes(2, 4, 0, 1, 1, 1, 1, 2, 0, 2), bytes(2, 4, 0, 0, 0, 1, 1, 2, 2, 2)),
                new SegmentationSample(bytes(1, 3, 0, 1, 1), bytes(1, 3, 0, 0, 1)),
                new SegmentationSample(bytes(1, 3, 0, 2, 1), bytes(1, 3, 0, 1, 1)),
                new SegmentationSample(bytes(1, 4, 1, 77, 2, 0), bytes(1, 4, 1, V, 1, V)),
                new SegmentationSample(bytes(1, 2, 0, 77), bytes(1, 2, V, V)),
                new SegmentationSample(bytes(0, 5), bytes(0, 5)),
                new SegmentationSample(bytes(1, 3, 1, 2, 0), bytes(1, 3, 0, 1, 2)),
                new SegmentationSample(
                        LabelMap.strided(
                                LabelType.INT16, MemorySegment.ofArray(padded), 3, 3, 1, 2),
                        LabelMap.int64(new long[] {0, 1, 1, 1, 2, VOID}, 3, 1, 2)),
                new SegmentationSample(
                        ScoreMap.float32(
                                new float[] {5, 1, Float.NaN, 5, 2, 1, 0, 3, 1},
                                Form.CLASS_FIRST,
                                Kind.LOGITS,
                                CLASSES,
                                3),
                        nativeMemory(0, 1, V)),
                maskStacks());
    }

    private static List<SegmentationSample> goodMultilabel() {
        return List.of(
                new SegmentationSample(
                        stack(CLASSES, 3, 0, 1, 1, 1, 1, 0, 0, 0, 1),
                        stack(CLASSES, 3, 0, 1, 1, 1, 0, 1, 1, 0, 1)),
                new SegmentationSample(
                        stack(CLASSES, 2, 0, 1, 0, 0, 0, 0), stack(CLASSES, 2, 0, 1, 1, 0, 0, 0)),
                new SegmentationSample(
                        stack(CLASSES, 2, 0, 1, 0, 0, 1, 1), stack(CLASSES, 2, 1, 1, 0, 0, 0, 0)),
                new SegmentationSample(
                        stack(CLASSES, 2, 0, 1, 77, 0, 0, 1), stack(CLASSES, 2, 1, 1, V, 0, V, V)),
                new SegmentationSample(stack(CLASSES, 1, 0, 1, 77), stack(CLASSES, 1, V, V, V)),
                new SegmentationSample(stack(CLASSES, 0), stack(CLASSES, 0)),
                new SegmentationSample(
                        MaskStack.int64(new long[] {0, 1, 0}, CLASSES, 1),
                        MaskStack.int32(new int[] {1, 0, 1}, CLASSES, 1)),
                new SegmentationSample(
                        ScoreMap.float64(
                                new double[] {0.5, 0.75, Double.NaN, 0.25, 1, 0},
                                Form.PER_LABEL,
                                Kind.PROBABILITIES,
                                CLASSES,
                                2),
                        stack(CLASSES, 2, 1, 1, V, 1, 1, 0)));
    }

    @Override
    protected List<SegmentationSample> rejectedSamples() {
        float nan = Float.NaN;
        return switch (task()) {
            case BINARY ->
                    List.of(
                            new SegmentationSample(bytes(1, 2, 0, 2), bytes(1, 2, 0, 0)),
                            new SegmentationSample(bytes(1, 2, 0, 0), bytes(1, 2, 0, 2)),
                            new SegmentationSample(
                                    ScoreMap.float32(
                                            new float[] {1, nan}, Form.BINARY, Kind.LOGITS, 2),
                                    nativeMemory(1, 0)),
                            new SegmentationSample(stack(1, 2, 0, 1), nativeMemory(0, 1)));
            case MULTICLASS ->
                    List.of(
                            new SegmentationSample(bytes(1, 2, 0, CLASSES), bytes(1, 2, 0, 1)),
                            new SegmentationSample(bytes(1, 2, 0, 0), bytes(1, 2, 1, CLASSES)),
                            new SegmentationSample(
                                    ScoreMap.float32(
                                            new float[] {1, 1, 1, nan},
                                            Form.CLASS_FIRST,
                                            Kind.LOGITS,
                                            2,
                                            2),
                                    nativeMemory(1, 1)),
                            new SegmentationSample(
                                    stack(CLASSES, 2, 1, 0, 0, 1, 0, 2),
                                    stack(CLASSES, 2, 0, 0, 1, 0, 0, 1)));
            case MULTILABEL ->
                    List.of(
                            new SegmentationSample(
                                    stack(CLASSES, 1, 0, 1, 2), stack(CLASSES, 1, 0, 1, 1)),
                            new SegmentationSample(
                                    stack(CLASSES, 1, 0, 1, 1), stack(CLASSES, 1, 0, 1, 2)),
                            new SegmentationSample(
                                    ScoreMap.float32(
                                            new float[] {1, 1, nan},
                                            Form.PER_LABEL,
                                            Kind.LOGITS,
                                            CLASSES,
                                            1),
                                    stack(CLASSES, 1, 0, 1, 1)),
                            new SegmentationSample(nativeMemory(1), stack(CLASSES, 1, 0, 1, 1)));
        };
    }

    @Override
    protected List<SegmentationSample> perfectSamples() {
        return switch (task()) {
            case BINARY ->
                    List.of(
                            new SegmentationSample(bytes(1, 3, 0, 1, 0), bytes(1, 3, 0, 1, V)),
                            new SegmentationSample(bytes(1, 2, 1, 1), bytes(1, 2, 1, 1)));
            case MULTICLASS ->
                    List.of(
                            new SegmentationSample(
                                    bytes(1, 4, 0, 1, 2, 0), bytes(1, 4, 0, 1, 2, V)),
                            new SegmentationSample(bytes(1, 2, 1, 1), bytes(1, 2, 1, 1)));
            case MULTILABEL ->
                    List.of(
                            new SegmentationSample(
                                    stack(CLASSES, 2, 1, 0, 1, 1, 0, 1),
                                    stack(CLASSES, 2, 1, V, 1, 1, 0, 1)));
        };
    }

    private static LabelMap bytes(int height, int width, int... labels) {
        return LabelMap.uint8(toBytes(labels), height, width);
    }

    private static LabelMap nativeMemory(int... labels) {
        byte[] bytes = toBytes(labels);
        MemorySegment segment = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_BYTE, bytes);
        return LabelMap.uint8(segment, (long) bytes.length);
    }

    private static MaskStack stack(int labels, int width, int... masks) {
        return MaskStack.uint8(toBytes(masks), labels, width);
    }

    private static byte[] toBytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Override
    protected final Object sampleFingerprint(SegmentationSample sample) {
        List<Object> content = new ArrayList<>(List.of(sample.toString()));
        for (MemorySegment segment : segments(sample)) {
            content.add(ByteBuffer.wrap(segment.toArray(ValueLayout.JAVA_BYTE)));
        }
        return content;
    }

    @Override
    protected final void scribbleOver(SegmentationSample sample) {
        for (MemorySegment segment : segments(sample)) {
            for (long at = 0; at < segment.byteSize(); at++) {
                byte before = segment.get(ValueLayout.JAVA_BYTE, at);
                segment.set(ValueLayout.JAVA_BYTE, at, (byte) (before ^ 1));
            }
        }
    }

    private static List<MemorySegment> segments(SegmentationSample sample) {
        List<MemorySegment> segments = new ArrayList<>();
        if (sample.prediction() instanceof ScoreMap scores) {
            segments.add(scores.segment());
        } else {
            maps((Target) sample.prediction()).forEach(map -> segments.add(map.segment()));
        }
        maps(sample.target()).forEach(map -> segments.add(map.segment()));
        return segments;
    }

    private static List<LabelMap> maps(Target labels) {
        return switch (labels) {
            case LabelMap map -> List.of(map);
            case BitMask mask -> throw new AssertionError("no case has " + mask);
            case MaskStack stack ->
                    IntStream.range(0, stack.numLabels()).mapToObj(stack::mask).toList();
        };
    }

    @Override
    protected final Expected reference(List<SegmentationSample> samples) {
        List<Image> images = samples.stream().map(this::image).toList();
        return expected(images).withEvidence(evidence(images));
    }

    private Image image(SegmentationSample sample) {
        boolean[][] target = masksOf(labels(sample.target()));
        return new Image(predicted(sample.prediction()), target, counted(sample.target()));
    }

    private boolean[][] predicted(Prediction prediction) {
        return switch (prediction) {
            case ScoreMap scores when task() == Task.MULTICLASS ->
                    masksOf(new long[][] {winners(scores)});
            case ScoreMap scores -> above(scores);
            case LabelMap map -> masksOf(labels(map));
            case BitMask mask -> masksOf(labels(mask));
            case MaskStack stack -> masksOf(labels(stack));
        };
    }

    /// Returns the stored labels of a map, or of each mask.
    private static long[][] labels(Target stored) {
        List<LabelMap> maps = maps(stored);
        long[][] labels = new long[maps.size()][];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new long[(int) maps.get(i).shape().size()];
            Arrays.setAll(labels[i], maps.get(i)::get);
        }
        return labels;
    }

    /// Returns one mask per class of labels that are classes, or of masks.
    private boolean[][] masksOf(long[][] labels) {
        boolean classes = task() == Task.MULTICLASS && labels.length == 1;
        boolean[][] masks = new boolean[numClasses()][labels[0].length];
        for (int c = 0; c < masks.length; c++) {
            for (int i = 0; i < masks[c].length; i++) {
                masks[c][i] = classes ? labels[0][i] == c : labels[c][i] == 1;
            }
        }
        return masks;
    }

    private boolean[][] counted(Target stored) {
        long[][] labels = labels(stored);
        boolean[][] masks = masksOf(labels);
        boolean[][] counted = new boolean[numClasses()][labels[0].length];
        for (int c = 0; c < counted.length; c++) {
            for (int i = 0; i < counted[c].length; i++) {
                counted[c][i] = labels[Math.min(c, labels.length - 1)][i] != VOID;
                for (int ignored : ignoredClasses()) {
                    counted[c][i] &= !masks[ignored][i];
                }
            }
        }
        return counted;
    }

    /// Returns the class of the highest score of each element, the lowest class among equals.
    private static long[] winners(ScoreMap scores) {
        int size = (int) scores.spatialShape().size();
        long[] winners = new long[size];
        for (int i = 0; i < size; i++) {
            for (int c = 1; c < CLASSES; c++) {
                if (score(scores, c * size + i) > score(scores, (int) winners[i] * size + i)) {
                    winners[i] = c;
                }
            }
        }
        return winners;
    }

    private boolean[][] above(ScoreMap probabilities) {
        int size = (int) probabilities.spatialShape().size();
        boolean[][] above = new boolean[numClasses()][size];
        for (int label = 0; label < above.length; label++) {
            for (int i = 0; i < size; i++) {
                above[label][i] = score(probabilities, label * size + i) > THRESHOLD;
            }
        }
        return above;
    }

    private static double score(ScoreMap scores, int index) {
        return scores.isDoublePrecision()
                ? scores.segment().getAtIndex(ValueLayout.JAVA_DOUBLE, index)
                : scores.segment().getAtIndex(ValueLayout.JAVA_FLOAT, index);
    }

    /// Returns the classes that enter the value: those that occur, and in BINARY and MULTILABEL all.
    int[] valid(List<Image> images) {
        Reference counts = Reference.count(numClasses(), images);
        return IntStream.range(0, numClasses())
                .filter(c -> !leftOut().contains(c))
                .filter(c -> task() != Task.MULTICLASS || counts.union[c] > 0)
                .toArray();
    }

    /// Returns what must be reported of some images.
    Evidence evidence(List<Image> images) {
        long elements = 0;
        long ignored = 0;
        long empty = 0;
        for (Image image : images) {
            long before = elements;
            for (int c = 0; c < (task() == Task.MULTILABEL ? CLASSES : 1); c++) {
                for (boolean counted : image.counted()[c]) {
                    elements += counted ? 1 : 0;
                    ignored += counted ? 0 : 1;
                }
            }
            empty += elements == before ? 1 : 0;
        }
        Set<Integer> absent = new TreeSet<>();
        Reference counts = Reference.count(numClasses(), images);
        for (int c = 0; c < numClasses(); c++) {
            if (counts.union[c] == 0 && !leftOut().contains(c)) {
                absent.add(c);
            }
        }
        return Evidence.builder()
                .samples(images.size())
                .emptySamples(empty)
                .elements(elements)
                .ignored(ignored)
                .supports(counts.support)
                .validClasses(valid(images))
                .absentClasses(absent.stream().mapToInt(Integer::intValue).toArray())
                .build();
    }
}
