package dev.mensura.cli.classes;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a JSON document into plain values, and shows them as JSON.
///
/// | in JSON | value |
/// |---|---|
/// | object | `Map` by name, in the order of the document |
/// | list | `List` |
/// | text | `String` |
/// | number without fraction and exponent | `BigInteger` |
/// | any other number | `Double` |
/// | `true`, `false` | `Boolean` |
/// | `null` | [JsonToken#VALUE_NULL] |
final class JsonTree {
    private static final JsonFactory FORMAT =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private JsonTree() {}

    /// Returns the value of a document, or `null` if the document is empty.
    ///
    /// @throws JacksonException if it is not JSON, gives a property twice or goes on after the value
    static @Nullable Object read(byte[] document) {
        try (JsonParser json = FORMAT.createParser(ObjectReadContext.empty(), document)) {
            if (json.nextToken() == null) {
                return null;
            }
            Object value = value(json);
            requireEnd(json);
            return value;
        }
    }

    private static void requireEnd(JsonParser json) {
        if (json.nextToken() != null) {
            throw new StreamReadException(
                    json, "expected the end of the file", json.currentTokenLocation());
        }
    }

    private static Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> list(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> JsonToken.VALUE_NULL;
        };
    }

    private static Map<String, Object> object(JsonParser json) {
        Map<String, Object> properties = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            properties.put(name, value(json));
        }
        return properties;
    }

    private static List<Object> list(JsonParser json) {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(json));
        }
        return elements;
    }

    /// Returns a value as JSON without blanks.
    static String show(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FORMAT.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, json);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) {
        switch (value) {
            case Map<?, ?> properties -> {
                json.writeStartObject();
                properties.forEach((name, property) -> {
                    json.writeName((String) name);
                    write(property, json);
                });
                json.writeEndObject();
            }
            case List<?> elements -> {
                json.writeStartArray();
                elements.forEach(element -> write(element, json));
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case BigInteger integer -> json.writeNumber(integer);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeNull();
        }
    }
}
