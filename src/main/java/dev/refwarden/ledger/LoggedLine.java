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
 * @param header what it begins with
 * @param raw as it is there, its line feed included
 * @param whole whether the fields hold its list of commits, too
 */
record LoggedLine(LineHeader header, byte[] raw, Map<String, Object> fields, boolean whole) {
    private static final JsonFactory JSON = new JsonFactory();
    /** The list of commits of a line up to this length is kept. */
    private static final int SHORT = 64 << 10;

    /** Absent where the bytes are no line of a log. */
    static Optional<LoggedLine> of(byte[] line) {
        return of(line, true);
    }

    /** The same without the list of commits, which may be long. */
    static Optional<LoggedLine> withoutCommits(byte[] line) {
        return of(line, false);
    }

    /** The same, for whoever looks at all of it; the list of commits is left out only where it is long. */
    static Optional<LoggedLine> handy(byte[] line) {
        return of(line, line.length <= SHORT);
    }

    private static Optional<LoggedLine> of(byte[] line, boolean whole) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            Optional<LineHeader> header = LineHeader.begin(json, fields);
            if (header.isEmpty()) {
                return Optional.empty();
            }
            rest(json, whole ? Set.of() : Set.of("commits"), fields);
            if (json.nextToken() != null) {
                return Optional.empty();
            }
            OldForm.bring(fields);
            return Optional.of(new LoggedLine(header.get(), line, fields, whole));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its number. */
    long seq() {
        return header.seq();
    }

    /** The server's clock when the push came; the beginning of 1970 where the line does not say. */
    Instant time() {
        return header.time().orElseGet(this::laterTime);
    }

    private Instant laterTime() {
        try {
            return LogTime.parse(text("time"));
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

    /** The fields of the object that has just begun. */
    static Map<String, Object> object(JsonParser json, Set<String> without) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        rest(json, without, object);
        return object;
    }

    private static void rest(JsonParser json, Set<String> without, Map<String, Object> object) throws IOException {
        String name = json.currentToken() == JsonToken.FIELD_NAME ? json.currentName() : json.nextFieldName();
        for (; name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (without.contains(name)) {
                json.skipChildren();
            } else {
                object.put(name, value(json, token));
            }
        }
    }

    static Object value(JsonParser json, JsonToken token) throws IOException {
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
