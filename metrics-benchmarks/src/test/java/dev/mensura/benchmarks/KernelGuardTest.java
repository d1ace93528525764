package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

@Tag("vector")
@DisplayName("The guard of the kernels")
class KernelGuardTest {
    private static final long MILLI = 1_000_000;

    private final KernelGuard guard =
            new KernelGuard(new Sampling(9, 2 * MILLI, 300 * MILLI, 100 * MILLI), Cpu.here());

    @Test
    @DisplayName("finds every kernel fast enough, all widths and kinds of memory in one JVM")
    void kernels() {
        CaseMaker maker = new CaseMaker();

        assertThat(guard.complaints(Plan.everyKernel().stream().map(maker::make).toList()))
                .isEmpty();
    }

    @Test
    @DisplayName("finds a kernel that boxes its vectors, and not the same one without boxing")
    void boxing() {
        Subject city =
                new Subject(Input.UINT8, Texture.CITY, 1, 512, 1024, Plan.CLASSES, Storage.HEAP);
        CaseMaker maker = new CaseMaker();
        Case made = maker.make(city);
        VectorRunCounter counter = new VectorRunCounter(maker.masks(city).getFirst(), 19);

        assertThat(guard.complaints(List.of(with(made, Work.of("runs", counter::count)))))
                .isEmpty();
        assertThat(guard.complaints(List.of(with(made, Work.of("boxes", counter::countBoxing)))))
                .singleElement()
                .asString()
                .contains("uint8", "city", "expected at least 0.5 times");
    }

    private static Case with(Case made, Work work) {
        return new Case(
                made.subject(),
                work,
                made.bareLoop(),
                made.readLimit(),
                made.counted(),
                made.expected());
    }

    @Test
    @DisplayName("is tested with kernels that count what plain Java counts")
    void testKernels() {
        MaskPair pair = MaskPair.of(Texture.CITY, 93, 131, Plan.CLASSES, 7);
        long[] expected = new long[Plan.CLASSES * Plan.CLASSES];
        pair.addTo(expected, Plan.CLASSES);
        VectorRunCounter runs = new VectorRunCounter(pair, Plan.CLASSES);
        VectorRunCounter boxes = new VectorRunCounter(pair, Plan.CLASSES);

        runs.count();
        boxes.countBoxing();

        assertThat(runs.table()).startsWith(expected).isEqualTo(boxes.table());
    }

    @Test
    @DisplayName("expects more of a processor that has more")
    void limits() {
        Cpu full = new Cpu("full", 512, true);
        Cpu half = new Cpu("half", 256, false);
        for (Subject subject : Plan.everyKernel()) {
            KernelGuard.Limit expected = KernelGuard.limit(subject, full);
            assertThat(expected.perScalar() + expected.perReadLimit())
                    .as("%s", subject)
                    .isPositive();
            assertThat(KernelGuard.limit(subject, half).perReadLimit()).isZero();
        }
        assertThat(Optional.of(Plan.everyKernel().getFirst()))
                .map(city -> KernelGuard.limit(city, half).perScalar())
                .hasValue(3.0);
    }
}
