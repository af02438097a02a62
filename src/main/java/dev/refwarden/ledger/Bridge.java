package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place in a log of version 0.1 where a crash had cut a line short: the next line names the hash of the torn bytes,
 * not of the line before. The torn bytes are kept, since only bytes that are no line can explain such a place.
 *
 * @param seq of the line behind the torn bytes
 * @param before the hash of the line before them
 * @param torn what the line names as the one before it, its line feed included
 */
public record Bridge(long seq, LineHash before, byte[] torn) {
    private static final String LIST = "bridges";

    public Bridge {
        torn = torn.clone();
    }

    @Override
    public byte[] torn() {
        return torn.clone();
    }

    /** Whether a line may follow another here. */
    boolean joins(LineHash previous, LineHeader next) {
        return before.equals(previous)
                && LineHash.of(torn).hex().equals(next.prev())
                && LineHeader.of(torn).isEmpty();
    }

    static void write(JsonGenerator json, List<Bridge> bridges) throws IOException {
        if (bridges.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(LIST);
        for (Bridge bridge : bridges) {
            json.writeStartObject();
            json.writeNumberField("seq", bridge.seq());
            json.writeStringField("before", bridge.before().hex());
            json.writeStringField("torn", Base64.getEncoder().encodeToString(bridge.torn));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Those that a line names; none where it is not the line of an import. */
    static List<Bridge> in(byte[] line) {
        List<Bridge> bridges = new ArrayList<>();
        Optional<LoggedLine> logged = ImportedLine.isOne(line) ? LoggedLine.of(line) : Optional.empty();
        if (logged.isPresent()) {
            logged.get().objects(LIST).forEach(bridge -> read(bridge).ifPresent(bridges::add));
        }
        return bridges;
    }

    /** What cannot be read explains nothing. */
    private static Optional<Bridge> read(Map<String, Object> bridge) {
        try {
            return Optional.of(new Bridge(
                    LoggedLine.number(bridge, "seq"),
                    new LineHash(LoggedLine.text(bridge, "before")),
                    Base64.getDecoder().decode(LoggedLine.text(bridge, "torn"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
