package dev.refwarden.evidence;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.RefName;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.statement.ApprovalStatement;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An approval that lies ready in a repository.
 *
 * @param ref under which it lies
 * @param statement absent where what lies there is no approval
 * @param signature who signed it; whether it counts is decided when a push comes
 */
public record StoredApproval(
        RefName ref, ObjectId blob, Optional<ApprovalStatement> statement, SignatureCheck signature) {
    /** All that lie there, by the tip that they approve. */
    public static List<StoredApproval> in(GitRepository repository, ObjectStore store, Keyring keys)
            throws IOException {
        List<StoredApproval> stored = new ArrayList<>();
        ApprovalReading reading = new ApprovalReading("", store, keys, Instant.EPOCH);
        for (RefState ref : repository.refsUnder(ApprovalReading.REFS)) {
            ObjectId blob = ref.tip().orElseThrow();
            ApprovalReading.Read read = reading.read(blob);
            stored.add(new StoredApproval(ref.name(), blob, read.statement(), read.signature()));
        }
        return stored;
    }
}
