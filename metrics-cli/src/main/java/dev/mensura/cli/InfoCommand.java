package dev.mensura.cli;

import dev.mensura.cli.report.Kernel;

import picocli.CommandLine.Command;

import java.util.Optional;

/// `mensura info`: what runs here.
@Command(
        name = "info",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Shows the version, the Java virtual machine, and which kernel counts and why.")
final class InfoCommand implements Runnable {
    private final Output output;

    InfoCommand(Output output) {
        this.output = output;
    }

    @Override
    public void run() {
        Kernel kernel = Simd.choose(Optional.empty());
        output.print(
                """
                version     %s
                java        %s, %s, %s
                system      %s %s, %d processors
                kernel      %s
                because     %s
                """
                        .formatted(
                                Version.current(),
                                System.getProperty("java.runtime.version"),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors(),
                                kernel.shortText(),
                                kernel.reason()));
    }
}
