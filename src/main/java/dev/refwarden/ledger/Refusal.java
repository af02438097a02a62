package dev.refwarden.ledger;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.statement.WaiverStatement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A refused push, as it was logged.
 *
 * @param updates as many as the line lists
 * @param digest of all updates, whether the line lists them or not
 * @param codes of all findings; none where they are not known
 * @param refusing those among them that refused; the rest were only observed
 */
public record Refusal(
        String repository, List<RefUpdate> updates, UpdatesDigest digest, Set<String> codes, Set<String> refusing) {
    public Refusal {
        updates = List.copyOf(updates);
        codes = Set.copyOf(codes);
        refusing = Set.copyOf(refusing);
    }

    /** Whether every update is listed, as a waiver has to name them. */
    public boolean listsAll() {
        return UpdatesDigest.of(updates).equals(digest);
    }

    /** The refused push of this case, in whichever repository. */
    public static Optional<Refusal> of(Ledger ledger, String caseId) throws IOException {
        return ledger.read(session -> of(session, caseId));
    }

    static Optional<Refusal> of(Session session, String caseId) throws IOException {
        return session.first(
                        "SELECT line FROM lines WHERE seq = (SELECT max(seq) FROM cases WHERE id = ?)",
                        row -> row.getBytes(1),
                        caseId)
                .flatMap(LoggedLine::of)
                .map(Refusal::of);
    }

    private static Refusal of(LoggedLine line) {
        List<RefUpdate> updates = new ArrayList<>();
        for (Map<String, Object> update : line.objects("updates")) {
            updates.add(new RefUpdate(
                    ObjectId.fromHex(LoggedLine.text(update, "old")),
                    ObjectId.fromHex(LoggedLine.text(update, "new")),
                    new RefName(LoggedLine.text(update, "ref"))));
        }
        Set<String> codes = new TreeSet<>();
        Set<String> refusing = new TreeSet<>();
        if (line.fields().get(OldForm.INCOMPLETE) != Boolean.TRUE) {
            for (Map<String, Object> code : line.objects("codes")) {
                codes.add(LoggedLine.text(code, "code"));
                if (code.get("observed") != Boolean.TRUE) {
                    refusing.add(LoggedLine.text(code, "code"));
                }
            }
        }
        String digest = line.text("updatesDigest");
        return new Refusal(
                line.text("repository"),
                updates,
                digest.isEmpty() ? UpdatesDigest.of(updates) : new UpdatesDigest(digest),
                codes,
                refusing);
    }

    /** Whether it refused exactly these updates, for exactly these reasons. */
    boolean isOf(String name, List<RefUpdate> pushed, Set<String> reasons) {
        return repository.equals(name)
                && digest.equals(UpdatesDigest.of(WaiverStatement.sorted(pushed)))
                && !codes.isEmpty()
                && codes.equals(reasons);
    }
}
