package dev.mensura.core.kernel;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.util.Optional;

/// Chooses the kernel that counts, once per JVM, and says so in one log line.
///
/// The system property `mensura.simd` is `auto` (the default), `vector` or `scalar`. With `auto`
/// the vector kernel counts when the module `jdk.incubator.vector` is present and the preferred
/// vectors have at least 128 bits; otherwise the scalar one does, which gives the same numbers more
/// slowly. With `vector` an impossible choice throws. With `scalar` no vector class is ever loaded.
///
/// Where `auto` chose the vector kernel, the scalar one still counts the first labels of a JVM, until
/// the vector loops are compiled and measured to be faster, see [WarmUp]; `vector` counts with them
/// from the first label on. The numbers are the same.
///
/// Two rules are per kernel: the scalar one makes tables of more than [PairCounter#MAX_CLASSES] classes,
/// and finds the highest of more scores, whatever was chosen; a [RunReader] of the chosen kernel needs
/// no table.
public final class Kernels {

    private static final String PROPERTY = "mensura.simd";
    private static final String AUTO = "auto";
    private static final String VECTOR = "vector";
    private static final String SCALAR = "scalar";
    private static final String MODULE = "jdk.incubator.vector";

    /// A machine without vectors reports 64 bits and emulates them.
    private static final int MIN_BITS = 128;

    private Kernels() {}

    /// Says which kernel counts: `name` is "vector" or "scalar", `bits` the length of a vector or
    /// 0, and `reason` one sentence, with the cure if something is missing.
    public record KernelInfo(String name, int bits, String reason) {}

    /// Returns which kernel counts in this JVM and why.
    ///
    /// Throws `IllegalArgumentException` if the property has another value than those above, and
    /// `IllegalStateException` if it forces what is impossible here.
    public static KernelInfo info() {
        return Surroundings.FOUND.decide();
    }

    /// Returns a new counter, with all counts zero, of the kernel chosen for this JVM. Throws as
    /// [#info()] does.
    public static PairCounter pairCounter(LabelCodes codes) {
        return info().name().equals(VECTOR) && codes.numClasses() <= PairCounter.MAX_CLASSES
                ? VectorKernel.pairCounter(codes, Surroundings.WARM_UP)
                : new ScalarPairCounter(codes);
    }

    /// Returns the kernel for planes of bits chosen for this JVM. Throws as [#info()] does.
    public static BitPlanes bitPlanes() {
        return info().name().equals(VECTOR) ? VectorKernel.bitPlanes() : new ScalarBitPlanes();
    }

    /// Returns a new argmax of the kernel chosen for this JVM. Throws as [#info()] does.
    public static ScoreArgmax scoreArgmax(int numClasses) {
        return info().name().equals(VECTOR) && numClasses <= ScoreArgmax.MOST_BYTE_CLASSES
                ? VectorKernel.scoreArgmax(numClasses)
                : new ScalarScoreArgmax(numClasses);
    }

    /// Returns a new threshold of the kernel chosen for this JVM. Throws as [#info()] does.
    public static ScoreThreshold scoreThreshold() {
        return info().name().equals(VECTOR)
                ? VectorKernel.scoreThreshold()
                : new ScalarScoreThreshold();
    }

    /// Returns a new counter, with all counts zero, of the scalar kernel, whatever was chosen: the
    /// specification that the vector kernel is compared with.
    public static PairCounter scalarPairCounter(LabelCodes codes) {
        return new ScalarPairCounter(codes);
    }

    /// Returns a new reader, which hands runs of pairs to `sink`, of the kernel chosen for this JVM.
    /// Throws as [#info()] does.
    public static RunReader runReader(LabelCodes codes, RunSink sink) {
        return info().name().equals(VECTOR)
                ? VectorKernel.runReader(codes, sink, Surroundings.RUNS_WARM_UP)
                : new ScalarRunReader(codes, sink);
    }

    /// What the choice depends on: the value of the property (null if unset), whether the module is
    /// present, and the bits of its preferred vectors (0 if they were not looked at).
    record Surroundings(@Nullable String property, boolean modulePresent, int bits) {

        static final Surroundings FOUND = find();

        /// Shared by all counters; a forced vector kernel counts from the first element on.
        static final WarmUp WARM_UP = new WarmUp(VECTOR.equals(FOUND.property));

        /// Shared by all readers of runs, whose loops are others.
        static final WarmUp RUNS_WARM_UP = new WarmUp(VECTOR.equals(FOUND.property));

        /// Returns the choice. It is made anew by every call, so that a refused property throws at
        /// every use and not only at the first.
        KernelInfo decide() {
            String wish = property == null ? AUTO : property;
            if (wish.equals(SCALAR)) {
                return new KernelInfo(SCALAR, 0, PROPERTY + " is scalar");
            }
            if (!wish.equals(AUTO) && !wish.equals(VECTOR)) {
                throw new IllegalArgumentException(
                        PROPERTY + " must be auto, vector or scalar, got \"" + wish + "\"");
            }
            if (modulePresent && bits >= MIN_BITS) {
                return new KernelInfo(VECTOR, bits, "the module " + MODULE + " is present");
            }
            String reason =
                    modulePresent
                            ? "the JVM prefers vectors of "
                                    + bits
                                    + " bits and "
                                    + MIN_BITS
                                    + " are needed; use a processor with vectors, or drop JVM"
                                    + " options that limit them"
                            : "the module "
                                    + MODULE
                                    + " is absent; start Java with --add-modules "
                                    + MODULE;
            if (wish.equals(VECTOR)) {
                throw new IllegalStateException(PROPERTY + " is vector, but " + reason);
            }
            return new KernelInfo(SCALAR, 0, reason);
        }

        private static Surroundings find() {
            String property = System.getProperty(PROPERTY);
            Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
            boolean look = module.isPresent() && !SCALAR.equals(property);
            Surroundings found =
                    new Surroundings(
                            property, module.isPresent(), look ? preferredBits(module.get()) : 0);
            found.log();
            return found;
        }

        /// Returns the bits of the preferred vectors. A named module of ours does not require the
        /// incubator module, which may be absent, so it begins to read it here.
        private static int preferredBits(Module incubator) {
            Module own = Kernels.class.getModule();
            if (own.isNamed()) {
                own.addReads(incubator);
            }
            return VectorKernel.bits();
        }

        private void log() {
            System.Logger logger = System.getLogger(Kernels.class.getName());
            try {
                KernelInfo info = decide();
                String bits = info.bits() > 0 ? " with " + info.bits() + " bits" : "";
                logger.log(
                        Level.INFO,
                        "The "
                                + info.name()
                                + " kernel counts"
                                + bits
                                + ": "
                                + info.reason()
                                + ".");
            } catch (IllegalArgumentException | IllegalStateException refused) {
                logger.log(Level.DEBUG, "No kernel is chosen", refused);
            }
        }
    }
}
