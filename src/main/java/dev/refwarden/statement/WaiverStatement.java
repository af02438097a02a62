package dev.refwarden.statement;

import dev.refwarden.git.RefUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What administrators sign to let exactly one refused push through, once.
 *
 * @param repository {@code <server>/<repository name>}
 * @param caseId of the refused push
 * @param updates every update of that push, sorted by ref, all of one object format
 * @param findings the codes of its findings, sorted, each once
 * @param expires from when it counts no more
 */
public record WaiverStatement(
        String repository, String caseId, List<RefUpdate> updates, List<String> findings, Instant expires) {
    private static final String FIRST_LINE = "refwarden waiver 1";

    public WaiverStatement {
        if (!RefUpdate.areOfOneFormat(updates)) {
            throw new IllegalArgumentException("updates of both object formats");
        }
        updates = sorted(updates);
        findings = List.copyOf(new TreeSet<>(findings));
    }

    /** The very bytes that are signed. */
    public byte[] bytes() {
        StringBuilder out = new StringBuilder(FIRST_LINE)
                .append("\nrepository ")
                .append(repository)
                .append("\ncase ")
                .append(caseId);
        for (RefUpdate update : updates) {
            out.append('\n').append(UpdateLine.write(update));
        }
        out.append("\nfindings ").append(String.join(" ", findings));
        return out.append("\nexpires ").append(expires).append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Absent where the bytes are not exactly those that {@link #bytes} writes for some statement. */
    public static Optional<WaiverStatement> parse(byte[] bytes) {
        StatementLines lines = new StatementLines(bytes);
        boolean headed = lines.is(FIRST_LINE);
        String repository = lines.after("repository ");
        String caseId = lines.after("case ");
        List<RefUpdate> updates = new ArrayList<>();
        while (lines.begins("update ")) {
            Optional<RefUpdate> update = UpdateLine.parse(lines.after("update "));
            if (update.isEmpty()) {
                return Optional.empty();
            }
            updates.add(update.get());
        }
        List<String> findings = List.of(lines.after("findings ").split(" ", -1));
        Optional<Instant> expires = lines.time("expires ");
        if (!headed || updates.isEmpty() || !RefUpdate.areOfOneFormat(updates) || !lines.end() || expires.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WaiverStatement(repository, caseId, updates, findings, expires.get()))
                .filter(statement -> lines.areExactly(statement.bytes()));
    }

    /** In the order of their names' bytes. */
    public static List<RefUpdate> sorted(List<RefUpdate> updates) {
        List<RefUpdate> sorted = new ArrayList<>(updates);
        sorted.sort(Comparator.comparing(
                update -> update.ref().value().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
        return List.copyOf(sorted);
    }
}
