package dev.mensura.cli.report;

/// The kernel that counts in this JVM.
///
/// @param name `vector` or `scalar`
/// @param bits width of a vector, 0 for the scalar kernel
/// @param reason why it was chosen
public record Kernel(String name, int bits, String reason) {

    /// Returns the kernel in a few words: `vector, 512 bit` or `scalar`.
    public String shortText() {
        return bits == 0 ? name : name + ", " + bits + " bit";
    }
}
