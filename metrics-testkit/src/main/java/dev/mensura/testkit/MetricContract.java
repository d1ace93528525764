package dev.mensura.testkit;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricResult;
import dev.mensura.api.MetricState;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Proves the laws M1 to M16 ([Law]) for one metric. Extend it, once for each definition and each
/// set of options that counts differently:
///
/// ```java
/// class HitRateTest extends MetricContract<int[], CountState, HitRate.Result> {
///     private static final int IGNORED = 9;
///
///     @Override
///     protected HitRate definition() {
///         return HitRate.ignoring(IGNORED);
///     }
///
///     @Override
///     protected HitRate otherOptions() {
///         return HitRate.ignoring(8);
///     }
///
///     @Override
///     protected List<int[]> goodSamples() {
///         return List.of(
///                 new int[] {1, 0, 1, 1},
///                 new int[] {0, IGNORED, 0},
///                 new int[] {IGNORED, IGNORED},
///                 new int[0]);
///     }
///
///     @Override
///     protected List<int[]> rejectedSamples() {
///         return List.of(new int[] {1, 0, 7});
///     }
///
///     @Override
///     protected List<int[]> perfectSamples() {
///         return List.of(new int[] {1, 1, IGNORED});
///     }
///
///     @Override
///     protected Object sampleFingerprint(int[] sample) {
///         return Arrays.toString(sample);
///     }
///
///     @Override
///     protected void scribbleOver(int[] sample) {
///         Arrays.setAll(sample, i -> sample[i] + 1);
///     }
///
///     @Override
///     protected Expected reference(List<int[]> samples) {
///         double hits = 0;
///         double counted = 0;
///         for (int[] sample : samples) {
///             for (int item : sample) {
///                 hits += item == 1 ? 1 : 0;
///                 counted += item == IGNORED ? 0 : 1;
///             }
///         }
///         return Expected.of(hits / counted);
///     }
/// }
/// ```
///
/// Each law is a group of tests whose name starts with its id: `M4 every sharding, ...`. A failure
/// is one line with law, metric, case and seed, followed by the expected and the actual value.
/// Random choices come from seed 1; `-Dmensura.seed=42` sets another and replays a failure,
/// `-Dmensura.seed=random` draws one per run.
///
/// Where order matters ([dev.mensura.api.Tally#isOrdered]), M4 cuts, batches and merges the samples in
/// their order alone, and M3 has to be opted out of.
///
/// A law that does not hold for a metric can be opted out of with a reason, see [#optOuts]; it then
/// shows as a test named after that reason. A law that found no case to run on fails.
///
/// @param <S> one sample
/// @param <A> the accumulated state
/// @param <R> the result
public abstract class MetricContract<S, A extends MetricState<A>, R extends MetricResult> {

    /// For subclasses; JUnit makes one instance per law.
    protected MetricContract() {}

    /// Returns the metric under test; each call must return an equal definition.
    protected abstract MetricDefinition<S, A, R> definition();

    /// Returns a metric of the same types with other options, so not equal to [#definition]. Options
    /// of which the tally depends prove most; where there are none, take options of the read-out.
    protected abstract MetricDefinition<S, A, R> otherOptions();

    /// Returns at least three different samples that the metric accepts.
    ///
    /// A good set holds, as far as the metric knows of them: a typical sample; one in which a class
    /// is absent from target and prediction, and one in which it is absent from the target alone; one
    /// that is ignored in part and one that is ignored completely; one without elements; one that is
    /// all wrong. Samples may differ in size. Small is good: thousands of them are counted.
    ///
    /// Each call must return new samples of the same content: the kit scribbles over some.
    protected abstract List<S> goodSamples();

    /// Returns samples that the metric must reject, new ones at each call: one for each reason,
    /// best with the fault in the last element. A metric that accepts every sample returns none and
    /// opts out of M12.
    protected abstract List<S> rejectedSamples();

    /// Returns samples that score the best value of the descriptor, new ones at each call.
    protected abstract List<S> perfectSamples();

    /// Returns a value that is equal for equal content of samples and changes when the content does,
    /// for example `Arrays.toString(sample)`.
    protected abstract Object sampleFingerprint(S sample);

    /// Overwrites the content of a sample in place, so that its fingerprint changes unless the
    /// sample has no elements. The kit does so after a sample was counted: a state that kept a
    /// reference to it then gives itself away. Leave it empty for immutable samples and opt out of
    /// M10.
    protected abstract void scribbleOver(S sample);

    /// Returns what the metric must say about these samples together, computed in the plainest way
    /// and without any class of the metric: loops over the elements.
    ///
    /// @param samples good samples, in any number, with repetition; none at all is the empty case
    protected abstract Expected reference(List<S> samples);

    /// Returns how far a number may lie from the reference (M13), and a perfect sample from the best
    /// value (M14). With 0, which is the default, every bit must be equal, `NaN` to `NaN`; anything
    /// else needs a written reason. All other comparisons are exact always.
    protected double tolerance() {
        return 0;
    }

    /// Returns the laws that this metric does not keep, each with the reason, which is logged as a
    /// warning and shown as a test. There are none by default; a blank reason fails.
    protected Map<Law, String> optOuts() {
        return Map.of();
    }

    @TestFactory
    @DisplayName(HookRules.NAME)
    final Stream<DynamicNode> hooks() {
        return Cases.of(HookRules.NAME, subjectName(), cases -> new HookRules<>(this).kept(cases));
    }

    @TestFactory
    @DisplayName("M1 the empty state is the identity of merge")
    final Stream<DynamicNode> m1EmptyStateIsIdentity() {
        return law(Law.M1, (subject, cases) -> new MergeLaws<>(subject).identity(cases));
    }

    @TestFactory
    @DisplayName("M2 merge is associative")
    final Stream<DynamicNode> m2MergeIsAssociative() {
        return law(Law.M2, (subject, cases) -> new MergeLaws<>(subject).associative(cases));
    }

    @TestFactory
    @DisplayName("M3 merge is commutative")
    final Stream<DynamicNode> m3MergeIsCommutative() {
        return law(Law.M3, (subject, cases) -> new MergeLaws<>(subject).commutative(cases));
    }

    @TestFactory
    @DisplayName(
            "M4 every sharding, batching and order of the samples gives the same state and result")
    final Stream<DynamicNode> m4EveryShardingIsTheSame() {
        return law(Law.M4, (subject, cases) -> new ShardingLaws<>(subject).everySharding(cases));
    }

    @TestFactory
    @DisplayName("M5 forward(x) is the value of x alone and adds exactly x")
    final Stream<DynamicNode> m5ForwardAddsExactlyOneSample() {
        return law(Law.M5, (subject, cases) -> new ComputeLaws<>(subject).forward(cases));
    }

    @TestFactory
    @DisplayName("M6 compute changes nothing, can be repeated, and is never stale")
    final Stream<DynamicNode> m6ComputeIsPure() {
        return law(Law.M6, (subject, cases) -> new ComputeLaws<>(subject).compute(cases));
    }

    @TestFactory
    @DisplayName("M7 reset equals new")
    final Stream<DynamicNode> m7ResetEqualsNew() {
        return law(Law.M7, (subject, cases) -> new ComputeLaws<>(subject).reset(cases));
    }

    @TestFactory
    @DisplayName("M8 copy shares nothing")
    final Stream<DynamicNode> m8CopySharesNothing() {
        return law(Law.M8, (subject, cases) -> new MergeLaws<>(subject).copySharesNothing(cases));
    }

    @TestFactory
    @DisplayName("M9 merge leaves its argument as it was")
    final Stream<DynamicNode> m9MergeLeavesItsArgument() {
        return law(Law.M9, (subject, cases) -> new MergeLaws<>(subject).argumentStays(cases));
    }

    @TestFactory
    @DisplayName("M10 accumulate neither changes nor keeps its sample")
    final Stream<DynamicNode> m10SamplesBelongToTheCaller() {
        return law(
                Law.M10,
                (subject, cases) -> new SampleLaws<>(subject).samplesBelongToTheCaller(cases));
    }

    @TestFactory
    @DisplayName("M11 empty, absent and counted samples are reported as documented")
    final Stream<DynamicNode> m11SamplesAreReported() {
        return law(Law.M11, (subject, cases) -> new SampleLaws<>(subject).reported(cases));
    }

    @TestFactory
    @DisplayName("M12 a rejected sample throws and leaves the state as it was")
    final Stream<DynamicNode> m12RejectedSamplesLeaveNoTrace() {
        return law(Law.M12, (subject, cases) -> new RejectionLaws<>(subject).rejected(cases));
    }

    @TestFactory
    @DisplayName("M13 results equal an independent reference")
    final Stream<DynamicNode> m13ResultsEqualTheReference() {
        return law(Law.M13, (subject, cases) -> new ValueLaws<>(subject).reference(cases));
    }

    @TestFactory
    @DisplayName("M14 results lie in the declared range, a perfect sample scores the best value")
    final Stream<DynamicNode> m14ResultsLieInTheRange() {
        return law(Law.M14, (subject, cases) -> new ValueLaws<>(subject).range(cases));
    }

    @TestFactory
    @DisplayName(
            "M15 write and read round-trip and refuse foreign, truncated, newer or tampered bytes")
    final Stream<DynamicNode> m15SavedStatesComeBackWhole() {
        return law(Law.M15, (subject, cases) -> new FormatLaws<>(subject).format(cases));
    }

    @TestFactory
    @DisplayName("M16 merging other options is refused")
    final Stream<DynamicNode> m16OtherOptionsAreRefused() {
        return law(Law.M16, (subject, cases) -> new OptionLaws<>(subject).refused(cases));
    }

    private Stream<DynamicNode> law(Law law, BiConsumer<Subject<S, A, R>, Cases> author) {
        return Cases.of(
                law, subjectName(), optOuts(), cases -> author.accept(new Subject<>(this), cases));
    }

    private String subjectName() {
        return getClass().getSimpleName();
    }
}
