package dev.refwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.tree.MerkleFrontier;
import dev.refwarden.ledger.tree.StoredHash;
import dev.refwarden.ledger.tree.TreeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the log, each of which names the hash of the one before. */
final class Chain {
    private static final JsonFactory JSON = VisibleJson.factory();
    /** Every line begins with its number and the hash of the line before, so this much of it says both. */
    private static final Pattern BEGINNING = Pattern.compile("\\{\"seq\":[0-9]+,\"prev\":\"([0-9a-f]{64})\"");

    private static final int BEGINNING_LENGTH = 120;

    private final Session session;
    /** The end as this chain has written it: until the transaction ends no one else appends. */
    private Optional<End> written = Optional.empty();

    /** Where the log ends, and the right edge of the tree over all lines. */
    private record End(KnownHead.Head head, Optional<MerkleFrontier> edge) {}

    Chain(Session session) {
        this.session = session;
    }

    /** Puts the end of an empty chain in place. */
    void begin() throws IOException {
        session.update("INSERT INTO head VALUES (0, ?, ?)", new byte[32], MerkleFrontier.EMPTY.toBytes());
    }

    KnownHead.Head head() throws IOException {
        return end().head();
    }

    private End end() throws IOException {
        if (written.isPresent()) {
            return written.get();
        }
        return session.first(
                        "SELECT seq, hash, edge FROM head",
                        row -> new End(
                                new KnownHead.Head(
                                        row.getLong(1),
                                        new LineHash(HexFormat.of().formatHex(row.getBytes(2)))),
                                MerkleFrontier.parse(row.getBytes(3))))
                .orElseThrow(() -> new LedgerUnavailable("the ledger does not say where its log ends"));
    }

    /** The hash of line {@code seq}, as the next line or the end names it; absent where there is no such line. */
    Optional<LineHash> hashOf(long seq) throws IOException {
        KnownHead.Head head = head();
        if (seq >= head.seq()) {
            return seq == head.seq() ? Optional.of(head.hash()) : Optional.empty();
        }
        return session.first(
                        "SELECT substr(line, 1, " + BEGINNING_LENGTH + ") FROM lines WHERE seq = ?",
                        row -> row.getBytes(1),
                        seq + 1)
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .map(BEGINNING::matcher)
                .filter(Matcher::lookingAt)
                .map(matcher -> new LineHash(matcher.group(1)));
    }

    /** The line as it is, its line feed included. */
    Optional<byte[]> line(long seq) throws IOException {
        return session.first("SELECT line FROM lines WHERE seq = ?", row -> row.getBytes(1), seq);
    }

    /** Appends a line. */
    Written append(Instant time, LogLine line) throws IOException {
        KnownHead.Head head = head();
        long seq = head.seq() + 1;
        CaseId caseId = CaseId.of(seq, head.hash());
        byte[] bytes = bytes(seq, head.hash(), time, line, caseId);
        add(seq, bytes);
        return new Written(new Appended(seq, caseId), bytes);
    }

    /** A line that was appended, as it is. */
    record Written(Appended appended, byte[] bytes) {}

    /** Appends a line that is made already. */
    void add(long seq, byte[] bytes) throws IOException {
        MerkleFrontier.Growth growth = edge().append(TreeHash.ofLine(bytes));
        for (StoredHash completed : growth.completed()) {
            session.update(
                    "INSERT INTO subtrees VALUES (?, ?, ?)",
                    completed.subtree().level(),
                    completed.subtree().index(),
                    completed.hash().bytes());
        }
        LineHash hash = LineHash.of(bytes);
        byte[] edge = growth.frontier().toBytes();
        session.engine().append(session, seq, bytes, HexFormat.of().parseHex(hash.hex()), edge);
        written = Optional.of(new End(new KnownHead.Head(seq, hash), Optional.of(growth.frontier())));
    }

    /** The right edge of the tree over all lines. */
    MerkleFrontier edge() throws IOException {
        return end().edge().orElseThrow(() -> new LedgerUnavailable("the edge of the log's tree is damaged"));
    }

    /** The hash of a whole subtree. */
    Optional<TreeHash> subtree(int level, long place) throws IOException {
        return session.first(
                "SELECT hash FROM subtrees WHERE level = ? AND place = ?",
                row -> TreeHash.ofBytes(row.getBytes(1)),
                level,
                place);
    }

    private static byte[] bytes(long seq, LineHash previous, Instant time, LogLine line, CaseId caseId)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeNumberField("seq", seq);
            json.writeStringField("prev", previous.hex());
            json.writeStringField("time", milliseconds(time));
            line.writeTo(json, caseId);
            json.writeEndObject();
        }
        out.write('\n');
        return out.toByteArray();
    }

    /** ISO 8601 in UTC, always with three digits of a second's fraction. */
    private static String milliseconds(Instant time) {
        String seconds = Instant.ofEpochSecond(time.getEpochSecond()).toString();
        String fraction = Integer.toString(1_000 + time.getNano() / 1_000_000).substring(1);
        return seconds.substring(0, seconds.length() - 1) + "." + fraction + "Z";
    }
}
