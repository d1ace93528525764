/// Tests of the whole: the architecture of all modules, their packaged jars in fresh JVMs, the code
/// of the README, and a consumer written in Kotlin.
@NullMarked
package dev.mensura.verification;

import org.jspecify.annotations.NullMarked;
