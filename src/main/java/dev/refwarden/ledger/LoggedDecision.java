package dev.refwarden.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A decision as the log tells it. Much of it is what a pusher wrote, so it is escaped wherever it is shown.
 *
 * @param json the line of the log, one JSON object
 * @param fields the same, read: texts, numbers, booleans, lists and maps
 */
public record LoggedDecision(String json, Map<String, Object> fields) {
    /** Shows every line of the log to {@code consumer}, oldest first. */
    public static void readAll(Ledger ledger, Consumer<LoggedDecision> consumer) throws IOException {
        Lines.each(ledger, 0, line -> of(line.bytes()).ifPresent(consumer));
    }

    /** What was decided, for good, about the push of this nonce; absent where nothing was. */
    public static Optional<LoggedDecision> underNonce(Ledger ledger, String nonce) throws IOException {
        return ledger.read(session -> {
            Optional<byte[]> line = session.first(
                    "SELECT line FROM lines WHERE seq = (SELECT seq FROM answers WHERE nonce = ?)",
                    row -> row.getBytes(1),
                    nonce);
            if (line.isPresent()) {
                session.makeDurable();
            }
            return line.flatMap(LoggedDecision::of);
        });
    }

    /** Reads one line of the log; absent where the bytes are none. */
    public static Optional<LoggedDecision> of(byte[] line) {
        return LoggedLine.of(line).map(LoggedDecision::of);
    }

    static LoggedDecision of(LoggedLine line) {
        return new LoggedDecision(new String(line.raw(), StandardCharsets.UTF_8).strip(), line.fields());
    }

    /** The text under {@code name}; empty where there is none. */
    public String text(String name) {
        return LoggedLine.text(fields, name);
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

    /** Whether {@code doctor} made the push, to see it refused. */
    public boolean isDrill() {
        return fields.get("drill") == Boolean.TRUE;
    }

    /** Whether the push could pass, perhaps with findings that only warned. */
    public boolean isAccepted() {
        return Set.of("accepted", "observed", "waived").contains(text("verdict"));
    }

    /** The codes of all findings, each once, gravest first, those that only warned last. */
    public List<String> codes() {
        return objects("codes").stream()
                .map(code -> text(code, "code"))
                .distinct()
                .toList();
    }

    /** The codes for which it was refused, each once, gravest first; none of those that only warned. */
    public List<String> refusingCodes() {
        return objects("codes").stream()
                .filter(code -> code.get("observed") != Boolean.TRUE)
                .map(code -> text(code, "code"))
                .distinct()
                .toList();
    }

    /** How many findings have this code; 0 for none. */
    public long count(String code) {
        return objects("codes").stream()
                .filter(counted -> text(counted, "code").equals(code))
                .mapToLong(counted -> LoggedLine.number(counted, "count"))
                .sum();
    }

    /** Whether the line lists every finding and every ref, and names every code. */
    public boolean isWhole() {
        return !fields.containsKey("findingCount")
                && !fields.containsKey("updateCount")
                && fields.get(OldForm.INCOMPLETE) != Boolean.TRUE;
    }

    /** How many refs it is about, listed or not. */
    public long updateCount() {
        return fields.get("updateCount") instanceof Number count
                ? count.longValue()
                : objects("updates").size();
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

    /** What is under {@code inner} in the object under {@code outer}; empty where there is none. */
    public String text(String outer, String inner) {
        return fields.get(outer) instanceof Map<?, ?> object && object.get(inner) instanceof String text ? text : "";
    }

    /** The text under {@code name} of an object in a list; empty where there is none. */
    public static String text(Map<String, Object> object, String name) {
        return LoggedLine.text(object, name);
    }
}
