package dev.mensura.segmentation;

import dev.mensura.api.MetricOptions;
import dev.mensura.core.Task;

import java.util.List;

/// The conventions of a tool: which classes enter a mean, what 0/0 is, in which order things are
/// averaged, as options of our metrics.
///
/// ```java
/// MeanIoU meanIoU = MeanIoU.builder(19).ignoreLabels(255).profile(Profile.MONAI).build();
/// Profile.named("monai").options("mean_iou", Task.MULTICLASS);   // what that sets
/// ```
///
/// A profile reproduces a tool's choices, not its faults; the documentation of each lists both.
/// Whatever the profile: an ignored label inside the range is not scored, vectors have one value per
/// class, undefined is `NaN`.
///
/// ## For implementers
///
/// List the class in `META-INF/services/dev.mensura.segmentation.Profile`; it must be public with a
/// public constructor without parameters.
public interface Profile {
    /// TorchMetrics 1.9; see [TorchMetricsProfile].
    Profile TORCHMETRICS = new TorchMetricsProfile();

    /// mmsegmentation 1.2; see [MmsegProfile].
    Profile MMSEG = new MmsegProfile();

    /// Hugging Face evaluate; see [HuggingFaceProfile].
    Profile HUGGING_FACE = new HuggingFaceProfile();

    /// MONAI 1.5; see [MonaiProfile].
    Profile MONAI = new MonaiProfile();

    /// The Cityscapes benchmark; see [CityscapesProfile].
    Profile CITYSCAPES = new CityscapesProfile();

    /// scikit-learn 1.9; see [SklearnProfile].
    Profile SKLEARN = new SklearnProfile();

    /// Keras 3; see [KerasProfile].
    Profile KERAS = new KerasProfile();

    /// Returns the name, in capitals with words joined by `_`, for example `HUGGING_FACE`.
    String name();

    /// Returns one line that says whose conventions these are.
    String summary();

    /// Returns the options by which a metric is read out as the tool does. Options that the metric
    /// does not have, and thresholds in MULTICLASS, are passed over, so one answer may serve many metrics.
    ///
    /// @param metric the name of the metric, for example `mean_iou`
    /// @param task what a label stands for
    MetricOptions options(String metric, Task task);

    /// Returns the profile called `name`, in any case, `-` standing for `_`; found by
    /// `ServiceLoader`, as all profiles are.
    ///
    /// @throws IllegalArgumentException if there is none, or more than one, naming those there are
    static Profile named(String name) {
        return Profiles.load().named(name);
    }

    /// Returns all profiles in the order of their names.
    static List<Profile> all() {
        return Profiles.load().all();
    }

    /// Returns one line for each profile that failed to load.
    static List<String> problems() {
        return Profiles.load().problems();
    }
}
