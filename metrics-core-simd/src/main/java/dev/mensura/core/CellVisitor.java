package dev.mensura.core;

/// Is shown the cells of a [ConfusionMatrix].
@FunctionalInterface
public interface CellVisitor {
    /// Visits a cell.
    ///
    /// @param plane the label for MULTILABEL, else 0
    /// @param count its elements, at least 1
    void visit(int plane, int target, int prediction, long count);
}
