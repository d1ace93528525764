package dev.mensura.cli.classes;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which label each colour stands for in masks that are saved as RGB images. Colours match exactly.
///
/// Several classes may share a colour as long as no RGB mask is read: [#ambiguity] tells.
public final class ClassColors {
    private static final ClassColors NONE = new ClassColors(Map.of(), null);

    private final int[] colors; // 0xrrggbb, ascending
    private final int[] labels; // labels[i] is that of colors[i]
    private final @Nullable String ambiguity;

    private ClassColors(Map<Integer, Integer> labelByColor, @Nullable String ambiguity) {
        Map<Integer, Integer> sorted = new TreeMap<>(labelByColor);
        this.colors = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.labels = sorted.values().stream().mapToInt(Integer::intValue).toArray();
        this.ambiguity = ambiguity;
    }

    /// Returns the map without colours: RGB masks cannot be read.
    public static ClassColors none() {
        return NONE;
    }

    /// Returns a map of colours, each of which stands for one label.
    ///
    /// @param labelByColor colours as `0xrrggbb`, labels 0 to 65,535
    /// @throws IllegalArgumentException if a colour or a label is out of range
    public static ClassColors of(Map<Integer, Integer> labelByColor) {
        return of(labelByColor, null);
    }

    /// Returns a map of which `ambiguity` says what keeps it from being used.
    static ClassColors of(Map<Integer, Integer> labelByColor, @Nullable String ambiguity) {
        labelByColor.forEach((color, label) -> {
            if (color >>> 24 != 0 || label >>> 16 != 0) {
                throw new IllegalArgumentException(
                        "colour 0x%x stands for label %d, expected 0x0 to 0xffffff and 0 to 65535"
                                .formatted(color, label));
            }
        });
        return new ClassColors(labelByColor, ambiguity);
    }

    /// Returns a colour as text, `#rrggbb`.
    ///
    /// @param rgb the colour as `0xrrggbb`
    public static String hex(int rgb) {
        return "#%06x".formatted(rgb);
    }

    /// Returns whether there is no colour at all.
    public boolean isEmpty() {
        return colors.length == 0;
    }

    /// Returns what is ambiguous in words, when two labels share a colour; RGB masks cannot be read then.
    public Optional<String> ambiguity() {
        return Optional.ofNullable(ambiguity);
    }

    /// Returns the label of a colour, 0 to 65,535, or -1 when it stands for none.
    ///
    /// @param rgb the colour as `0xrrggbb`
    public int labelOf(int rgb) {
        int index = Arrays.binarySearch(colors, rgb);
        return index < 0 ? -1 : labels[index];
    }

    /// Returns the greatest label, or -1 when there is no colour.
    public int greatestLabel() {
        return Arrays.stream(labels).max().orElse(-1);
    }
}
