package dev.refwarden.log;

import dev.refwarden.attestation.WaiverStatement;
import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import dev.refwarden.object.RefUpdate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Questions about what was decided before. Each reads the log, so they are asked only when it matters. */
public final class PastDecisions {
    private final StateFolder state;
    private final String repository;

    /** @param repository the only one whose pushes are looked at */
    public PastDecisions(StateFolder state, String repository) {
        this.state = state;
        this.repository = repository;
    }

    /** Whether, since {@code use}, its push was seen to have landed, or another one for this ref was accepted. */
    public boolean isFollowed(PastUse use, RefName ref) throws IOException {
        boolean[] followed = {false};
        LogReader.readBehind(state, use.position(), line -> {
            if (line.text("repository").equals(repository)) {
                followed[0] |= lands(line, use.seq()) || accepts(line, ref);
            }
        });
        return followed[0];
    }

    /** Whether the case is a refusal of exactly these updates, sorted by ref, for exactly these reasons. */
    public boolean isRefusal(String caseId, List<RefUpdate> updates, Set<String> codes) throws IOException {
        Optional<Refusal> refusal = refusal(state, caseId);
        return refusal.isPresent()
                && refusal.get().repository().equals(repository)
                && WaiverStatement.sorted(refusal.get().updates()).equals(updates)
                && refusal.get().codes().equals(codes);
    }

    /**
     * A refused push, as far as it was logged.
     *
     * @param codes of its findings
     */
    public record Refusal(String repository, List<RefUpdate> updates, Set<String> codes) {}

    /** The refused push of this case, in whichever repository. */
    public static Optional<Refusal> refusal(StateFolder state, String caseId) throws IOException {
        List<Refusal> found = new ArrayList<>();
        LogReader.read(state, line -> {
            if (!caseId.isEmpty() && line.text("case").equals(caseId)) {
                found.add(new Refusal(line.text("repository"), updates(line), codes(line)));
            }
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    private static boolean lands(LoggedLine line, long seq) {
        return line.objects("landed").stream().anyMatch(landed -> LoggedLine.number(landed, "seq") == seq);
    }

    private static boolean accepts(LoggedLine line, RefName ref) {
        boolean accepted =
                line.text("verdict").equals("accepted") || line.text("verdict").equals("observed");
        return accepted
                && line.objects("updates").stream()
                        .anyMatch(update -> LoggedLine.text(update, "ref").equals(ref.value()));
    }

    private static List<RefUpdate> updates(LoggedLine line) {
        List<RefUpdate> updates = new ArrayList<>();
        for (Map<String, Object> update : line.objects("updates")) {
            updates.add(new RefUpdate(
                    ObjectId.fromHex(LoggedLine.text(update, "old")),
                    ObjectId.fromHex(LoggedLine.text(update, "new")),
                    new RefName(LoggedLine.text(update, "ref"))));
        }
        return updates;
    }

    private static Set<String> codes(LoggedLine line) {
        Set<String> codes = new TreeSet<>();
        line.objects("findings").forEach(finding -> codes.add(LoggedLine.text(finding, "code")));
        return codes;
    }
}
