package dev.mensura.segmentation;

/// The formulas of the overlap metrics once more, over the four cells of a class against all others.
enum Formula {
    IOU {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {tp, tp + fp + fn};
        }
    },
    DICE {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {2 * tp, 2 * tp + fp + fn};
        }
    },
    PRECISION {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {tp, tp + fp};
        }
    },
    RECALL {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {tp, tp + fn};
        }
    },
    SPECIFICITY {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {tn, tn + fp};
        }
    },
    NEGATIVE_PREDICTIVE_VALUE {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {tn, tn + fn};
        }
    },
    F_TWO {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {5 * tp, 5 * tp + 4 * fn + fp};
        }
    },
    F_HALF {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {1.25 * tp, 1.25 * tp + 0.25 * fn + fp};
        }
    },
    ACCURACY {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            return new double[] {tp + tn, tp + fp + fn + tn};
        }
    },
    VOLUMETRIC_SIMILARITY {
        @Override
        double[] parts(double tp, double fp, double fn, double tn) {
            double sizes = 2 * tp + fp + fn;
            return new double[] {sizes - Math.abs(fn - fp), sizes};
        }
    };

    /// Returns what is divided, and by what.
    abstract double[] parts(double tp, double fp, double fn, double tn);
}
