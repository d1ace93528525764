package dev.mensura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Watches that no kernel becomes much slower than it should be, as one does whose vectors are boxed:
/// compares ratios with half of what is expected on the class of processor that it runs on. No time
/// is compared with a constant, and a case fails only if it is too slow every time it is measured.
///
/// @param sampling how it measures
/// @param cpu whose limits hold
record KernelGuard(Sampling sampling, Cpu cpu) {
    private static final int ROUNDS = 3;

    /// Half of what is expected, so that a machine that has other work to do does not fail.
    private static final double MARGIN = 0.5;

    /// What a ratio should be.
    ///
    /// @param perScalar 0 if nothing is expected
    /// @param perReadLimit 0 if nothing is expected
    record Limit(double perScalar, double perReadLimit) {
        private static final Limit NONE = new Limit(0, 0);

        private static Limit perScalar(double ratio) {
            return new Limit(ratio, 0);
        }

        private static Limit perReadLimit(double ratio) {
            return new Limit(0, ratio);
        }
    }

    /// Returns what is expected of a subject on a class of processors.
    static Limit limit(Subject subject, Cpu cpu) {
        if (subject.input() == Input.SCALAR_SPECIFICATION) {
            return Limit.perScalar(0.9);
        }
        if (cpu.isFull()) {
            return ofFullCpu(subject);
        }
        boolean hasBareLoop =
                subject.input() != Input.ARGMAX_PLANAR
                        && subject.input() != Input.ARGMAX_INTERLEAVED;
        if (!hasBareLoop) {
            return Limit.NONE;
        }
        boolean fast = cpu.bits() >= 256 && subject.input() == Input.UINT8;
        return Limit.perScalar(fast && subject.texture() == Texture.CITY ? 3 : 0.95);
    }

    /// The table of what must be reached with AVX-512 and byte compress.
    private static Limit ofFullCpu(Subject subject) {
        return switch (subject.input()) {
            case UINT8, INT8 -> ofBytes(subject);
            case UINT16, INT16 -> Limit.perScalar(3);
            case INT32 -> Limit.perReadLimit(0.34);
            case INT64 -> Limit.perReadLimit(0.40);
            case BYTE_MASKS -> Limit.perReadLimit(0.80);
            case PACKED_BITS -> Limit.perReadLimit(0.85);
            case ARGMAX_PLANAR -> Limit.perReadLimit(0.55);
            case ARGMAX_INTERLEAVED -> Limit.perReadLimit(0.45);
            case SCALAR_SPECIFICATION -> Limit.perScalar(0.9);
        };
    }

    private static Limit ofBytes(Subject subject) {
        if (subject.classes() <= 4) {
            return Limit.perReadLimit(0.28);
        }
        return switch (subject.texture()) {
            case ONE -> Limit.perScalar(13);
            case REGIONS, CITY -> Limit.perScalar(subject.classes() > 32 ? 5 : 6.5);
            case THIN, INSTANCES, SALTPEPPER -> Limit.perScalar(5.5);
            case NOISE -> Limit.perScalar(subject.classes() > 32 ? 0.95 : 1.1);
            case EXAMPLES -> Limit.NONE;
        };
    }

    /// Returns one line for every case that is too slow in every round.
    List<String> complaints(List<Case> cases) {
        List<Case> left = cases;
        List<String> complaints = List.of();
        for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
            List<Row> rows = Measurement.rows(sampling, left);
            List<Case> slow = new ArrayList<>();
            complaints = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Optional<String> complaint =
                        complaint(rows.get(i), limit(left.get(i).subject(), cpu));
                if (complaint.isPresent()) {
                    slow.add(left.get(i));
                    complaints.add(complaint.get());
                }
            }
            left = slow;
        }
        return complaints;
    }

    private static Optional<String> complaint(Row row, Limit limit) {
        boolean fast =
                isReached(row.perScalar(), limit.perScalar())
                        && isReached(row.perReadLimit(), limit.perReadLimit());
        return fast
                ? Optional.empty()
                : Optional.of(row + ", expected at least " + MARGIN + " times " + limit);
    }

    private static boolean isReached(double ratio, double expected) {
        return expected == 0 || ratio >= MARGIN * expected;
    }
}
