package dev.mensura.cli.evaluation;

import dev.mensura.api.Evidence;
import dev.mensura.api.MetricResults;
import dev.mensura.api.PerClass;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scores of one image by itself.
///
/// @param file the path of the image below its folder, with `/`
/// @param meanIoU mean IoU over the classes of this image, `NaN` over none
/// @param pixelAccuracy share of the counted pixels that are right, `NaN` if none was counted
/// @param iou IoU per class, `NaN` where it is undefined, ignored or excluded
/// @param evidence what was counted
/// @param metrics values of further metrics by alias
public record ImageScores(
        String file,
        double meanIoU,
        double pixelAccuracy,
        PerClass iou,
        Evidence evidence,
        Map<String, Double> metrics) {

    /// Copies the map.
    public ImageScores {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    static ImageScores of(
            String file, ReportMetrics standard, List<String> further, MetricResults results) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        further.forEach(alias -> metrics.put(alias, results.get(alias).value()));
        return new ImageScores(
                file,
                results.get(standard.iou()).value(),
                results.get(standard.pixelAccuracy()).value(),
                results.get(standard.iou()).perClass(),
                results.get(standard.iou()).evidence(),
                metrics);
    }
}
