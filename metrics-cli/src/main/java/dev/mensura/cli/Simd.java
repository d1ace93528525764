package dev.mensura.cli;

import dev.mensura.cli.report.Kernel;
import dev.mensura.core.kernel.Kernels;

import java.util.Locale;
import java.util.Optional;

/// Which kernel may count. The core chooses one per JVM, when it is first asked.
enum Simd {
    /// The vector kernel where it works, else the scalar one.
    AUTO,
    /// The vector kernel or an error.
    VECTOR,
    /// The scalar kernel.
    SCALAR;

    private static final String PROPERTY = "mensura.simd";
    private static final String MODULE = "jdk.incubator.vector";

    /// Returns the kernel of this JVM; to be called before anything is counted.
    ///
    /// @param wanted what the command line says, nothing to leave it to the system property
    ///     `mensura.simd`
    /// @throws UsageException if that is impossible
    static Kernel choose(Optional<Simd> wanted) {
        wanted.ifPresent(choice -> System.setProperty(PROPERTY, choice.toString()));
        Kernel kernel;
        try {
            var info = Kernels.info();
            kernel = new Kernel(info.name(), info.bits(), info.reason() + cure(info));
        } catch (RuntimeException impossible) {
            throw new UsageException(reason(impossible), impossible);
        } catch (LinkageError impossible) {
            throw new UsageException(reason(impossible), impossible);
        }
        boolean given =
                wanted.map(choice -> choice == AUTO || choice.toString().equals(kernel.name()))
                        .orElse(true);
        if (!given) {
            throw new UsageException(
                    "--simd is "
                            + wanted.get()
                            + ", but this JVM has already chosen the "
                            + kernel.name()
                            + " kernel: "
                            + kernel.reason());
        }
        return kernel;
    }

    /// Returns how users of the script come to vectors, if it is the module that this JVM lacks.
    private static String cure(Kernels.KernelInfo info) {
        boolean chosen = info.reason().startsWith(PROPERTY);
        return chosen || ModuleLayer.boot().findModule(MODULE).isPresent()
                ? ""
                : " (the script mensura does so for --simd vector)";
    }

    /// Returns the message of the innermost cause: a choice that fails in a static initialiser is
    /// wrapped.
    private static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }

    /// Returns the name as it is written on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
