package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A line of the log, read back: its fields by name, as text, numbers, booleans, lists and maps.
 *
 * @param seq its number
 * @param raw as it stands there, its line feed included
 */
record LoggedLine(long seq, byte[] raw, Map<String, Object> fields) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Absent where the bytes are no line of a log. */
    static Optional<LoggedLine> of(byte[] line) {
        return of(line, Set.of());
    }

    /** The same without the list of commits, which may be long. */
    static Optional<LoggedLine> withoutCommits(byte[] line) {
        return of(line, Set.of("commits"));
    }

    private static Optional<LoggedLine> of(byte[] line, Set<String> without) {
        Optional<LineHeader> header = LineHeader.of(line);
        if (header.isEmpty()) {
            return Optional.empty();
        }
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            Map<String, Object> fields = object(json, without);
            OldForm.bring(fields);
            return Optional.of(new LoggedLine(header.get().seq(), line, fields));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The server's clock when the push came; the beginning of 1970 where the line does not say. */
    Instant time() {
        try {
            return Instant.parse(text("time"));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
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

    private static Map<String, Object> object(JsonParser json, Set<String> without) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (without.contains(name)) {
                json.skipChildren();
            } else {
                object.put(name, value(json, token));
            }
        }
        return object;
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(json, Set.of());
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
