package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.core.OverlapState;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.List;
import java.util.Set;

/// The balanced accuracy: the mean recall I / T over the n classes that occur in the target, in
/// `[0, 1]`; or, adjusted for chance, (mean - 1/n) / (1 - 1/n), in `[-1, 1]`. Higher is better;
/// adjusted, 0 is chance.
///
/// ```java
/// BalancedAccuracy balanced = BalancedAccuracy.builder(3).build();
/// BalancedAccuracy adjusted = BalancedAccuracy.builder(3).adjusted(true).build();
/// ```
///
/// I is the number of elements of a class that are right, T that of its elements in the target.
/// `perClass` holds I / T, never adjusted; `NaN` for classes that are not in the target, ignored or
/// excluded, which are not among the n either. Counts are summed up over all samples and divided
/// once.
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes: `[0.6667, 1, NaN]`,
/// balanced 0.8333, adjusted with n = 2 0.6667.
///
/// - Nothing counted at all gives `NaN`; a single class in the target, where no other answer could
///   have been wrong by chance, gives `NaN` adjusted.
/// - Samples are MULTICLASS pairs as listed at [dev.mensura.core.LabelRule]; mask stacks are
///   independent masks. Background and foreground are two classes here.
///
/// Called `balanced_accuracy_score` in scikit-learn 1.9, whose `adjusted` this equals.
/// [MeanAccuracy] is the unadjusted mean in other orders of averaging too.
///
/// Source: Brodersen et al., "The balanced accuracy and its posterior distribution" (2010); Guyon
/// et al., "Design of the 2015 ChaLearn AutoML challenge" (2015) for the adjustment.
public final class BalancedAccuracy extends OverlapMetric {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "balanced_accuracy", SegmentationSample.class, SegmentationResult.class)
                    .summary("mean over the classes of the target of the share that is found")
                    .range(0, 1)
                    .build();

    private static final MetricDescriptor ADJUSTED =
            MetricDescriptor.builder(
                            DESCRIPTOR.name(), SegmentationSample.class, SegmentationResult.class)
                    .summary(DESCRIPTOR.summary() + ", adjusted for chance")
                    .range(-1, 1)
                    .build();

    private final boolean adjusted;

    private BalancedAccuracy(Builder builder) {
        super(builder.adjusted ? ADJUSTED : DESCRIPTOR, new Recall.Ratio(), builder);
        this.adjusted = builder.adjusted;
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder builder(int numClasses) {
        return new Builder(numClasses);
    }

    @Override
    public SegmentationResult evaluate(OverlapState state) {
        SegmentationResult plain = super.evaluate(state);
        if (!adjusted) {
            return plain;
        }
        double chance = 1.0 / plain.evidence().validClasses().size();
        return new SegmentationResult(
                SegmentationFormulas.ratio(plain.value() - chance, 1 - chance),
                plain.perClass(),
                plain.evidence());
    }

    @Override
    protected MetricOptions options() {
        return super.options().with("adjusted", adjusted);
    }

    /// Collects the options of a [BalancedAccuracy].
    public static final class Builder extends OverlapBuilder<Builder> {
        private boolean adjusted;

        private Builder(int numClasses) {
            super(DESCRIPTOR, Task.MULTICLASS, numClasses, Average.MACRO, Double.NaN);
            untargetedInMean(false);
        }

        /// Says whether the value is adjusted for chance; not unless set.
        public Builder adjusted(boolean forChance) {
            this.adjusted = forChance;
            return this;
        }

        @Override
        public BalancedAccuracy build() {
            return new BalancedAccuracy(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return super.settings()
                    .with(
                            MetricOption.flag("adjusted")
                                    .orElse(false)
                                    .summary("whether chance scores 0 instead of 1 / classes"),
                            Builder::adjusted);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [BalancedAccuracy] under the name `balanced_accuracy` and the alias
    /// `BalancedAccuracy`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("BalancedAccuracy");
        }

        @Override
        protected Set<Task> tasks() {
            return Set.of(Task.MULTICLASS);
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(numClasses);
        }
    }
}
