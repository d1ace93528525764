package dev.mensura.segmentation;

import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.PerClass;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.math.BigInteger;
import java.util.List;

/// The Matthews correlation coefficient: how target and prediction correlate, in `[-1, 1]`; higher
/// is better, 0 is chance.
///
/// ```java
/// MatthewsCorrelation mcc = MatthewsCorrelation.multiclass(3).ignoreLabels(255).build();
/// MatthewsCorrelation binary =
///         MatthewsCorrelation.binary().undefined(MatthewsCorrelation.Undefined.ZERO).build();
/// ```
///
/// Over the confusion matrix of all samples, with n its sum, c its diagonal, T and P its row and
/// column sums, it is (c n - sum(T P)) / sqrt((n^2 - sum(T^2)) (n^2 - sum(P^2))): Gorodkin's R_K,
/// which for two classes is (TP TN - FP FN) / sqrt((TP + FP) (TP + FN) (TN + FP) (TN + FN)). The
/// sums are exact integers. Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three
/// classes: 0.5774.
///
/// - A denominator of 0, where the target or the prediction has one class alone, or nothing was
///   counted, gives what [Undefined] says, `NaN` by default.
/// - MULTILABEL adds up the 2 x 2 matrices of all labels: one correlation over all elements of all
///   labels. `perClass` then has the correlation of each label by itself, under the same rule; the
///   other tasks have no values per class.
/// - The whole matrix is used: an ignored class has no row, but keeps its column.
/// - Labels outside the range that count as errors are one more class, whose row and column meet in
///   an empty cell.
/// - Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
///   MULTICLASS must be one-hot.
///
/// Peers: `MatthewsCorrCoef` of TorchMetrics 1.9, which has [Undefined#AGREEMENT], for MULTICLASS of
/// two classes as for BINARY; `matthews_corrcoef` of scikit-learn 1.9, which has [Undefined#ZERO]
/// and no MULTILABEL.
///
/// Source: Matthews, "Comparison of the predicted and observed secondary structure of T4 phage
/// lysozyme" (1975); Gorodkin, "Comparing two K-category assignments by a K-category correlation
/// coefficient" (2004).
public final class MatthewsCorrelation extends MatrixMetric<SegmentationResult> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder(
                            "matthews_correlation",
                            SegmentationSample.class,
                            SegmentationResult.class)
                    .summary("correlation of prediction and target")
                    .range(-1, 1)
                    .build();

    private final Undefined undefined;

    /// The value where the denominator is 0.
    public enum Undefined {
        /// `NaN`.
        NAN,
        /// 0.
        ZERO,
        /// In BINARY and MULTILABEL 1 if all elements are right, -1 if all are wrong, and
        /// otherwise, or without elements, 0; in MULTICLASS 0.
        AGREEMENT
    }

    private MatthewsCorrelation(Builder builder) {
        super(DESCRIPTOR, builder);
        this.undefined = builder.undefined;
    }

    /// Returns a builder for background 0 and foreground 1.
    public static Builder binary() {
        return new Builder(Task.BINARY, 1);
    }

    /// Returns a builder for the classes `0` to `numClasses - 1`.
    ///
    /// @throws IllegalArgumentException if `numClasses` is not in `[1, 65536]`
    public static Builder multiclass(int numClasses) {
        return new Builder(Task.MULTICLASS, numClasses);
    }

    /// Returns a builder for `numLabels` labels, each 0 or 1.
    ///
    /// @throws IllegalArgumentException if `numLabels` is not in `[1, 65536]`
    public static Builder multilabel(int numLabels) {
        return new Builder(Task.MULTILABEL, numLabels);
    }

    @Override
    public SegmentationResult evaluate(ConfusionMatrix state) {
        PerClass perLabel =
                rule().task() == Task.MULTILABEL
                        ? SegmentationFormulas.perClass(
                                state.planes(), label -> correlation(Margins.of(state, label)))
                        : PerClass.empty();
        return new SegmentationResult(
                correlation(Margins.of(state)), perLabel, state.evidence(rule()::isScored));
    }

    /// Returns the signed root of one quotient, which is in `[-1, 1]` however it is rounded.
    private double correlation(Margins margins) {
        BigInteger covariance =
                BigInteger.valueOf(margins.elements())
                        .multiply(BigInteger.valueOf(margins.agreements()))
                        .subtract(margins.products());
        BigInteger square = margins.squareOfElements();
        BigInteger variances =
                square.subtract(margins.squaresOfTargets())
                        .multiply(square.subtract(margins.squaresOfPredictions()));
        return variances.signum() == 0
                ? undefined(margins)
                : covariance.signum()
                        * Math.sqrt(covariance.pow(2).doubleValue() / variances.doubleValue());
    }

    private double undefined(Margins margins) {
        return switch (undefined) {
            case NAN -> Double.NaN;
            case ZERO -> 0;
            case AGREEMENT -> rule().task() == Task.MULTICLASS ? 0 : agreement(margins);
        };
    }

    private static double agreement(Margins margins) {
        boolean right = margins.agreements() > 0 && margins.disagreements() == 0;
        boolean wrong = margins.agreements() == 0 && margins.disagreements() > 0;
        return right ? 1 : wrong ? -1 : 0;
    }

    @Override
    protected MetricOptions options() {
        return super.options().with("undefined", undefined);
    }

    /// Collects the options of a [MatthewsCorrelation].
    public static final class Builder extends SegmentationBuilder<Builder> {
        private Undefined undefined = Undefined.NAN;

        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses);
        }

        /// Sets the value where the denominator is 0; NAN unless set.
        public Builder undefined(Undefined value) {
            this.undefined = value;
            return this;
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if an option does not fit the task
        @Override
        public MatthewsCorrelation build() {
            return new MatthewsCorrelation(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return withThreshold(super.settings())
                    .with(
                            MetricOption.choice("undefined", Undefined.class)
                                    .orElse(Undefined.NAN)
                                    .summary("the value where the denominator is 0"),
                            Builder::undefined);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [MatthewsCorrelation] under the name `matthews_correlation` and the aliases `mcc`,
    /// `phi` and `MatthewsCorrelation`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("mcc", "phi", "MatthewsCorrelation");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
