package dev.mensura.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Compares how soon a fresh JVM has its first result, with the kernel that is chosen by default and
/// with the scalar one, which needs no warm-up to speak of.
final class StartUp {
    static final String NAME =
            "first result of a fresh JVM: time / that with -Dmensura.simd=scalar";

    private static final int JVMS = 9;

    private StartUp() {}

    /// Returns the ratio of the medians over JVMs that are started in turns.
    ///
    /// @param folder where [MaskFiles] wrote the masks
    static double ratio(Path folder, Texture texture) throws IOException, InterruptedException {
        double[] chosen = new double[JVMS];
        double[] scalar = new double[JVMS];
        for (int i = 0; i < JVMS; i++) {
            chosen[i] = nanos(folder, texture, "auto");
            scalar[i] = nanos(folder, texture, "scalar");
        }
        return Sampling.median(chosen) / Sampling.median(scalar);
    }

    private static double nanos(Path folder, Texture texture, String simd)
            throws IOException, InterruptedException {
        String printed =
                Programs.run(
                        FirstResult.class,
                        List.of("-Dmensura.simd=" + simd),
                        MaskFiles.prediction(folder, texture).toString(),
                        MaskFiles.target(folder, texture).toString(),
                        Integer.toString(Plan.HEIGHT),
                        Integer.toString(Plan.WIDTH),
                        Integer.toString(Plan.CLASSES));
        return Double.parseDouble(printed.split(" ")[0]);
    }
}
