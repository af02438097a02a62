package dev.refwarden.review;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.VisibleJson;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What reviewers said about cases: lines of the log, and what version 0.1 kept in {@code STATE/notes/CASE.jsonl}, one JSON
 * object a line.
 */
public final class Notes {
    private static final JsonFactory JSON = VisibleJson.factory();

    private final Ledger ledger;
    private final StateFolder state;

    public Notes(Ledger ledger) {
        this.ledger = ledger;
        this.state = ledger.state();
    }

    /**
     * One note.
     *
     * @param by the account that wrote it, which no one proved; or whom the page's login named
     */
    public record Note(Instant time, String by, String text) {
        /** One JSON object on one line, without its end. */
        String json() throws IOException {
            StringWriter line = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(line)) {
                json.writeStartObject();
                json.writeStringField("time", time.toString());
                json.writeStringField("by", by);
                json.writeStringField("text", text);
                json.writeEndObject();
            }
            return line.toString();
        }
    }

    /** Those of one case, oldest first; a line that cannot be read is reported. */
    public List<Note> of(CaseId caseId) throws IOException {
        List<Note> notes = inFile(caseId);
        for (CaseEvent event : CaseEvent.about(ledger, caseId)) {
            String by = event.onPage() ? event.who() + ", on the page" : event.who();
            notes.add(new Note(event.time(), by, words(event)));
        }
        return notes;
    }

    /** What was done, as a sentence about whoever did it. */
    public static String words(CaseEvent event) {
        String reason = event.text().isEmpty() ? "" : ": " + event.text();
        return switch (event.kind()) {
            case NOTE -> event.text();
            case TAKEN -> "looks into it" + reason;
            case MISTAKE -> "closed it as a mistake" + reason;
            case ATTACK -> "closed it as an attack" + reason;
            case REOPENED -> "opened it again" + reason;
            case PURGED -> "threw away what was kept of it" + reason;
        };
    }

    private List<Note> inFile(CaseId caseId) throws IOException {
        List<Note> notes = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file(caseId), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return notes;
        }
        for (String line : lines) {
            try {
                notes.add(read(line));
            } catch (IOException | DateTimeParseException e) {
                notes.add(new Note(Instant.EPOCH, "", "a note that cannot be read"));
            }
        }
        return notes;
    }

    private static Note read(String line) throws IOException {
        String time = "";
        String by = "";
        String text = "";
        try (JsonParser json = JSON.createParser(line)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                boolean isText = json.nextToken() == JsonToken.VALUE_STRING;
                String value = isText ? json.getText() : "";
                time = name.equals("time") ? value : time;
                by = name.equals("by") ? value : by;
                text = name.equals("text") ? value : text;
            }
        }
        return new Note(Instant.parse(time), by, text);
    }

    private Path folder() {
        return state.path().resolve("notes");
    }

    private Path file(CaseId caseId) {
        return folder().resolve(StateFolder.fileName(caseId.value()) + ".jsonl");
    }
}
