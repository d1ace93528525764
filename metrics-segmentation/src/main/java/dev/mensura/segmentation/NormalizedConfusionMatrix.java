package dev.mensura.segmentation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricResult;
import dev.mensura.core.CellVisitor;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.SegmentationFormulas;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/// The confusion matrix as counts and as shares: how often, or how much of what, each target class
/// was predicted as each class. Rows are targets, columns predictions.
///
/// ```java
/// NormalizedConfusionMatrix confusion =
///         NormalizedConfusionMatrix.multiclass(3)
///                 .normalize(NormalizedConfusionMatrix.Normalization.TARGET)
///                 .build();
/// confusion.score(sample).get(0, 1);   // share of class 0 that was predicted as 1
/// confusion.score(sample).count(0, 1); // how many elements that is
/// ```
///
/// MULTICLASS has one plane of C x C cells. BINARY has one of 2 x 2, and MULTILABEL one per label,
/// each normalised by itself: row and column 1 are the label, 0 its absence.
///
/// Example: target 0 0 1 1 0 0 0 0, prediction 0 1 1 1 0 0 0 1, three classes:
///
/// | normalize | divides by | gives |
/// |---|---|---|
/// | NONE | 1 | `[[4, 2, 0], [0, 2, 0], [0, 0, 0]]` |
/// | TARGET | sum of the row | `[[0.6667, 0.3333, 0], [0, 1, 0], [0, 0, 0]]` |
/// | PREDICTION | sum of the column | `[[1, 0.5, 0], [0, 0.5, 0], [0, 0, 0]]` |
/// | ALL | sum of the plane | `[[0.5, 0.25, 0], [0, 0.25, 0], [0, 0, 0]]` |
///
/// - A share is 0 where the divisor is 0; so are those in the row of an ignored class, whose column
///   stays: it may be predicted elsewhere.
/// - `value`, by which a matrix can be tracked, is the share of all counted elements that are on
///   the diagonal, whatever the normalisation, in `[0, 1]`; higher is better. It is `NaN` when
///   nothing was counted. In the example it is 0.75. There are no values per class.
/// - Labels outside the range that count as errors are in no cell, but in the divisors: an element
///   with such a prediction belongs to its row, one with such a target to its column. The result
///   lists both.
/// - Samples are pairs of the task as listed at [dev.mensura.core.LabelRule]; mask stacks in
///   MULTICLASS must be one-hot.
///
/// Peers: `confusion_matrix` of scikit-learn 1.9 and `ConfusionMatrix` of TorchMetrics 1.9,
/// `normalize` `None`, `"true"`, `"pred"` and `"all"`; for MULTILABEL
/// `multilabel_confusion_matrix`.
///
/// Source: Stehman, "Selecting and interpreting measures of thematic classification accuracy"
/// (1997).
public final class NormalizedConfusionMatrix
        extends MatrixMetric<NormalizedConfusionMatrix.Result> {
    private static final MetricDescriptor DESCRIPTOR =
            MetricDescriptor.builder("confusion_matrix", SegmentationSample.class, Result.class)
                    .summary("counts and shares of predicted classes per target class")
                    .range(0, 1)
                    .build();

    private final Normalization normalization;

    /// What the counts are divided by.
    public enum Normalization {
        /// By nothing.
        NONE,
        /// By how many elements have the class of the row in the target: the diagonal is the
        /// recall.
        TARGET,
        /// By how many elements have the class of the column in the prediction: the diagonal is the
        /// precision.
        PREDICTION,
        /// By how many elements were counted.
        ALL
    }

    private NormalizedConfusionMatrix(Builder builder) {
        super(DESCRIPTOR, builder);
        this.normalization = builder.normalization;
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
    public Result evaluate(ConfusionMatrix state) {
        return new Result(state.copy(), normalization, state.evidence(rule()::isScored));
    }

    @Override
    protected MetricOptions options() {
        return super.options().with("normalize", normalization);
    }

    /// A confusion matrix with counts and shares; see [NormalizedConfusionMatrix]. Takes the memory
    /// of a [ConfusionMatrix].
    public static final class Result implements MetricResult {
        /// A copy that nobody else has.
        private final ConfusionMatrix counts;

        private final Normalization normalization;
        private final Evidence evidence;
        private final Margins[] planes;
        private final double value;

        private Result(ConfusionMatrix counts, Normalization normalization, Evidence evidence) {
            this.counts = counts;
            this.normalization = normalization;
            this.evidence = evidence;
            this.planes = new Margins[counts.planes()];
            for (int plane = 0; plane < planes.length; plane++) {
                planes[plane] = planes.length == 1 ? Margins.of(counts) : Margins.of(counts, plane);
            }
            long agreements = 0;
            for (Margins plane : planes) {
                agreements += plane.agreements();
            }
            this.value = SegmentationFormulas.ratio(agreements, evidence.elements());
        }

        /// Returns the share of counted elements on the diagonal, of all planes together; `NaN`
        /// when nothing was counted.
        @Override
        public double value() {
            return value;
        }

        @Override
        public Evidence evidence() {
            return evidence;
        }

        /// Returns the number of planes: one, but one per label for MULTILABEL.
        public int planes() {
            return counts.planes();
        }

        /// Returns the number of rows, which is that of columns, of a plane: `numClasses` for
        /// MULTICLASS, else 2.
        public int size() {
            return counts.size();
        }

        /// Returns what the counts are divided by.
        public Normalization normalization() {
            return normalization;
        }

        /// Returns the share of class `target` predicted as `prediction`, in the only plane: the
        /// count itself for NONE. Kotlin: `result[target, prediction]`.
        ///
        /// @throws IndexOutOfBoundsException if one is not in `[0, size)`
        /// @throws IllegalStateException if there are more planes
        public double get(int target, int prediction) {
            return share(0, target, prediction, counts.get(target, prediction));
        }

        /// Returns the share of class `target` predicted as `prediction`, in one plane.
        ///
        /// @param label the label for MULTILABEL, else 0
        /// @throws IndexOutOfBoundsException if `label` is not in `[0, planes)`, or one of the
        ///     others not in `[0, size)`
        public double get(int label, int target, int prediction) {
            return share(label, target, prediction, counts.get(label, target, prediction));
        }

        private double share(int plane, int target, int prediction, long count) {
            Margins margins = planes[plane];
            long divisor =
                    switch (normalization) {
                        case NONE -> 1;
                        case TARGET -> margins.target(target);
                        case PREDICTION -> margins.prediction(prediction);
                        case ALL -> margins.elements();
                    };
            return divisor == 0 ? 0 : SegmentationFormulas.ratio(count, divisor);
        }

        /// Returns how many elements of class `target` were predicted as `prediction`, in the only
        /// plane.
        ///
        /// @throws IndexOutOfBoundsException if one is not in `[0, size)`
        /// @throws IllegalStateException if there are more planes
        public long count(int target, int prediction) {
            return counts.get(target, prediction);
        }

        /// Returns how many elements of class `target` were predicted as `prediction`, in one
        /// plane.
        ///
        /// @param label the label for MULTILABEL, else 0
        /// @throws IndexOutOfBoundsException if `label` is not in `[0, planes)`, or one of the
        ///     others not in `[0, size)`
        public long count(int label, int target, int prediction) {
            return counts.get(label, target, prediction);
        }

        /// Returns how many elements of class `target` have a prediction outside the range that
        /// counts as an error; they are in no cell.
        ///
        /// @throws IndexOutOfBoundsException if `target` is not in `[0, size)`
        public long outsidePredictions(int target) {
            return counts.outsidePredictions(target);
        }

        /// Returns how many elements predicted as class `prediction` have a target outside the
        /// range that counts as an error; they are in no cell.
        ///
        /// @throws IndexOutOfBoundsException if `prediction` is not in `[0, size)`
        public long outsideTargets(int prediction) {
            return counts.outsideTargets(prediction);
        }

        /// Returns the shares in the only plane as a new array `[target][prediction]`.
        ///
        /// @throws IllegalStateException if there are more planes, or more than
        ///     [ConfusionMatrix#MAX_ARRAY_CLASSES] classes
        public double[][] toArray() {
            return shares(0, counts.toArray());
        }

        /// Returns the shares in one plane as a new array `[target][prediction]`.
        ///
        /// @param label the label for MULTILABEL, else 0
        /// @throws IndexOutOfBoundsException if `label` is not in `[0, planes)`
        /// @throws IllegalStateException if there are more than [ConfusionMatrix#MAX_ARRAY_CLASSES]
        ///     classes
        public double[][] toArray(int label) {
            return shares(label, counts.toArray(label));
        }

        private double[][] shares(int plane, long[][] cells) {
            double[][] shares = new double[cells.length][cells.length];
            for (int t = 0; t < cells.length; t++) {
                for (int p = 0; p < cells.length; p++) {
                    shares[t][p] = share(plane, t, p, cells[t][p]);
                }
            }
            return shares;
        }

        /// Shows `visitor` every cell that has elements, with their number, by plane, target and
        /// prediction in ascending order.
        public void forEachCount(CellVisitor visitor) {
            counts.forEachCell(visitor);
        }

        /// Returns the counts in the only plane as a new array `[target][prediction]`.
        ///
        /// @throws IllegalStateException if there are more planes, or more than
        ///     [ConfusionMatrix#MAX_ARRAY_CLASSES] classes
        public long[][] toCounts() {
            return counts.toArray();
        }

        /// Returns the counts in one plane as a new array `[target][prediction]`.
        ///
        /// @param label the label for MULTILABEL, else 0
        /// @throws IndexOutOfBoundsException if `label` is not in `[0, planes)`
        /// @throws IllegalStateException if there are more than [ConfusionMatrix#MAX_ARRAY_CLASSES]
        ///     classes
        public long[][] toCounts(int label) {
            return counts.toArray(label);
        }

        /// Returns whether both have the same counts, normalisation and evidence.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Result that
                    && normalization == that.normalization
                    && evidence.equals(that.evidence)
                    && counts.equals(that.counts);
        }

        @Override
        public int hashCode() {
            return 31 * counts.hashCode() + normalization.hashCode();
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("NormalizedConfusionMatrix.Result[value=");
            text.append(value).append(", normalization=").append(normalization);
            if (size() > ConfusionMatrix.MAX_ARRAY_CLASSES) {
                text.append(", counts=").append(counts);
                return text.append(", evidence=").append(evidence).append("]").toString();
            }
            for (int plane = 0; plane < planes(); plane++) {
                text.append(planes() > 1 ? ", label " + plane + " " : ", ")
                        .append("[target][prediction]=")
                        .append(Arrays.deepToString(toArray(plane)));
            }
            return text.append(", evidence=").append(evidence).append("]").toString();
        }
    }

    /// Collects the options of a [NormalizedConfusionMatrix].
    public static final class Builder extends SegmentationBuilder<Builder> {
        private Normalization normalization = Normalization.NONE;

        private Builder(Task task, int numClasses) {
            super(DESCRIPTOR, task, numClasses);
        }

        /// Sets what the counts are divided by; NONE unless set.
        public Builder normalize(Normalization by) {
            this.normalization = by;
            return this;
        }

        /// Returns the metric.
        ///
        /// @throws IllegalArgumentException if an option does not fit the task
        @Override
        public NormalizedConfusionMatrix build() {
            return new NormalizedConfusionMatrix(this);
        }

        @Override
        protected Settings<Builder> settings() {
            return withThreshold(super.settings())
                    .with(
                            MetricOption.choice("normalize", Normalization.class)
                                    .orElse(Normalization.NONE)
                                    .summary("what the counts are divided by"),
                            Builder::normalize);
        }

        @Override
        protected Builder self() {
            return this;
        }
    }

    /// Offers [NormalizedConfusionMatrix] under the name `confusion_matrix` and the aliases
    /// `confusion` and `ConfusionMatrix`.
    public static final class Provider extends SegmentationProvider<Builder> {

        /// Made by `ServiceLoader`.
        public Provider() {}

        @Override
        public List<String> aliases() {
            return List.of("confusion", "ConfusionMatrix");
        }

        @Override
        protected Builder builder(Task task, int numClasses) {
            return new Builder(task, numClasses);
        }
    }
}
