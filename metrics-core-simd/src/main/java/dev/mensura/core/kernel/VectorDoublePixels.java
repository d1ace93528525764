package dev.mensura.core.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The highest of interleaved float64 scores: [VectorFloatPixels], which explains it, for the other
/// type.
final class VectorDoublePixels {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> INDEXES = LongVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /// How often a vector can be halved.
    private static final int HALVINGS = Integer.numberOfTrailingZeros(LANES);

    /// Pixels that go through all steps together: so many that the steps have loops, and so few that
    /// memory is read ahead in the meantime.
    static final int GROUP = 4 * LANES;

    /// Elements, of any value, that must follow the scores of a group.
    static final int SLACK = LANES;

    /// The least bits of a vector whose maxima are halved. Shorter ones always gather: not every processor
    /// selects lanes of two vectors fast.
    private static final int LEAST_BITS = 256;

    /// The most classes for which it takes longer to load and halve a vector of each pixel, most of whose
    /// lanes are of other pixels, than to gather the scores of a class.
    private static final int MOST_GATHERED = 4;

    /// Stands for no class in a vector: more than any class.
    private static final int NONE = 1 << Short.SIZE;

    private final int numClasses;

    /// The first class of the last vector of a pixel.
    private final int last;

    /// The lanes that have no class.
    private final boolean[] beyond = new boolean[LANES];

    /// How far the pixels of a vector are from the first one.
    private final int[] distances = new int[LANES];

    private final double[] tops = new double[GROUP * LANES];

    /// Of each halving, the lanes of the first selection and those of the second.
    private final long[] selections = new long[2 * HALVINGS * LANES];

    /// What is done to a group, one after the other.
    private final List<Step> steps;

    /// A loop of its own. There are more of them than the compiler takes into one body: behind one call
    /// each is compiled alone. Taken in together they were more than it can optimise at once, and vectors
    /// became objects.
    private interface Step {
        /// Returns false if there may be a `NaN`.
        boolean run(double[] scores, int from, byte[] codes, int at);
    }

    VectorDoublePixels(int numClasses) {
        this.numClasses = numClasses;
        last = Math.max(0, numClasses - LANES);
        Arrays.setAll(distances, pixel -> pixel * numClasses);
        Arrays.fill(beyond, Math.min(numClasses, LANES), LANES, true);
        Arrays.setAll(selections, VectorDoublePixels::selected);
        steps =
                numClasses <= MOST_GATHERED || SPECIES.vectorBitSize() < LEAST_BITS
                        ? List.of(this::gather)
                        : steps();
    }

    /// Returns the lane of two vectors that stands at an index of `selections`: of the lower or the upper
    /// half of both, in turns, as many lanes as have one pixel each.
    private static int selected(int index) {
        int halvings = index / (2 * LANES);
        int half = index / LANES % 2 * (LANES / 2);
        int lane = index % LANES;
        int part = 1 << halvings;
        int vector = lane / part % 2;
        return vector * LANES + half + lane / (2 * part) * part + lane % part;
    }

    private List<Step> steps() {
        boolean few = numClasses <= 2 * LANES;
        List<Step> all = new ArrayList<>();
        all.add(few ? this::findTopsOfTwo : this::findTopsOfMany);
        for (int done = few ? 1 : 0; done < HALVINGS; done++) {
            int halvings = done;
            all.add((scores, from, codes, at) -> halve(halvings));
        }
        all.add(few ? this::findInTwo : this::findInMany);
        return List.copyOf(all);
    }

    /// Puts the codes of [#GROUP] pixels, whose scores begin at `scores[from]` and are followed by
    /// [#SLACK] elements, into `codes[at]` and behind. Returns false if there may be a `NaN`; the codes
    /// are of any value then.
    boolean winners(double[] scores, int from, byte[] codes, int at) {
        boolean numbers = true;
        for (int step = 0; step < steps.size() && numbers; step++) {
            numbers = steps.get(step).run(scores, from, codes, at);
        }
        return numbers;
    }

    /// Finds the classes of a vector of pixels after the other, a score of each pixel at a time.
    private boolean gather(double[] scores, int from, byte[] codes, int at) {
        boolean numbers = true;
        for (int pixel = 0; pixel < GROUP; pixel += LANES) {
            int first = from + pixel * numClasses;
            DoubleVector sum = load(scores, first, 0);
            DoubleVector top = sum;
            DoubleVector code = DoubleVector.zero(SPECIES);
            for (int c = 1; c < numClasses; c++) {
                DoubleVector score = load(scores, first, c);
                sum = score.add(sum);
                code = code.blend(c, score.compare(VectorOperators.GT, top));
                top = max(score, top);
            }
            code.intoArray(tops, pixel);
            numbers &= !sum.compare(VectorOperators.NE, sum).anyTrue();
        }
        for (int pixel = 0; pixel < GROUP; pixel++) {
            codes[at + pixel] = (byte) tops[pixel];
        }
        return numbers;
    }

    private DoubleVector load(double[] scores, int from, int c) {
        return DoubleVector.fromArray(SPECIES, scores, from + c, distances, 0);
    }

    /// Puts the highest scores of two pixels each, halved once, into `tops`, where a pixel has one or two
    /// vectors.
    private boolean findTopsOfTwo(double[] scores, int from, byte[] codes, int at) {
        VectorMask<Double> none = VectorMask.fromArray(SPECIES, beyond, 0);
        LongVector low = selection(0);
        LongVector high = selection(1);
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int pixel = 0; pixel < GROUP; pixel += 2) {
            int x = from + pixel * numClasses;
            int y = x + numClasses;
            DoubleVector a = load(scores, x);
            DoubleVector b = load(scores, y);
            DoubleVector lastA = load(scores, x + last);
            DoubleVector lastB = load(scores, y + last);
            sum = a.add(b).add(lastA.add(lastB)).blend(0.0, none).add(sum);
            DoubleVector topA = max(lastA, a).blend(Double.NEGATIVE_INFINITY, none);
            DoubleVector topB = max(lastB, b).blend(Double.NEGATIVE_INFINITY, none);
            maxOfHalves(topA, topB, low, high).intoArray(tops, pixel / 2 * LANES);
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    /// Puts the highest scores of each pixel into `tops`, where a pixel has more vectors. What was highest
    /// so far is kept there: kept in a vector, it was an object.
    private boolean findTopsOfMany(double[] scores, int from, byte[] codes, int at) {
        DoubleVector sum = DoubleVector.zero(SPECIES);
        for (int pixel = 0; pixel < GROUP; pixel++) {
            int x = from + pixel * numClasses;
            int top = pixel * LANES;
            DoubleVector score = load(scores, x + last);
            sum = score.add(sum);
            score.intoArray(tops, top);
            for (int c = 0; c < last; c += LANES) {
                score = load(scores, x + c);
                sum = score.add(sum);
                max(score, load(tops, top)).intoArray(tops, top);
            }
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    /// Halves the vectors of `tops`, two and two, after so many halvings before.
    private boolean halve(int halvings) {
        LongVector low = selection(2 * halvings);
        LongVector high = selection(2 * halvings + 1);
        int vectors = GROUP >> (halvings + 1);
        for (int i = 0; i < vectors; i++) {
            int pair = 2 * i * LANES;
            maxOfHalves(load(tops, pair), load(tops, pair + LANES), low, high)
                    .intoArray(tops, i * LANES);
        }
        return true;
    }

    /// Finds the classes where a pixel has one or two vectors. With multiplications for indexes, and the
    /// fields of this object read for each pixel, it took 1.2 times as long; the first step, which waits
    /// for memory, did not.
    private boolean findInTwo(double[] scores, int from, byte[] codes, int at) {
        double[] highest = tops;
        int stride = numClasses;
        int second = last;
        int x = from;
        for (int pixel = 0; pixel < GROUP; pixel++) {
            DoubleVector top = DoubleVector.broadcast(SPECIES, highest[pixel]);
            long equal = equal(scores, x, top) | equal(scores, x + second, top) << second;
            codes[at + pixel] = (byte) Long.numberOfTrailingZeros(equal);
            x += stride;
        }
        return true;
    }

    /// Finds the classes by looking at all vectors, as which one has the class cannot be predicted.
    private boolean findInMany(double[] scores, int from, byte[] codes, int at) {
        for (int pixel = 0; pixel < GROUP; pixel++) {
            DoubleVector top = DoubleVector.broadcast(SPECIES, tops[pixel]);
            int x = from + pixel * numClasses;
            int code = first(equal(scores, x, top));
            for (int c = 0; c < last; ) {
                c = Math.min(c + LANES, last);
                code = Math.min(code, c + first(equal(scores, x + c, top)));
            }
            codes[at + pixel] = (byte) code;
        }
        return true;
    }

    private static int first(long lanes) {
        return lanes == 0 ? NONE : Long.numberOfTrailingZeros(lanes);
    }

    private static long equal(double[] scores, int at, DoubleVector top) {
        return load(scores, at).compare(VectorOperators.EQ, top).toLong();
    }

    private LongVector selection(int number) {
        return LongVector.fromArray(INDEXES, selections, number * LANES);
    }

    private static DoubleVector load(double[] scores, int at) {
        return DoubleVector.fromArray(SPECIES, scores, at);
    }

    private static DoubleVector maxOfHalves(
            DoubleVector a, DoubleVector b, LongVector low, LongVector high) {
        return max(select(low, a, b), select(high, a, b));
    }

    private static DoubleVector select(LongVector lanes, DoubleVector a, DoubleVector b) {
        return lanes.selectFrom(a.reinterpretAsLongs(), b.reinterpretAsLongs())
                .reinterpretAsDoubles();
    }

    /// Returns the greater lanes. In loops `top` is what was found before.
    private static DoubleVector max(DoubleVector score, DoubleVector top) {
        return score.blend(top, score.compare(VectorOperators.LE, top));
    }
}
