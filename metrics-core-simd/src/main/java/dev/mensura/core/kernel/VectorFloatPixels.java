package dev.mensura.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The highest of interleaved float32 scores.
///
/// Vectors of the scores of a pixel are loaded where they lie, the last one so that it ends with the
/// last class, though it may overlap the one before. The maximum of a pixel's vectors is halved in
/// steps, two vectors at a time: one selection interleaves their lower halves, one their upper halves,
/// and the maximum of both has half as many lanes of twice as many pixels. In the end a vector has the
/// highest score of each of its pixels, in order. The class is the first one whose score equals it,
/// found in the same scores again. With 19 classes in memory that took a fifth of the time of gathering the
/// scores of each class from a vector of pixels, where gathers are slow.
///
/// Scores are also added up, as a `NaN` among them makes the sum one; so do infinities of both signs,
/// of scores or of sums of huge ones, so a sum that is no number says only that there may be a `NaN`.
///
/// Scratch, allocated once: 4 KiB. `argmax interleaved` of `mensura bench` and
/// `ScoreCountingBenchmark` compare this with reading the scores.
final class VectorFloatPixels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INDEXES = IntVector.SPECIES_PREFERRED;
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

    private final float[] tops = new float[GROUP * LANES];

    /// Of each halving, the lanes of the first selection and those of the second.
    private final int[] selections = new int[2 * HALVINGS * LANES];

    /// What is done to a group, one after the other.
    private final List<Step> steps;

    /// A loop of its own. There are more of them than the compiler takes into one body: behind one call
    /// each is compiled alone. Taken in together they were more than it can optimise at once, and vectors
    /// became objects.
    private interface Step {
        /// Returns false if there may be a `NaN`.
        boolean run(float[] scores, int from, byte[] codes, int at);
    }

    VectorFloatPixels(int numClasses) {
        this.numClasses = numClasses;
        last = Math.max(0, numClasses - LANES);
        Arrays.setAll(distances, pixel -> pixel * numClasses);
        Arrays.fill(beyond, Math.min(numClasses, LANES), LANES, true);
        Arrays.setAll(selections, VectorFloatPixels::selected);
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
    boolean winners(float[] scores, int from, byte[] codes, int at) {
        boolean numbers = true;
        for (int step = 0; step < steps.size() && numbers; step++) {
            numbers = steps.get(step).run(scores, from, codes, at);
        }
        return numbers;
    }

    /// Finds the classes of a vector of pixels after the other, a score of each pixel at a time.
    private boolean gather(float[] scores, int from, byte[] codes, int at) {
        boolean numbers = true;
        for (int pixel = 0; pixel < GROUP; pixel += LANES) {
            int first = from + pixel * numClasses;
            FloatVector sum = load(scores, first, 0);
            FloatVector top = sum;
            FloatVector code = FloatVector.zero(SPECIES);
            for (int c = 1; c < numClasses; c++) {
                FloatVector score = load(scores, first, c);
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

    private FloatVector load(float[] scores, int from, int c) {
        return FloatVector.fromArray(SPECIES, scores, from + c, distances, 0);
    }

    /// Puts the highest scores of two pixels each, halved once, into `tops`, where a pixel has one or two
    /// vectors.
    private boolean findTopsOfTwo(float[] scores, int from, byte[] codes, int at) {
        VectorMask<Float> none = VectorMask.fromArray(SPECIES, beyond, 0);
        IntVector low = selection(0);
        IntVector high = selection(1);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int pixel = 0; pixel < GROUP; pixel += 2) {
            int x = from + pixel * numClasses;
            int y = x + numClasses;
            FloatVector a = load(scores, x);
            FloatVector b = load(scores, y);
            FloatVector lastA = load(scores, x + last);
            FloatVector lastB = load(scores, y + last);
            sum = a.add(b).add(lastA.add(lastB)).blend(0, none).add(sum);
            FloatVector topA = max(lastA, a).blend(Float.NEGATIVE_INFINITY, none);
            FloatVector topB = max(lastB, b).blend(Float.NEGATIVE_INFINITY, none);
            maxOfHalves(topA, topB, low, high).intoArray(tops, pixel / 2 * LANES);
        }
        return !sum.compare(VectorOperators.NE, sum).anyTrue();
    }

    /// Puts the highest scores of each pixel into `tops`, where a pixel has more vectors. What was highest
    /// so far is kept there: kept in a vector, it was an object.
    private boolean findTopsOfMany(float[] scores, int from, byte[] codes, int at) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int pixel = 0; pixel < GROUP; pixel++) {
            int x = from + pixel * numClasses;
            int top = pixel * LANES;
            FloatVector score = load(scores, x + last);
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
        IntVector low = selection(2 * halvings);
        IntVector high = selection(2 * halvings + 1);
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
    private boolean findInTwo(float[] scores, int from, byte[] codes, int at) {
        float[] highest = tops;
        int stride = numClasses;
        int second = last;
        int x = from;
        for (int pixel = 0; pixel < GROUP; pixel++) {
            FloatVector top = FloatVector.broadcast(SPECIES, highest[pixel]);
            long equal = equal(scores, x, top) | equal(scores, x + second, top) << second;
            codes[at + pixel] = (byte) Long.numberOfTrailingZeros(equal);
            x += stride;
        }
        return true;
    }

    /// Finds the classes by looking at all vectors, as which one has the class cannot be predicted.
    private boolean findInMany(float[] scores, int from, byte[] codes, int at) {
        for (int pixel = 0; pixel < GROUP; pixel++) {
            FloatVector top = FloatVector.broadcast(SPECIES, tops[pixel]);
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

    private static long equal(float[] scores, int at, FloatVector top) {
        return load(scores, at).compare(VectorOperators.EQ, top).toLong();
    }

    private IntVector selection(int number) {
        return IntVector.fromArray(INDEXES, selections, number * LANES);
    }

    private static FloatVector load(float[] scores, int at) {
        return FloatVector.fromArray(SPECIES, scores, at);
    }

    private static FloatVector maxOfHalves(
            FloatVector a, FloatVector b, IntVector low, IntVector high) {
        return max(select(low, a, b), select(high, a, b));
    }

    private static FloatVector select(IntVector lanes, FloatVector a, FloatVector b) {
        return lanes.selectFrom(a.reinterpretAsInts(), b.reinterpretAsInts()).reinterpretAsFloats();
    }

    /// Returns the greater lanes. In loops `top` is what was found before.
    private static FloatVector max(FloatVector score, FloatVector top) {
        return score.blend(top, score.compare(VectorOperators.LE, top));
    }
}
