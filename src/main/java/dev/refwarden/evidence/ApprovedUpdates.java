package dev.refwarden.evidence;

import dev.refwarden.decision.ApprovedUpdate;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.PushedTip;
import dev.refwarden.decision.RefFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectStore;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.StoredObject;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.RefState;
import dev.refwarden.people.PersonId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stored approvals speak of: looked at so that whoever brings one learns whether it can count, and deciding nothing. */
final class ApprovedUpdates {
    /** No one is told about more in one push. */
    private static final int MOST = 16;

    private final GitRepository repository;
    private final ObjectStore store;
    private final TipReading tips;
    private final SignatureReading signatures;

    ApprovedUpdates(GitRepository repository, ObjectStore store, TipReading tips, SignatureReading signatures) {
        this.repository = repository;
        this.store = store;
        this.tips = tips;
        this.signatures = signatures;
    }

    /** The facts, one for each update, with what its approval speaks of. */
    List<RefFacts> complete(List<RefFacts> facts, List<UpdateEvidence> updates) throws IOException {
        List<RefFacts> complete = new ArrayList<>(facts);
        int seen = 0;
        for (int i = 0; i < facts.size() && seen < MOST; i++) {
            if (updates.get(i).approval().orElse(null) instanceof OfferedApproval.Stated stated
                    && stated.statement().update().ref().isWellFormed()) {
                complete.set(i, facts.get(i).with(look(stated.statement().update())));
                seen++;
            }
        }
        return complete;
    }

    private ApprovedUpdate look(RefUpdate update) throws IOException {
        RefState state = repository.ref(update.ref());
        List<RefName> names = new ArrayList<>(List.of(update.ref()));
        state.target().ifPresent(names::add);
        Optional<PersonId> signer = update.deletes() ? Optional.empty() : signer(update.after());
        return new ApprovedUpdate(names, state.tip(), signer);
    }

    private Optional<PersonId> signer(ObjectId tip) {
        PushedTip read = tips.read(tip);
        SignatureCheck check =
                read.layers().isEmpty() ? ofCommit(tip) : read.layers().get(0).signature();
        return check instanceof SignatureCheck.Valid valid
                ? Optional.of(valid.enrolled().person())
                : Optional.empty();
    }

    private SignatureCheck ofCommit(ObjectId tip) {
        return store.read(tip) instanceof StoredObject.Raw raw && ParsedCommit.of(raw) instanceof Commit commit
                ? signatures.check(commit.signature(), true)
                : new SignatureCheck.Absent();
    }
}
