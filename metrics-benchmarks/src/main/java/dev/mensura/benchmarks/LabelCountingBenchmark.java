package dev.mensura.benchmarks;

import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.ConfusionTally;
import dev.mensura.core.LabelRule;
import dev.mensura.core.input.LabelType;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Counts one pair of masks into a confusion matrix, as an application does: the vector
/// kernel, the scalar kernel, and a bare loop without range check and ignored labels over the same
/// bytes.
///
/// ```sh
/// java -jar metrics-benchmarks/target/benchmarks.jar LabelCounting -p texture=CITY,NOISE -prof gc
/// ```
@State(Scope.Thread)
public class LabelCountingBenchmark extends KernelBenchmark {
    /// How the masks look.
    @Param({"CITY", "SALTPEPPER", "NOISE"})
    public Texture texture = Texture.CITY;

    /// How a label is stored.
    @Param({"UINT8"})
    public LabelType type = LabelType.UINT8;

    /// Where the labels lie.
    @Param({"HEAP"})
    public Storage storage = Storage.HEAP;

    /// Number of classes.
    @Param({"19"})
    public int numClasses = 19;

    /// Rows of a mask.
    @Param({"1024"})
    public int height = 1024;

    /// Pixels of a row, which may be odd.
    @Param({"2048"})
    public int width = 2048;

    private byte[] prediction = {};
    private byte[] target = {};
    private long[] bareTable = {};
    private ConfusionMatrix matrix = ConfusionTally.of(LabelRule.multiclass(1).build()).newState();

    /// Makes the masks.
    @Setup
    public void makeMasks() {
        prediction = new byte[height * width];
        target = new byte[height * width];
        texture.fill(prediction, target, height, width, numClasses, 7);
        bareTable = BareLoop.newTable(numClasses);
        LabelRule rule =
                LabelRule.multiclass(numClasses)
                        .ignoreLabels(
                                type == LabelType.INT8 ? (byte) Texture.IGNORED : Texture.IGNORED)
                        .build();
        MaskPair pair = new MaskPair(height, width, prediction, target);
        matrix = count(ConfusionTally.of(rule), pair.sample(type, storage));
    }

    /// Returns what was counted so far.
    ConfusionMatrix matrix() {
        return matrix;
    }

    /// Counts `byte[]` labels without looking at what they are.
    @Benchmark
    @Fork(3)
    public long[] bareLoop() {
        BareLoop.count(prediction, target, bareTable, numClasses);
        return bareTable;
    }
}
