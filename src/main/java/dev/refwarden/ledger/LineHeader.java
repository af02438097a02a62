package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What every line of the log begins with.
 *
 * @param seq counts from 1
 * @param prev the hash of the line before
 * @param time the server's clock when the hook started, where the line says it
 */
public record LineHeader(long seq, String prev, Optional<Instant> time) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Absent where the bytes are not one whole JSON object that begins as a line of the log does. */
    public static Optional<LineHeader> of(byte[] line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<LineHeader> header = begin(json, new LinkedHashMap<>());
            return header.isPresent() && endsAsOneObject(json) ? header : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads the beginning of the object that has just begun, and what was read of it into {@code fields}. The parser
     * then is behind a field's value, or at the name of the next field.
     */
    static Optional<LineHeader> begin(JsonParser json, Map<String, Object> fields) throws IOException {
        if (!"seq".equals(json.nextFieldName()) || json.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            return Optional.empty();
        }
        long seq = json.getLongValue();
        if (!"prev".equals(json.nextFieldName()) || json.nextToken() != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        String prev = json.getText();
        fields.put("seq", seq);
        fields.put("prev", prev);
        String next = json.nextFieldName();
        if (next == null) {
            return Optional.empty();
        }
        Optional<Instant> time = Optional.empty();
        if (next.equals("time")) {
            JsonToken token = json.nextToken();
            if (token.isStructStart()) {
                return Optional.empty();
            }
            fields.put(next, LoggedLine.value(json, token));
            time = token == JsonToken.VALUE_STRING ? time(json.getText()) : Optional.empty();
        }
        return Optional.of(new LineHeader(seq, prev, time));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LogTime.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean endsAsOneObject(JsonParser json) throws IOException {
        for (int depth = 1; depth > 0; ) {
            JsonToken token = json.nextToken();
            if (token == null) {
                return false;
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return json.nextToken() == null;
    }
}
