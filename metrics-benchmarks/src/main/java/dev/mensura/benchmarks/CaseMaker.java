package dev.mensura.benchmarks;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.BitMask;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.LabelType;
import dev.mensura.core.input.Prediction;
import dev.mensura.core.input.ScoreMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.LabelCodes;
import dev.mensura.core.kernel.PairCounter;
import dev.mensura.core.kernel.StoredLabels;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/// Makes the cases of a run. What several of them compare with is made, and measured, once: masks,
/// bare loops, reads.
final class CaseMaker {
    private static final int SEED = 7;

    /// Images of a stream that differ; the others are copies, which lie elsewhere.
    private static final int DIFFERENT_IMAGES = 4;

    private final Map<Masks, List<MaskPair>> masks = new HashMap<>();
    private final Map<List<Object>, List<SegmentationSample>> stored = new HashMap<>();
    private final Map<List<Object>, Work> works = new HashMap<>();

    /// What masks depend on.
    private record Masks(Texture texture, int images, int height, int width, int classes) {
        static Masks of(Subject subject) {
            return new Masks(
                    subject.texture(),
                    subject.images(),
                    subject.height(),
                    subject.width(),
                    subject.classes());
        }
    }

    Case make(Subject subject) {
        return switch (subject.input()) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64 -> labels(subject, multiclass(subject));
            case BYTE_MASKS ->
                    labels(subject, LabelRule.binary().ignoreLabels(Texture.IGNORED).build());
            case PACKED_BITS -> bits(subject);
            case SCALAR_SPECIFICATION -> scalarSpecification(subject);
            case ARGMAX_PLANAR -> scores(subject, ScoreMap.Form.CLASS_FIRST);
            case ARGMAX_INTERLEAVED -> scores(subject, ScoreMap.Form.CLASS_LAST);
        };
    }

    private static LabelRule multiclass(Subject subject) {
        long ignored = subject.input() == Input.INT8 ? (byte) Texture.IGNORED : Texture.IGNORED;
        return LabelRule.multiclass(subject.classes()).ignoreLabels(ignored).build();
    }

    private Case labels(Subject subject, LabelRule rule) {
        List<SegmentationSample> samples = samples(subject, subject.storage());
        return tallied(subject, rule, samples, Optional.of(bareLoop(subject)), readLimit(subject));
    }

    /// A case that is counted by a tally, as an application does.
    private Case tallied(
            Subject subject,
            LabelRule rule,
            List<SegmentationSample> samples,
            Optional<Work> bareLoop,
            Work readLimit) {
        ConfusionTally tally = ConfusionTally.of(rule);
        return new Case(
                subject,
                new Work(path(subject), () -> accumulating(tally, samples)),
                bareLoop,
                readLimit,
                () -> counted(tally, samples, subject.classes()),
                () -> expected(subject));
    }

    private static Runnable accumulating(ConfusionTally tally, List<SegmentationSample> samples) {
        ConfusionMatrix state = tally.newState();
        return () -> accumulate(tally, state, samples);
    }

    private static void accumulate(
            ConfusionTally tally, ConfusionMatrix state, List<SegmentationSample> samples) {
        for (SegmentationSample sample : samples) {
            tally.accumulate(state, sample);
        }
    }

    private static long[] counted(
            ConfusionTally tally, List<SegmentationSample> samples, int classes) {
        ConfusionMatrix matrix = tally.newState();
        accumulate(tally, matrix, samples);
        long[] counts = new long[classes * classes];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = matrix.get(i / classes, i % classes);
        }
        return counts;
    }

    private long[] expected(Subject subject) {
        long[] counts = new long[subject.classes() * subject.classes()];
        masks(subject).forEach(pair -> pair.addTo(counts, subject.classes()));
        return counts;
    }

    private static String path(Subject subject) {
        return subject.input() + " " + subject.memory();
    }

    private Case scalarSpecification(Subject subject) {
        List<MaskPair> pairs = masks(subject);
        return new Case(
                subject,
                new Work(path(subject), () -> counting(scalarCounter(subject), pairs)),
                Optional.of(bareLoop(subject)),
                readLimit(subject),
                () -> {
                    PairCounter counter = scalarCounter(subject);
                    counting(counter, pairs).run();
                    return counter.table();
                },
                () -> expected(subject));
    }

    private static PairCounter scalarCounter(Subject subject) {
        return Kernels.scalarPairCounter(
                LabelCodes.of(subject.classes(), Set.of((long) Texture.IGNORED), Map.of()));
    }

    private static Runnable counting(PairCounter counter, List<MaskPair> pairs) {
        return () -> pairs.forEach(pair -> count(counter, pair));
    }

    private static void count(PairCounter counter, MaskPair pair) {
        int length = pair.target().length;
        StoredLabels prediction =
                StoredLabels.of(MemorySegment.ofArray(pair.prediction()), LabelType.UINT8);
        StoredLabels target =
                StoredLabels.of(MemorySegment.ofArray(pair.target()), LabelType.UINT8);
        if (counter.count(prediction, 0, target, 0, length) != length) {
            throw new IllegalStateException("a label was rejected");
        }
    }

    private Case bits(Subject subject) {
        MaskPair pair = masks(subject).getFirst();
        Storage storage = subject.storage();
        byte[] validity = bits(pair.target(), label -> label != (byte) Texture.IGNORED);
        MemorySegment prediction =
                storage.prediction(bits(pair.prediction(), label -> label == 1), LabelType.UINT8);
        MemorySegment target =
                storage.target(bits(pair.target(), label -> label == 1), LabelType.UINT8);
        MemorySegment valid = storage.target(validity, LabelType.UINT8);
        SegmentationSample sample =
                new SegmentationSample(
                        BitMask.of(prediction, pair.height(), pair.width()),
                        BitMask.of(target, pair.height(), pair.width())
                                .withValidity(BitMask.of(valid, pair.height(), pair.width())));
        long half = valid.byteSize() / 2;
        return tallied(
                subject,
                LabelRule.binary().build(),
                List.of(sample),
                Optional.of(bareLoop(subject)),
                Work.of(
                        "read bits " + subject.memory(),
                        reading(
                                List.of(prediction, valid.asSlice(0, half)),
                                List.of(target, valid.asSlice(half, half)))));
    }

    private static byte[] bits(byte[] labels, Predicate<Byte> isSet) {
        byte[] bits = new byte[(labels.length + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = 0; i < labels.length; i++) {
            if (isSet.test(labels[i])) {
                bits[i / Byte.SIZE] |= (byte) (1 << (i % Byte.SIZE));
            }
        }
        return bits;
    }

    private Case scores(Subject subject, ScoreMap.Form form) {
        MaskPair pair = masks(subject).getFirst();
        MemorySegment scores =
                MemorySegment.ofArray(
                        scores(pair, subject.classes(), form == ScoreMap.Form.CLASS_FIRST));
        MemorySegment target = MemorySegment.ofArray(pair.target());
        Prediction prediction =
                form == ScoreMap.Form.CLASS_FIRST
                        ? ScoreMap.float32(
                                scores,
                                form,
                                ScoreMap.Kind.LOGITS,
                                subject.classes(),
                                pair.height(),
                                pair.width())
                        : ScoreMap.float32(
                                scores,
                                form,
                                ScoreMap.Kind.LOGITS,
                                pair.height(),
                                pair.width(),
                                subject.classes());
        SegmentationSample sample =
                new SegmentationSample(
                        prediction,
                        LabelMap.of(LabelType.UINT8, target, pair.height(), pair.width()));
        return tallied(
                subject,
                multiclass(subject),
                List.of(sample),
                Optional.empty(),
                Work.of("read scores", reading(List.of(scores), List.of(target))));
    }

    /// Returns random scores of which that of the predicted class is the highest.
    private static float[] scores(MaskPair pair, int classes, boolean planar) {
        SplittableRandom random = new SplittableRandom(SEED);
        int pixels = pair.prediction().length;
        float[] scores = new float[Math.multiplyExact(pixels, classes)];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt() * 0x1p-31f;
        }
        for (int i = 0; i < pixels; i++) {
            int label = pair.prediction()[i];
            scores[planar ? label * pixels + i : i * classes + label] += 3;
        }
        return scores;
    }

    private Work bareLoop(Subject subject) {
        return works.computeIfAbsent(
                List.of("bare loop", subject.input().type(), Masks.of(subject)),
                key -> Work.of("bare loop " + subject.input().type(), newBareLoop(subject)));
    }

    private Runnable newBareLoop(Subject subject) {
        long[] table = BareLoop.newTable(subject.classes());
        List<Runnable> loops =
                samples(subject, Storage.HEAP).stream()
                        .map(sample ->
                                BareLoop.over(
                                        array(prediction(sample)),
                                        array(target(sample)),
                                        table,
                                        subject.classes()))
                        .toList();
        return () -> loops.forEach(Runnable::run);
    }

    private static Object array(MemorySegment segment) {
        return segment.heapBase().orElseThrow();
    }

    private static MemorySegment prediction(SegmentationSample sample) {
        return ((LabelMap) sample.prediction()).segment();
    }

    private static MemorySegment target(SegmentationSample sample) {
        return ((LabelMap) sample.target()).segment();
    }

    /// Reading takes as long whatever is read: one work per type, size and place.
    private Work readLimit(Subject subject) {
        int bytes = subject.input().type().bytes();
        return works.computeIfAbsent(
                List.of("read", bytes, subject.size(), subject.storage()),
                key -> {
                    List<SegmentationSample> samples = samples(subject, subject.storage());
                    return Work.of(
                            "read " + bytes + " " + subject.memory(),
                            reading(
                                    samples.stream().map(CaseMaker::prediction).toList(),
                                    samples.stream().map(CaseMaker::target).toList()));
                });
    }

    private static Runnable reading(List<MemorySegment> predictions, List<MemorySegment> targets) {
        long[] sum = {0};
        return () -> {
            for (int i = 0; i < targets.size(); i++) {
                sum[0] ^= VectorReadLimit.read(predictions.get(i), targets.get(i));
            }
        };
    }

    List<SegmentationSample> samples(Subject subject, Storage storage) {
        LabelType type = subject.input().type();
        return stored.computeIfAbsent(
                List.of(type, storage, Masks.of(subject)),
                key -> masks(subject).stream().map(pair -> pair.sample(type, storage)).toList());
    }

    List<MaskPair> masks(Subject subject) {
        return masks.computeIfAbsent(Masks.of(subject), CaseMaker::newMasks);
    }

    private static List<MaskPair> newMasks(Masks masks) {
        List<MaskPair> pairs = new ArrayList<>();
        for (int i = 0; i < masks.images(); i++) {
            pairs.add(
                    i < DIFFERENT_IMAGES
                            ? MaskPair.of(
                                    masks.texture(),
                                    masks.height(),
                                    masks.width(),
                                    masks.classes(),
                                    SEED + i)
                            : pairs.get(i % DIFFERENT_IMAGES).copy());
        }
        return pairs;
    }
}
