/// The contract of every Mensura metric: what is counted ([dev.mensura.api.Tally]), how it is read
/// out ([dev.mensura.api.MetricDefinition]), what applications hold ([dev.mensura.api.Metric]), and
/// how metrics are found by name ([dev.mensura.api.MetricCatalog]).
@NullMarked
package dev.mensura.api;

import org.jspecify.annotations.NullMarked;
