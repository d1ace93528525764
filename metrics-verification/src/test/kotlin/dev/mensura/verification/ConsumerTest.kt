package dev.mensura.verification

import dev.mensura.api.Evidence
import dev.mensura.api.Metric
import dev.mensura.api.MetricCatalog
import dev.mensura.api.MetricCollection
import dev.mensura.api.MetricResults
import dev.mensura.api.MetricDefinition
import dev.mensura.api.MetricDescriptor
import dev.mensura.api.MetricOption
import dev.mensura.api.MetricOptionException
import dev.mensura.api.MetricOptions
import dev.mensura.api.MetricResult
import dev.mensura.api.PerClass
import dev.mensura.api.SampleRejectedException
import dev.mensura.core.ConfusionMatrix
import dev.mensura.core.ConfusionTally
import dev.mensura.core.LabelPolicy
import dev.mensura.core.LabelRule
import dev.mensura.core.OverlapState
import dev.mensura.core.input.LabelMap
import dev.mensura.core.input.SegmentationSample
import dev.mensura.segmentation.Aggregation
import dev.mensura.segmentation.Average
import dev.mensura.segmentation.CohenKappa
import dev.mensura.segmentation.Dice
import dev.mensura.segmentation.JaccardIndex
import dev.mensura.segmentation.MeanIoU
import dev.mensura.segmentation.Profile
import dev.mensura.segmentation.SegmentationResult
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** The library as a Kotlin application sees it, compiled with strict nullness and no warning. */
class ConsumerTest {
    private val iou: MeanIoU = MeanIoU.builder(3).build()
    private val first = sample(byteArrayOf(0, 1, 1, 1), target = byteArrayOf(0, 0, 1, 1))
    private val second = sample(byteArrayOf(0, 0, 0, 1), target = byteArrayOf(0, 0, 0, 0))

    private fun sample(prediction: ByteArray, target: ByteArray) =
        SegmentationSample(LabelMap.uint8(prediction), LabelMap.uint8(target))

    @Test
    fun `a builder reads as an apply block`() {
        val foreground =
            MeanIoU.builder(3)
                .apply {
                    ignoreLabels(255)
                    includeBackground(false)
                    aggregation(Aggregation.PER_IMAGE_THEN_MEAN)
                    absentValue(0.0)
                }
                .build()
        assertThat(foreground).isNotEqualTo(iou)
        val jaccard = JaccardIndex.multiclass(3).apply { average(Average.MICRO) }.build()
        assertThat(jaccard.score(first).value()).isEqualTo(3 / 5.0)
    }

    @Test
    fun `profiles, policies and evidence read as Kotlin`() {
        val likeMonai =
            Dice.multiclass(3)
                .apply {
                    profile(Profile.MONAI)
                    labelPolicy(LabelPolicy.IGNORE_PIXEL)
                }
                .build()
        val metric = likeMonai.newMetric()
        metric.updateAll(listOf(first, second, sample(byteArrayOf(9, 0), byteArrayOf(0, 0))))
        val evidence: Evidence = metric.compute().evidence()
        assertThat(evidence.outOfRange()).isEqualTo(1)
        assertThat(evidence.supports()[0]).isEqualTo(7)
        assertThat(0 in evidence.validClasses()).isTrue()

        val names: List<String> = Profile.all().map { it.name() }
        assertThat(Profile.named("monai").name() in names).isTrue()
        val kappa: CohenKappa = CohenKappa.multiclass(2).build()
        val matrix = kappa.tally().stateOf(arrayOf(longArrayOf(2, 1), longArrayOf(0, 1)))
        assertThat(matrix[0, 1]).isEqualTo(1)
        assertThat(kappa.evaluate(matrix).value()).isEqualTo(0.5)
    }

    @Test
    fun `ignored labels are a vararg or a set, excluded classes a vararg`() {
        val asVararg = MeanIoU.builder(3).ignoreLabels(0, 255).excludedClasses(1).build()
        val asSet =
            MeanIoU.builder(3).ignoreLabels(setOf(0L, 255L)).excludedClasses(*intArrayOf(1)).build()
        assertThat(asVararg).isEqualTo(asSet)
        assertThat(MeanIoU.builder(2).labelMapping(mapOf(255L to 1L)).build()).isNotNull()
    }

    @Test
    fun `a metric is called like a function`() {
        val metric: Metric<SegmentationSample, SegmentationResult> = iou.newMetric()
        assertThat(metric(first).value()).isEqualTo((1 / 2.0 + 2 / 3.0) / 2)
        metric.update(second)
        val result: SegmentationResult = metric.compute()
        val perClass: PerClass = result.perClass()
        assertThat(result.value()).isEqualTo((4 / 6.0 + 1 / 2.0) / 2)
        assertThat(perClass[1]).isEqualTo(1 / 2.0)
        assertThat(result.support(0)).isEqualTo(6)
        assertThat(metric.samples()).isEqualTo(2)
        metric.updateAll(listOf(first, second))
        assertThat(metric.forwardAll(emptyList()).value()).isNaN()
        assertThat(metric.samples()).isEqualTo(4)
    }

    @Test
    fun `states add up with plus`() {
        val tally = iou.tally()
        val a: OverlapState = tally.newState().also { tally.accumulate(it, first) }
        val b: OverlapState = tally.newState().also { tally.accumulate(it, second) }
        val sum: OverlapState = a + b
        assertThat(sum.samples()).isEqualTo(2)
        assertThat(sum).isEqualTo(b + a)
        assertThat(iou.evaluate(sum).value()).isEqualTo((4 / 6.0 + 1 / 2.0) / 2)
        var growing = tally.newState()
        growing += a
        assertThat(growing).isEqualTo(a)
    }

    @Test
    fun `a matrix is read by target and prediction`() {
        val tally = ConfusionTally.of(LabelRule.multiclass(2).build())
        val matrix: ConfusionMatrix = tally.newState()
        tally.accumulate(matrix, first)
        assertThat(matrix[0, 1]).isEqualTo(1L)
        assertThat(matrix[1, 1]).isEqualTo(2L)
        val map = LabelMap.uint8(byteArrayOf(0, -1))
        assertThat(map[1]).isEqualTo(255L)
    }

    @Test
    fun `results are read by name and by definition`() {
        val foreground = MeanIoU.builder(3).includeBackground(false).build()
        val collection: MetricCollection<SegmentationSample> =
            MetricCollection.builder<SegmentationSample>()
                .apply {
                    add("iou", iou)
                    add(JaccardIndex.multiclass(3).build())
                    add("foreground", foreground)
                }
                .build()
        val metrics: Metric<SegmentationSample, MetricResults> = collection.newMetric()
        metrics.update(first)
        val results = metrics(second)
        val byName: MetricResult = results["iou"]
        val byDefinition: SegmentationResult = results[foreground]
        assertThat(byName.value()).isEqualTo(3 / 4.0 / 2)
        assertThat(byDefinition.perClass()[0]).isNaN()
        assertThat(collection.members().keys).containsExactly("iou", "jaccard_index", "foreground")
        assertThat(results.asMap().map { (name, result) -> name to result.value() }).hasSize(3)
        assertThrows<NoSuchElementException> { results["iuo"] }
    }

    @Test
    fun `metrics are found by name`() {
        val catalog = MetricCatalog.load()
        val names: Set<String> = catalog.names()
        assertThat("mean_iou" in names).isTrue()
        val problems: List<String> = catalog.problems()
        assertThat(problems).isEmpty()
        val options = MetricOptions.none().with("numClasses", 3).with("ignoreLabels", setOf(255L))
        val typed: MetricDefinition<SegmentationSample, *, SegmentationResult> =
            catalog.create(
                "mean_iou",
                SegmentationSample::class.java,
                SegmentationResult::class.java,
                options,
            )
        val result: SegmentationResult = typed.newMetric()(first)
        assertThat(result).isEqualTo(MeanIoU.builder(3).ignoreLabels(255).build().score(first))
        val untyped =
            catalog.create(
                "miou",
                SegmentationSample::class.java,
                MetricResult::class.java,
                options,
            )
        assertThat(untyped.score(first).value()).isEqualTo(result.value())
        val refused = assertThrows<MetricOptionException> {
            catalog.create(
                "mean_iou",
                SegmentationSample::class.java,
                MetricResult::class.java,
                MetricOptions.none().with("numClass", 3),
            )
        }
        assertThat(refused.message).contains("numClasses")
        assertThrows<IllegalArgumentException> { catalog.provider("mean_uoi") }
    }

    @Test
    fun `what may be missing is an Optional and never null`() {
        val descriptor: MetricDescriptor = MetricCatalog.load().provider("mean_iou").descriptor()
        assertThat(descriptor.sampleType().kotlin).isEqualTo(SegmentationSample::class)
        val rate: MetricOption<Double> = MetricOption.number("rate", 0.0, 1.0).orElse(0.5)
        val given: Double = MetricOptions.none().with("rate", "0.25")[rate]
        val default: Double = MetricOptions.none()[rate]
        assertThat(given + default).isEqualTo(0.75)
        val even: MetricOption<Int> = MetricOption.of("even", "an even number") { given ->
            (given as? Int)?.takeIf { it % 2 == 0 }
        }
        val none: Int? = MetricOptions.none().find(even).orElse(null)
        assertThat(none).isNull()
    }

    @Test
    fun `a parallel stream collects`() {
        val samples = List(50) { if (it % 2 == 0) first else second }
        val all: SegmentationResult = samples.parallelStream().collect(iou.collector())
        assertThat(all.value()).isEqualTo((4 / 6.0 + 1 / 2.0) / 2)
        assertThat(all.evidence().samples()).isEqualTo(50)
    }

    @Test
    fun `a collection rejects all or nothing`() {
        val metric = iou.newMetric()
        val wrong = sample(byteArrayOf(0, 1, 1, 7), target = byteArrayOf(0, 0, 1, 1))
        val samples = listOf(first, wrong)
        val refused = assertThrows<SampleRejectedException> { metric.updateAll(samples) }
        assertThat(refused.message).contains("1")
        assertThat(metric.samples()).isZero()
        metric.update(first)
        val saved: ByteArray = metric.save()
        val restored = iou.newMetric().apply { load(saved) }
        assertThat(restored.compute()).isEqualTo(metric.compute())
        restored.merge(metric)
        assertThat(restored.samples()).isEqualTo(2)
    }
}
