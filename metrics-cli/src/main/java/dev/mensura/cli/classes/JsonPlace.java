package dev.mensura.cli.classes;

import tools.jackson.databind.JsonNode;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A value in a JSON file together with its place, so that every refusal can name both.
///
/// @param path like `$.classes[3].color`
record JsonPlace(Path file, String path, JsonNode node) {
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);

    /// Returns whether the object has a property that is not `null`.
    boolean has(String property) {
        return node.hasNonNull(property);
    }

    /// Returns the value of a property; a missing one for a property that is not there.
    JsonPlace get(String property) {
        return new JsonPlace(file, path + "." + property, node.path(property));
    }

    /// Returns the elements of a list, or refuses what is none.
    List<JsonPlace> elements() {
        if (!node.isArray()) {
            throw expected("a list");
        }
        List<JsonPlace> elements = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            elements.add(new JsonPlace(file, path + "[" + i + "]", node.get(i)));
        }
        return elements;
    }

    /// Refuses what is no object, and any property that is not known; the nearest known one is named.
    JsonPlace requireObject(List<String> known) {
        if (!node.isObject()) {
            throw expected("an object {...}");
        }
        for (String name : node.propertyNames()) {
            if (!known.contains(name) && !name.startsWith("_") && !name.startsWith("$")) {
                throw refused(
                        " is not known; did you mean \"%s\"? Known are %s"
                                .formatted(NearestName.of(name, known), String.join(", ", known)),
                        get(name));
            }
        }
        return this;
    }

    /// Returns an integer, or refuses what is none.
    ///
    /// @param lowest inclusive
    /// @param highest inclusive
    long integer(long lowest, long highest) {
        boolean fits =
                node.isIntegralNumber() && node.bigIntegerValue().abs().compareTo(LONGEST) <= 0;
        if (!fits || node.longValue() < lowest || node.longValue() > highest) {
            throw expected(
                    lowest == -Long.MAX_VALUE
                            ? "an integer"
                            : "an integer from " + lowest + " to " + highest);
        }
        return node.longValue();
    }

    /// Returns any integer whose magnitude fits into 63 bits.
    long integer() {
        return integer(-Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Returns `true` or `false`, or refuses what is neither.
    boolean bool() {
        if (!node.isBoolean()) {
            throw expected("true or false");
        }
        return node.booleanValue();
    }

    /// Returns a text that is not blank.
    String text() {
        if (!node.isString() || node.stringValue().isBlank()) {
            throw expected("a text that is not blank");
        }
        return node.stringValue();
    }

    /// Returns a colour `[r, g, b]` as `0xrrggbb`.
    int color() {
        List<JsonPlace> components = node.isArray() ? elements() : List.of();
        if (components.size() != 3) {
            throw expected("a colour [r, g, b]");
        }
        int rgb = 0;
        for (JsonPlace component : components) {
            rgb = (rgb << 8) | (int) component.integer(0, 0xff);
        }
        return rgb;
    }

    /// Returns the error that this place does not hold what was expected.
    ClassesFileException expected(String expected) {
        String actual = node.isMissingNode() ? "missing" : shortened(node.toString());
        return refused(" is " + actual + ", expected " + expected, this);
    }

    private static ClassesFileException refused(String problem, JsonPlace place) {
        return new ClassesFileException(place.file, place.path + problem);
    }

    private static String shortened(String json) {
        int most = 40;
        return json.length() <= most ? json : json.substring(0, most) + "...";
    }
}
