package dev.mensura.core.kernel;

import dev.mensura.core.input.LabelType;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Says what a stored label means: a class index, [#IGNORED] or [#REJECTED].
///
/// A label is first mapped (once, so `{0 -> 1, 1 -> 0}` swaps), then, in a target only, looked up
/// among the ignored labels, then accepted if it lies in `[0, numClasses)`. With 19 classes,
/// ignored label 255 and the mapping `{33 -> 1}`: `targetCode(33)` is 1, `targetCode(255)` is
/// `IGNORED`, `predictionCode(255)` is `REJECTED`. Where labels outside the range are let pass, they
/// are all counted as one more class behind the others.
///
/// Immutable, with value equality. Labels are `long` as stored: an unsigned byte 255 is 255, a
/// signed one is -1.
public final class LabelCodes {

    /// The code of a target position that is not counted, whatever is predicted there.
    public static final int IGNORED = -1;

    /// The code of a label that has no meaning.
    public static final int REJECTED = -2;

    /// Labels further than this below zero or above the classes are found by search instead of by
    /// look-up; each of the two tables stays within 32 KiB beyond the classes themselves.
    private static final int REACH = 4096;

    /// Labels from 0 to below this lie in the range.
    private final int range;

    /// The code of labels outside the range.
    private final int outside;

    private final Set<Long> ignoreLabels;
    private final Map<Long, Long> targetMapping;
    private final Map<Long, Long> predictionMapping;

    /// Codes of the labels `windowStart + index`.
    private final int[] targetWindow;

    private final int[] predictionWindow;
    private final long windowStart;

    /// Mapped and ignored labels in ascending order, with their codes.
    private final long[] specialLabels;

    private final int[] specialTargetCodes;
    private final int[] specialPredictionCodes;

    /// What bytes mean, made when first asked for.
    private final Map<Side, ByteCodes> ofBytes = new ConcurrentHashMap<>();

    /// Labels of a type, or [CodedLabels] if it is null, as targets or predictions.
    private record Side(@Nullable LabelType type, boolean target) {}

    private LabelCodes(
            int range,
            int outside,
            Set<Long> ignoreLabels,
            Map<Long, Long> targetMapping,
            Map<Long, Long> predictionMapping) {
        this.range = range;
        this.outside = outside;
        this.ignoreLabels = ignoreLabels;
        this.targetMapping = targetMapping;
        this.predictionMapping = predictionMapping;
        TreeSet<Long> specials = new TreeSet<>(ignoreLabels);
        specials.addAll(targetMapping.keySet());
        specials.addAll(predictionMapping.keySet());
        int count = specials.size();
        specialLabels = new long[count];
        specialTargetCodes = new int[count];
        specialPredictionCodes = new int[count];
        long first = 0;
        long last = range - 1L;
        int filled = 0;
        for (long label : specials) {
            specialLabels[filled] = label;
            specialTargetCodes[filled] = derive(label, true);
            specialPredictionCodes[filled] = derive(label, false);
            filled++;
            if (label >= -REACH && label < range + (long) REACH) {
                first = Math.min(first, label);
                last = Math.max(last, label);
            }
        }
        windowStart = first;
        int windowLength = Math.toIntExact(last - first + 1);
        targetWindow = new int[windowLength];
        predictionWindow = new int[windowLength];
        for (int i = 0; i < windowLength; i++) {
            targetWindow[i] = search(first + i, specialTargetCodes);
            predictionWindow[i] = search(first + i, specialPredictionCodes);
        }
    }

    /// Returns the codes for labels of `numClasses` classes (at least 1), where `ignoreLabels` are
    /// compared with target labels after `mapping`.
    public static LabelCodes of(int numClasses, Set<Long> ignoreLabels, Map<Long, Long> mapping) {
        return of(numClasses, ignoreLabels, mapping, mapping, false);
    }

    /// Returns the codes for labels of `range` classes (at least 1).
    ///
    /// @param ignoreLabels compared with target labels after `targetMapping`
    /// @param targetMapping what target labels are read as
    /// @param predictionMapping what predicted labels are read as
    /// @param outsidePasses whether labels outside the range are one more class, whose code is
    ///     `range`, instead of being rejected
    public static LabelCodes of(
            int range,
            Set<Long> ignoreLabels,
            Map<Long, Long> targetMapping,
            Map<Long, Long> predictionMapping,
            boolean outsidePasses) {
        if (range < 1) {
            throw new IllegalArgumentException("numClasses must be at least 1, got " + range);
        }
        return new LabelCodes(
                range,
                outsidePasses ? range : REJECTED,
                Set.copyOf(ignoreLabels),
                Map.copyOf(targetMapping),
                Map.copyOf(predictionMapping));
    }

    /// Returns the number of classes that are counted, C: those of the range, and one for the labels
    /// outside if they are let pass.
    public int numClasses() {
        return outside == REJECTED ? range : range + 1;
    }

    /// Returns the class in `[0, numClasses)` that `label` means in a target, or [#IGNORED], or
    /// [#REJECTED].
    public int targetCode(long label) {
        long index = label - windowStart;
        return index >= 0 && index < targetWindow.length
                ? targetWindow[(int) index]
                : search(label, specialTargetCodes);
    }

    /// Returns the class in `[0, numClasses)` that `label` means in a prediction, or [#REJECTED];
    /// ignored labels mean nothing special here.
    public int predictionCode(long label) {
        long index = label - windowStart;
        return index >= 0 && index < predictionWindow.length
                ? predictionWindow[(int) index]
                : search(label, specialPredictionCodes);
    }

    /// Returns the codes of the 256 labels of a type from [#firstLabel] on, indexed by their low bytes:
    /// of an 8-bit type, all there are.
    int[] codesOfBytes(LabelType type, boolean target) {
        int[] result = new int[256];
        long first = firstLabel(type, result.length);
        for (int low = 0; low < result.length; low++) {
            long label = first + ((low - first) & 0xFF);
            long stored = type == LabelType.UINT16 ? label & 0xFFFF : label;
            result[low] = target ? targetCode(stored) : predictionCode(stored);
        }
        return result;
    }

    /// Returns what the bytes mean that labels of a type, or [CodedLabels] if it is null, are counted
    /// as.
    ByteCodes ofBytes(@Nullable LabelType type, boolean target) {
        return ofBytes.computeIfAbsent(
                new Side(type, target),
                side ->
                        side.type == null
                                ? ByteCodes.ofCodes(numClasses(), side.target)
                                : ByteCodes.ofLabels(this, side.type, side.target));
    }

    /// Returns the first of `window` neighbouring labels of a type that are to be told apart by their
    /// low bits, in signed order: the lowest there is if that many bits hold the type, else the lowest
    /// mapped or ignored label below 0 that leaves the classes in the window, else 0. Unsigned 16-bit
    /// labels are taken as signed where the window is narrower: 65535 is -1.
    long firstLabel(LabelType type, int window) {
        int bits = type.bytes() * Byte.SIZE;
        if (bits <= Short.SIZE && window >= 1 << bits) {
            return type.isSigned() ? -1L << (bits - 1) : 0;
        }
        long lowest = 0;
        for (long label : specialLabels) {
            long stored = type == LabelType.UINT16 ? (short) label : label;
            boolean holds = type != LabelType.UINT16 || (label & 0xFFFF) == label;
            if (holds && stored < lowest && stored >= numClasses() - window) {
                lowest = stored;
            }
        }
        return lowest;
    }

    private int derive(long label, boolean target) {
        long mapped = (target ? targetMapping : predictionMapping).getOrDefault(label, label);
        if (target && ignoreLabels.contains(mapped)) {
            return IGNORED;
        }
        return plain(mapped);
    }

    private int search(long label, int[] codes) {
        int found = Arrays.binarySearch(specialLabels, label);
        return found >= 0 ? codes[found] : plain(label);
    }

    private int plain(long label) {
        return label >= 0 && label < range ? (int) label : outside;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelCodes that
                && range == that.range
                && outside == that.outside
                && ignoreLabels.equals(that.ignoreLabels)
                && targetMapping.equals(that.targetMapping)
                && predictionMapping.equals(that.predictionMapping);
    }

    @Override
    public int hashCode() {
        return Objects.hash(range, outside, ignoreLabels, targetMapping, predictionMapping);
    }

    @Override
    public String toString() {
        return "LabelCodes[numClasses="
                + numClasses()
                + ", outsidePasses="
                + (outside != REJECTED)
                + ", ignoreLabels="
                + new TreeSet<>(ignoreLabels)
                + ", targetMapping="
                + targetMapping
                + ", predictionMapping="
                + predictionMapping
                + "]";
    }
}
