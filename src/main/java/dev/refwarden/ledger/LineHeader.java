package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            boolean begins = json.nextToken() == JsonToken.START_OBJECT
                    && "seq".equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (!begins) {
                return Optional.empty();
            }
            long seq = json.getLongValue();
            if (!"prev".equals(json.nextFieldName())) {
                return Optional.empty();
            }
            String prev = json.nextTextValue();
            Optional<Instant> time =
                    "time".equals(json.nextFieldName()) ? time(json.nextTextValue()) : Optional.empty();
            return prev != null && endsAsOneObject(json)
                    ? Optional.of(new LineHeader(seq, prev, time))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> time(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
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
