package dev.mensura.benchmarks;

import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.MutableOutputInfo;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelConfusionMatrix;
import org.tribuo.impl.ArrayExample;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/// The confusion matrix of Tribuo, the peer on the JVM. It takes one object per prediction; those of
/// equal classes are one object here, made beforehand, and ignored pixels are taken out beforehand,
/// so what is measured is its counting alone.
final class TribuoMatrix {
    static final String NAME = "Tribuo LabelConfusionMatrix";

    private final ImmutableOutputInfo<Label> domain;
    private final List<Prediction<Label>> predictions;
    private final int classes;

    TribuoMatrix(MaskPair pair, int classes) {
        this.classes = classes;
        MutableOutputInfo<Label> seen = new LabelFactory().generateInfo();
        List<Label> labels = new ArrayList<>();
        for (int label = 0; label < classes; label++) {
            labels.add(new Label(Integer.toString(label)));
            seen.observe(labels.getLast());
        }
        domain = seen.generateImmutableOutputInfo();
        List<Prediction<Label>> pairs = new ArrayList<>();
        for (int cell = 0; cell < classes * classes; cell++) {
            Example<Label> truth = new ArrayExample<>(labels.get(cell / classes));
            pairs.add(new Prediction<>(labels.get(cell % classes), 0, truth));
        }
        predictions = predictions(pair, pairs);
    }

    private List<Prediction<Label>> predictions(MaskPair pair, List<Prediction<Label>> pairs) {
        int[] cells = new int[pair.target().length];
        int counted = 0;
        for (int i = 0; i < cells.length; i++) {
            int label = pair.target()[i] & 0xFF;
            if (label != Texture.IGNORED) {
                cells[counted++] = label * classes + (pair.prediction()[i] & 0xFF);
            }
        }
        int size = counted;
        return new AbstractList<>() {
            @Override
            public Prediction<Label> get(int index) {
                return pairs.get(cells[index]);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    LabelConfusionMatrix count() {
        return new LabelConfusionMatrix(domain, predictions);
    }

    /// Returns what it counts, `[target * C + prediction]`.
    long[] counts() {
        LabelConfusionMatrix matrix = count();
        long[] counts = new long[classes * classes];
        for (int cell = 0; cell < counts.length; cell++) {
            Label target = new Label(Integer.toString(cell / classes));
            Label prediction = new Label(Integer.toString(cell % classes));
            counts[cell] = (long) matrix.confusion(prediction, target);
        }
        return counts;
    }
}
