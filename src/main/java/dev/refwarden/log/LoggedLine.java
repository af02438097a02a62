package dev.refwarden.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the log, read back: its fields by name, as text, numbers, booleans, lists and maps.
 *
 * @param position where it stands
 * @param raw as it stands there, its line feed included
 */
record LoggedLine(DecisionLog.Position position, byte[] raw, Map<String, Object> fields) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Absent where the bytes are no line of a log. */
    static Optional<LoggedLine> of(byte[] line, int file, long offset) {
        Optional<LineHeader> header = LineHeader.of(line);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            DecisionLog.Position position =
                    new DecisionLog.Position(header.get().seq(), file, offset, line.length, LineHash.of(line));
            return Optional.of(new LoggedLine(position, line, object(json)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The text under {@code name}; empty where there is none. */
    String text(String name) {
        return text(fields, name);
    }

    List<Map<String, Object>> objects(String name) {
        return objects(fields, name);
    }

    static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static long number(Map<String, Object> object, String name) {
        return object.get(name) instanceof Number number ? number.longValue() : 0;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> object, String name) {
        List<Map<String, Object>> objects = new ArrayList<>();
        if (object.get(name) instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map) {
                    objects.add((Map<String, Object>) item);
                }
            }
        }
        return objects;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            object.put(name, value(json, json.nextToken()));
        }
        return object;
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> String.valueOf(json.getText());
        };
    }

    private static List<Object> array(JsonParser json) throws IOException {
        List<Object> array = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            array.add(value(json, token));
        }
        return array;
    }
}
