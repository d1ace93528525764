/// Contract tests for metrics: extend [dev.mensura.testkit.MetricContract] once per definition and
/// [dev.mensura.testkit.MetricProviderContract] once per provider; each proves the laws of
/// [dev.mensura.testkit.Law] with JUnit, 5.14 or 6: the kit needs the Jupiter API alone, of your version.
@NullMarked
package dev.mensura.testkit;

import org.jspecify.annotations.NullMarked;
