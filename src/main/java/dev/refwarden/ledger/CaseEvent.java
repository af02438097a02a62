package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a reviewer said about a case, or did with it, as a line of the log.
 *
 * @param time the server's clock
 * @param account who did it, by the operating system's or the page's word
 * @param person whom that login names; empty where it names none
 * @param text a note, or the reason
 * @param onPage whether it was done on the web page; otherwise on the command line
 */
public record CaseEvent(
        CaseId of, Kind kind, Instant time, String account, String person, String text, boolean onPage) {
    /** As many characters as {@link #text} may have. */
    public static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_NAME = 200;
    private static final String PAGE = "page";

    /** What was done. */
    public enum Kind {
        /** Something was written down. */
        NOTE,
        /** Someone looks into it. */
        TAKEN,
        /** Closed: someone meant well. */
        MISTAKE,
        /** Closed: someone did not. */
        ATTACK,
        /** Open again. */
        REOPENED,
        /** What was kept of the push was thrown away. */
        PURGED;

        /** As the log has it, such as {@code mistake}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it says how far the case is, or who looks into it. */
        public boolean movesCase() {
            return this != NOTE && this != PURGED;
        }

        /** Whether it says nothing without a text. */
        public boolean needsText() {
            return this != TAKEN && this != REOPENED;
        }

        /** Absent where the word is none of them. */
        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public CaseEvent {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException("a note has at most " + LONGEST_TEXT + " characters");
        }
        account = account.length() > LONGEST_NAME ? account.substring(0, LONGEST_NAME) : account;
        person = person.length() > LONGEST_NAME ? person.substring(0, LONGEST_NAME) : person;
    }

    /** On the command line. */
    public CaseEvent(CaseId of, Kind kind, Instant time, String account, String person, String text) {
        this(of, kind, time, account, person, text, false);
    }

    /** Who did it, for people. */
    public String who() {
        return person.isEmpty() ? account : person;
    }

    /** Appends it to the log for good. */
    public Appended appendTo(Ledger ledger) throws IOException {
        return ledger.append(time, "", this::writeTo);
    }

    /**
     * Appends it to the log for good, if the case is still as far as it was.
     *
     * @param moves how many events had moved the case
     * @return absent where it was moved meanwhile; nothing is written then
     */
    public Optional<Appended> appendAfter(long moves, Ledger ledger) throws IOException {
        return ledger.decide("", transaction -> {
            long now = about(transaction.session(), of).stream()
                    .filter(event -> event.kind().movesCase())
                    .count();
            return now == moves ? Optional.of(transaction.append(time, this::writeTo)) : Optional.empty();
        });
    }

    private void writeTo(JsonGenerator json, CaseId ignored) throws IOException {
        json.writeStringField("event", "case");
        json.writeStringField("of", of.value());
        json.writeStringField("did", kind.word());
        json.writeStringField("account", account);
        if (!person.isEmpty()) {
            json.writeStringField("person", person);
        }
        if (!text.isEmpty()) {
            json.writeStringField("text", text);
        }
        if (onPage) {
            json.writeStringField("from", PAGE);
        }
    }

    /** What was said about a case, oldest first. */
    public static List<CaseEvent> about(Ledger ledger, CaseId caseId) throws IOException {
        return ledger.read(session -> about(session, caseId));
    }

    private static List<CaseEvent> about(Session session, CaseId caseId) throws IOException {
        List<CaseEvent> events = new ArrayList<>();
        List<Long> seqs = session.list(
                "SELECT seq FROM decision_names WHERE role = ? AND name = (SELECT id FROM names WHERE name = ?)"
                        + " ORDER BY seq",
                row -> row.getLong(1),
                DecisionRows.Role.ABOUT.number(),
                caseId.value());
        for (long seq : seqs) {
            new Chain(session)
                    .line(seq)
                    .flatMap(LoggedLine::of)
                    .flatMap(CaseEvent::of)
                    .ifPresent(events::add);
        }
        return events;
    }

    private static Optional<CaseEvent> of(LoggedLine line) {
        Map<String, Object> fields = line.fields();
        return Kind.of(LoggedLine.text(fields, "did"))
                .map(kind -> new CaseEvent(
                        new CaseId(line.text("of")),
                        kind,
                        line.time(),
                        line.text("account"),
                        line.text("person"),
                        line.text("text"),
                        line.text("from").equals(PAGE)));
    }

    /** The case that a line is said about; none where it is something else. */
    static Set<String> caseOf(LoggedLine line) {
        return line.text("event").equals("case") ? Set.of(line.text("of")) : Set.of();
    }
}
