package dev.mensura.cli;

import dev.mensura.cli.report.Kernel;

import java.util.List;
import java.util.Optional;

/// `mensura info`: what runs here.
final class InfoCommand implements Runnable {
    static final Usage USAGE =
            new Usage(
                    "info",
                    "",
                    "Shows the version, the Java virtual machine, and which kernel counts and why.",
                    List.of(),
                    List.of());

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
