package dev.refwarden.evidence;

import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;

/** Of one key, a repository keeps one approval of an update that has not expired. */
final class OneApprovalEach {
    private final Statements statements;
    private final RefNames refs;
    private final Deadline deadline;
    private final Instant now;
    private final Set<ObjectId> listed = new HashSet<>();
    private final Map<Approved, String> kept = new HashMap<>();

    private record Approved(RefUpdate update, String key) {}

    OneApprovalEach(Statements statements, RefNames refs, Deadline deadline, Instant now) {
        this.statements = statements;
        this.refs = refs;
        this.deadline = deadline;
        this.now = now;
    }

    /**
     * Why an approval is one too many.
     *
     * @param names the refs as they are once the lines before are done
     */
    Optional<String> problem(UpdateEvidence update, NavigableSet<String> names) {
        Optional<OfferedApproval.Stated> stated = update.approval().flatMap(this::unexpired);
        Optional<Approved> approved = stated.flatMap(OneApprovalEach::approved);
        if (approved.isEmpty()) {
            return Optional.empty();
        }
        list(approved.get().update().after(), names);
        String ref = update.update().ref().value();
        String before = kept.putIfAbsent(approved.get(), ref);
        return before == null || before.equals(ref) || !names.contains(before)
                ? Optional.empty()
                : Optional.of("this key has approved the same already, in " + before + "; delete that first");
    }

    private void list(ObjectId tip, NavigableSet<String> names) {
        if (!listed.add(tip)) {
            return;
        }
        String folder = ApprovalReading.REFS + tip + "/";
        for (String name : names.tailSet(folder, true)) {
            if (!name.startsWith(folder)) {
                return;
            }
            deadline.check();
            ObjectId blob = refs.tips().get(name);
            if (blob != null) {
                unexpired(statements.approval(blob))
                        .flatMap(OneApprovalEach::approved)
                        .ifPresent(approved -> kept.put(approved, name));
            }
        }
    }

    private Optional<OfferedApproval.Stated> unexpired(OfferedApproval approval) {
        return approval instanceof OfferedApproval.Stated stated
                        && now.isBefore(stated.statement().expires())
                ? Optional.of(stated)
                : Optional.empty();
    }

    private static Optional<Approved> approved(OfferedApproval.Stated stated) {
        return stated.signature() instanceof SignatureCheck.Valid valid
                ? Optional.of(new Approved(
                        stated.statement().update(), valid.key().fingerprint().value()))
                : Optional.empty();
    }
}
