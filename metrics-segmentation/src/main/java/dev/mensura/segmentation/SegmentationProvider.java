package dev.mensura.segmentation;

import dev.mensura.api.MetricDefinition;
import dev.mensura.api.MetricDescriptor;
import dev.mensura.api.MetricOption;
import dev.mensura.api.MetricOptionException;
import dev.mensura.api.MetricOptions;
import dev.mensura.api.MetricProvider;
import dev.mensura.api.OptionSchema;
import dev.mensura.core.Task;
import dev.mensura.core.input.SegmentationSample;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Offers a metric of this module by name: descriptor and options are those of its builder.
///
/// Where a metric has several tasks and `task` is left out, it is MULTICLASS if `numClasses` is
/// given, else BINARY; MULTICLASS and MULTILABEL need `numClasses`.
///
/// ## For implementers
///
/// A subclass is public with a public constructor that does nothing, and listed in
/// `META-INF/services/dev.mensura.api.MetricProvider`. It adds [#builder], [#aliases], and [#tasks]
/// unless they are all.
///
/// @param <B> the builder of the metric
public abstract class SegmentationProvider<B extends SegmentationBuilder<B>>
        implements MetricProvider {

    /// For subclasses.
    protected SegmentationProvider() {}

    /// Returns a new builder of the metric.
    ///
    /// @param task one of [#tasks]
    /// @param numClasses number of classes or labels, 1 for BINARY
    protected abstract B builder(Task task, int numClasses);

    /// Returns what the metric can be computed for, all tasks unless overridden; where it is one
    /// alone, `task` is no option.
    protected Set<Task> tasks() {
        return EnumSet.allOf(Task.class);
    }

    @Override
    public final MetricDescriptor descriptor() {
        return anyBuilder().descriptor();
    }

    @Override
    public final OptionSchema options() {
        List<MetricOption<?>> options = new ArrayList<>();
        if (tasks().size() > 1) {
            options.add(SegmentationOptions.TASK);
            options.add(SegmentationOptions.NUM_CLASSES);
        } else {
            options.add(SegmentationOptions.NUM_CLASSES.required().summary("number of classes"));
        }
        options.add(SegmentationOptions.PROFILE);
        options.addAll(anyBuilder().settings().options());
        return OptionSchema.of(options.toArray(MetricOption[]::new));
    }

    private B anyBuilder() {
        return builder(tasks().iterator().next(), 1);
    }

    @Override
    public final MetricDefinition<SegmentationSample, ?, ?> create(MetricOptions options) {
        Task task = task(options);
        int numClasses = task == Task.BINARY ? 1 : options.get(SegmentationOptions.NUM_CLASSES);
        B builder = builder(task, numClasses);
        options.find(SegmentationOptions.PROFILE).ifPresent(builder::profile);
        builder.settings().apply(builder, options);
        return builder.build();
    }

    private Task task(MetricOptions options) {
        Set<Task> tasks = tasks();
        if (tasks.size() == 1) {
            return tasks.iterator().next();
        }
        Task implied =
                options.find(SegmentationOptions.NUM_CLASSES).isPresent()
                        ? Task.MULTICLASS
                        : Task.BINARY;
        Task task = options.find(SegmentationOptions.TASK).orElse(implied);
        if (!tasks.contains(task)) {
            throw new MetricOptionException(
                    SegmentationOptions.TASK.name(), "one of " + tasks, task.name());
        }
        return task;
    }
}
