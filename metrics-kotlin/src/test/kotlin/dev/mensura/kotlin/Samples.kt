package dev.mensura.kotlin

import dev.mensura.api.MetricCatalog
import dev.mensura.api.MetricDescriptor
import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import dev.mensura.segmentation.Accuracy
import dev.mensura.segmentation.Dice
import dev.mensura.segmentation.MeanIoU
import dev.mensura.segmentation.SegmentationResult
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList

private val sample =
    SegmentationSample(
        LabelMap.uint8(byteArrayOf(0, 1, 1, 1, 2, 2)),
        LabelMap.uint8(byteArrayOf(0, 0, 1, 1, 2, 2)),
    )

internal fun lookUp(): Double {
    val meanIoU =
        MetricCatalog.load()
            .create<SegmentationSample, SegmentationResult>("mean_iou", "numClasses" to 3)
    return meanIoU.score(sample).perClass()[0]
}

internal fun collect(): Map<String, Double> {
    val metrics =
        metricCollection<SegmentationSample> {
            add("iou", MeanIoU.builder(3).build())
            add("accuracy", Accuracy.multiclass(3).build())
        }
    return metrics.score(sample).asMap().mapValues { (_, result) -> result.value() }
}

internal fun describe(): MetricDescriptor =
    metricDescriptor<SegmentationSample, SegmentationResult>(
        "boundary_error",
        summary = "share of the boundary that is missed",
        range = 0.0..1.0,
        lowerIsBetter = true,
    )

internal suspend fun fold(samples: Flow<SegmentationSample>): Double =
    samples.score(MeanIoU.builder(3).build(), parallelism = 4).value()

internal suspend fun follow(samples: Flow<SegmentationSample>): List<Double> =
    samples.runningScores(MeanIoU.builder(3).build()).map { it.value() }.toList()

internal fun operators(): Double {
    val iou = MeanIoU.builder(3).build()
    val dice = Dice.multiclass(3).build()
    val gap = 100 * (dice - iou)
    return gap.score(sample).value()
}
