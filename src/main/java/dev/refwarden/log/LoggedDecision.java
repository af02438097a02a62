package dev.refwarden.log;

import dev.refwarden.object.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A decision as the log tells it. Much of it is what a pusher wrote, so it is escaped wherever it is shown.
 *
 * @param json the line of the log, one JSON object
 * @param fields the same, read: texts, numbers, booleans, lists and maps
 */
public record LoggedDecision(String json, Map<String, Object> fields) {
    /** Shows every decision to {@code consumer}, oldest first; lines that a crash left behind are passed over. */
    public static void readAll(StateFolder state, Consumer<LoggedDecision> consumer) throws IOException {
        LogReader.read(
                state,
                line -> consumer.accept(
                        new LoggedDecision(new String(line.raw(), StandardCharsets.UTF_8).strip(), line.fields())));
    }

    /** Reads one line of the log; absent where the bytes are none. */
    public static Optional<LoggedDecision> of(byte[] line) {
        return LoggedLine.of(line, 0, 0)
                .map(logged -> new LoggedDecision(new String(line, StandardCharsets.UTF_8).strip(), logged.fields()));
    }

    /** The text under {@code name}; empty where there is none. */
    public String text(String name) {
        return LoggedLine.text(fields, name);
    }

    /** A ref's name as the log writes it, where very long ones are cut. */
    public static String nameOf(RefName ref) {
        return DecisionLine.cut(ref.value());
    }

    /** The line's number in the chain. */
    public long seq() {
        return LoggedLine.number(fields, "seq");
    }

    /** The server's clock when the push came. */
    public Instant time() {
        return Instant.parse(text("time"));
    }

    public boolean isRefused() {
        return text("verdict").equals("refused");
    }

    /** Whether the push could pass, perhaps with findings that only warned. */
    public boolean isAccepted() {
        return text("verdict").equals("accepted") || text("verdict").equals("observed");
    }

    /** The objects in the list under {@code name}. */
    public List<Map<String, Object>> objects(String name) {
        return LoggedLine.objects(fields, name);
    }

    /** The objects in the list under {@code inner} in the object under {@code outer}. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> objects(String outer, String inner) {
        return fields.get(outer) instanceof Map<?, ?> object
                ? LoggedLine.objects((Map<String, Object>) object, inner)
                : List.of();
    }

    /** What stands under {@code inner} in the object under {@code outer}; empty where there is none. */
    public String text(String outer, String inner) {
        return fields.get(outer) instanceof Map<?, ?> object && object.get(inner) instanceof String text ? text : "";
    }

    /** The text under {@code name} of an object in a list; empty where there is none. */
    public static String text(Map<String, Object> object, String name) {
        return LoggedLine.text(object, name);
    }
}
