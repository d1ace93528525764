package dev.mensura.cli.classes;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonToken;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A value in a JSON file together with its place, so that every refusal can name both.
///
/// @param path like `$.classes[3].color`
/// @param value as [JsonTree] reads it, or `null` if the place is empty
record JsonPlace(Path file, String path, @Nullable Object value) {
    /// Returns whether the object has a property that is not `null`.
    boolean has(String property) {
        Object found = properties().get(property);
        return found != null && found != JsonToken.VALUE_NULL;
    }

    /// Returns the place of a property; an empty one for a property that is not there.
    JsonPlace get(String property) {
        return new JsonPlace(file, path + "." + property, properties().get(property));
    }

    private Map<?, ?> properties() {
        return value instanceof Map<?, ?> properties ? properties : Map.of();
    }

    /// Returns the elements of a list, or refuses what is none.
    List<JsonPlace> elements() {
        if (!(value instanceof List<?> list)) {
            throw expected("a list");
        }
        List<JsonPlace> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(new JsonPlace(file, path + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /// Refuses what is no object, and any property that is not known; the nearest known one is named.
    JsonPlace requireObject(List<String> known) {
        if (!(value instanceof Map)) {
            throw expected("an object {...}");
        }
        for (Object property : properties().keySet()) {
            String name = (String) property;
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
        if (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
            long number = integer.longValue();
            if (number >= lowest && number <= highest) {
                return number;
            }
        }
        throw expected(
                lowest == -Long.MAX_VALUE
                        ? "an integer"
                        : "an integer from " + lowest + " to " + highest);
    }

    /// Returns any integer whose magnitude fits into 63 bits.
    long integer() {
        return integer(-Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /// Returns `true` or `false`, or refuses what is neither.
    boolean bool() {
        if (!(value instanceof Boolean truth)) {
            throw expected("true or false");
        }
        return truth;
    }

    /// Returns a text that is not blank.
    String text() {
        if (!(value instanceof String text) || text.isBlank()) {
            throw expected("a text that is not blank");
        }
        return text;
    }

    /// Returns a colour `[r, g, b]` as `0xrrggbb`.
    int color() {
        List<JsonPlace> components = value instanceof List ? elements() : List.of();
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
        String actual = value == null ? "missing" : shortened(JsonTree.show(value));
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
