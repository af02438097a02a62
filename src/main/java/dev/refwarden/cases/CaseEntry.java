package dev.refwarden.cases;

import dev.refwarden.log.LogFile;
import dev.refwarden.log.LoggedDecision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One line of the log, as the index knows it. Texts are what a pusher may have written: escape them wherever they
 * are shown.
 */
public final class CaseEntry {
    private final LogFile file;
    private final Chunk chunk;
    private final int row;

    CaseEntry(LogFile file, Chunk chunk, int row) {
        this.file = file;
        this.chunk = chunk;
        this.row = row;
    }

    /** Where it stands in the log. */
    public Cursor cursor() {
        return new Cursor(file.number(), chunk.offset(row));
    }

    public Kind kind() {
        return chunk.kind(row);
    }

    /** The server's clock when the push came. */
    public Instant time() {
        return Instant.ofEpochMilli(chunk.time(row));
    }

    /** The case's id; empty for what was not refused. */
    public String caseId() {
        return CaseNumber.text(chunk.caseNumber(row));
    }

    public String repository() {
        return chunk.string(chunk.repository(row));
    }

    /** Who pushed; empty where that is not known. */
    public String person() {
        return chunk.string(chunk.person(row));
    }

    /** As the server names the pusher; empty where it does not. */
    public String account() {
        return chunk.string(chunk.account(row));
    }

    /** The refs that were to be written, in the push's order. */
    public List<String> refs() {
        return chunk.strings(chunk.lists(row).numbers());
    }

    /** The codes of all findings, each once, in their order. */
    public List<String> codes() {
        Lists lists = chunk.lists(row);
        lists.numbers();
        return chunk.strings(lists.numbers());
    }

    /** Everybody who signed something in the push, or tried to. */
    public List<Signer> signers() {
        Lists lists = chunk.lists(row);
        lists.numbers();
        lists.numbers();
        return chunk.strings(lists.numbers()).stream().map(Signer::unpacked).toList();
    }

    /**
     * Reads the line from the log.
     *
     * @throws LogChanged if the line there is not the one that was indexed
     */
    public LoggedDecision read() throws IOException {
        return LoggedDecision.of(line()).orElseThrow(() -> new LogChanged(file.name(), chunk.offset(row)));
    }

    /**
     * The line of the log as it stands there, one JSON object, without its line feed.
     *
     * @throws LogChanged if the line there is not the one that was indexed
     */
    public String json() throws IOException {
        return new String(line(), StandardCharsets.UTF_8).strip();
    }

    private byte[] line() throws IOException {
        byte[] line = LogBytes.read(file, chunk.offset(row), chunk.length(row));
        if (LogBytes.hash(line) != chunk.hash(row)) {
            throw new LogChanged(file.name(), chunk.offset(row));
        }
        return line;
    }

    /** Whether both were pushed by one person or, where neither is known, by one account. */
    boolean isOfSamePusher(CaseEntry other) {
        return person().equals(other.person())
                && (!person().isEmpty()
                        || (account().equals(other.account()) && !account().isEmpty()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CaseEntry entry && cursor().equals(entry.cursor());
    }

    @Override
    public int hashCode() {
        return Objects.hash(file.number(), chunk.offset(row));
    }
}
