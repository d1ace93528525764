package com.example.omission;

import dev.mensura.api.MetricDefinition;
import dev.mensura.core.ConfusionMatrix;
import dev.mensura.core.input.LabelMap;
import dev.mensura.core.input.SegmentationSample;
import dev.mensura.testkit.Expected;
import dev.mensura.testkit.MetricContract;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class OmissionRateTest
        extends MetricContract<SegmentationSample, ConfusionMatrix, OmissionRate.Result> {
    private static final int VOID = 255;

    @Override
    protected MetricDefinition<SegmentationSample, ConfusionMatrix, OmissionRate.Result>
            definition() {
        return OmissionRate.of(3, Set.of(255L));
    }

    @Override
    protected MetricDefinition<SegmentationSample, ConfusionMatrix, OmissionRate.Result>
            otherOptions() {
        return OmissionRate.of(3, Set.of());
    }

    @Override
    protected List<SegmentationSample> goodSamples() {
        return List.of(
                sample(bytes(0, 0, 1, 2), bytes(0, 1, 2, 2)),
                sample(bytes(0, 0, 2), bytes(1, VOID, 0)),
                sample(bytes(1, 9), bytes(VOID, VOID)),
                sample(bytes(0, 0), bytes(1, 2)),
                sample(bytes(), bytes()));
    }

    @Override
    protected List<SegmentationSample> rejectedSamples() {
        return List.of(sample(bytes(1, 3), bytes(1, 1)), sample(bytes(1, 2), bytes(1, 3)));
    }

    @Override
    protected List<SegmentationSample> perfectSamples() {
        return List.of(sample(bytes(0, 1, 2), bytes(0, 1, 2)));
    }

    @Override
    protected Object sampleFingerprint(SegmentationSample sample) {
        return List.of(labels(sample.prediction()), labels(sample.target()));
    }

    @Override
    protected void scribbleOver(SegmentationSample sample) {
        LabelMap prediction = (LabelMap) sample.prediction();
        for (long at = 0; at < prediction.segment().byteSize(); at++) {
            byte label = prediction.segment().get(ValueLayout.JAVA_BYTE, at);
            prediction.segment().set(ValueLayout.JAVA_BYTE, at, (byte) (label ^ 1));
        }
    }

    @Override
    protected Expected reference(List<SegmentationSample> samples) {
        double omitted = 0;
        double objects = 0;
        for (SegmentationSample sample : samples) {
            List<Long> predictions = labels(sample.prediction());
            List<Long> targets = labels(sample.target());
            for (int i = 0; i < targets.size(); i++) {
                boolean object = targets.get(i) == 1 || targets.get(i) == 2;
                objects += object ? 1 : 0;
                omitted += object && predictions.get(i) == 0 ? 1 : 0;
            }
        }
        return Expected.of(omitted / objects);
    }

    private static List<Long> labels(Object map) {
        LabelMap labels = (LabelMap) map;
        List<Long> all = new ArrayList<>();
        for (long at = 0; at < labels.segment().byteSize(); at++) {
            all.add(labels.get(at));
        }
        return all;
    }

    private static SegmentationSample sample(byte[] prediction, byte[] target) {
        return new SegmentationSample(LabelMap.uint8(prediction), LabelMap.uint8(target));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
