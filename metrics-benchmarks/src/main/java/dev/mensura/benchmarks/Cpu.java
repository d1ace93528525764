package dev.mensura.benchmarks;

import dev.mensura.core.kernel.Kernels;
import dev.mensura.core.kernel.Kernels.KernelInfo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a run was measured on.
///
/// @param name as the operating system tells it, otherwise the architecture
/// @param bits of the vectors that count; 0 if the scalar kernel does
/// @param byteCompress whether the processor compresses the bytes of a 512-bit vector in one
///     instruction (AVX-512 VBMI2), which the JVM cannot be asked for
record Cpu(String name, int bits, boolean byteCompress) {
    private static final Path FACTS = Path.of("/proc/cpuinfo");
    private static final int FULL_BITS = 512;

    /// Returns what this JVM runs on, with the vectors that it prefers.
    static Cpu here() {
        List<String> facts = facts();
        KernelInfo kernel = Kernels.info();
        boolean flag =
                fact(facts, "flags")
                        .map(flags -> List.of(flags.split(" ")))
                        .orElse(List.of())
                        .contains("avx512_vbmi2");
        return new Cpu(
                name(facts).orElse(System.getProperty("os.arch")),
                kernel.bits(),
                flag && kernel.bits() == FULL_BITS);
    }

    /// Returns the name, with the numbers of its kind: in virtual machines it is often that of many kinds.
    ///
    /// @param facts what Linux tells of a processor
    static Optional<String> name(List<String> facts) {
        Optional<String> numbers =
                fact(facts, "cpu family")
                        .flatMap(family ->
                                fact(facts, "model")
                                        .map(model ->
                                                " (family " + family + ", model " + model + ")"));
        return fact(facts, "model name").map(name -> name + numbers.orElse(""));
    }

    private static List<String> facts() {
        try {
            return Files.exists(FACTS) ? Files.readAllLines(FACTS) : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private static Optional<String> fact(List<String> facts, String name) {
        return facts.stream()
                .filter(line -> line.startsWith(name + "\t"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst();
    }

    /// Returns whether this is the class of processor that the figures of the README are of.
    boolean isFull() {
        return byteCompress;
    }

    /// Returns one line: `Some CPU, 512-bit vectors, byte compress`.
    @Override
    public String toString() {
        String vectors = bits == 0 ? "no vectors" : bits + "-bit vectors";
        return name + ", " + vectors + ", " + (byteCompress ? "byte compress" : "no byte compress");
    }
}
