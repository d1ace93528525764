package dev.mensura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mensura.core.ConfusionMatrix;

import org.junit.jupiter.api.Test;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class TwoCoresTest {
    @Test
    void oneAndTwoThreadsCountTheSame() throws Exception {
        Subject subject = Subjects.small(Plan.stream());
        CaseMaker maker = new CaseMaker();
        TwoCores cores = new TwoCores(subject.classes(), maker.samples(subject, subject.storage()));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            ConfusionMatrix one = cores.count(threads, 1, 5);
            ConfusionMatrix two = cores.count(threads, 2, 5);

            assertThat(one).isEqualTo(two);
            assertThat(one.samples()).isEqualTo(5L * subject.images());
        }
    }
}
