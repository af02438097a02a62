package dev.refwarden.review;

import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.evidence.StoredApproval;
import dev.refwarden.evidence.StoredProposals;
import dev.refwarden.format.Keyring;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import dev.refwarden.git.store.VerifiedObjects;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.policy.read.Configuration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies in a repository and waits.
 *
 * @param proposals what was brought so that others look at it and approve, and no branch holds yet
 * @param approvals those whose push can still come; whether they count is decided then
 */
public record WaitingStatements(List<WaitingProposal> proposals, List<StoredApproval> approvals) {
    public WaitingStatements {
        proposals = List.copyOf(proposals);
        approvals = List.copyOf(approvals);
    }

    /**
     * Reads them, and changes nothing.
     *
     * @param name how the ledger calls the repository
     */
    public static WaitingStatements in(
            Path folder, String name, Configuration configuration, Ledger ledger, Instant now)
            throws IOException, UnsupportedRepository {
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder));
                VerifiedObjects objects =
                        repository.objects(configuration.server().limits().objectSize())) {
            List<StoredApproval> approvals = new ArrayList<>();
            for (StoredApproval approval : StoredApproval.in(
                    repository, objects, new Keyring(configuration.policy().people()))) {
                if (canCome(repository, approval, now)) {
                    approvals.add(approval);
                }
            }
            String whole = configuration.server().name() + "/" + name;
            return new WaitingStatements(proposals(repository, whole, LedgerView.of(ledger, name), now), approvals);
        }
    }

    private static List<WaitingProposal> proposals(GitRepository repository, String name, LedgerView view, Instant now)
            throws IOException {
        if (repository.refsUnder(WaitingProposal.REFS).isEmpty()) {
            return List.of();
        }
        List<WaitingProposal> all = new StoredProposals(repository, name).all(view);
        Set<ObjectId> tips = new HashSet<>();
        all.forEach(proposal -> tips.add(proposal.tip()));
        Set<ObjectId> landed = repository.heldOutside("refs/refwarden/", tips);
        return all.stream()
                .filter(proposal -> !proposal.isOver(now) && !landed.contains(proposal.tip()))
                .toList();
    }

    private static boolean canCome(GitRepository repository, StoredApproval approval, Instant now) throws IOException {
        if (approval.statement().isEmpty()
                || !now.isBefore(approval.statement().get().expires())) {
            return false;
        }
        RefUpdate update = approval.statement().get().update();
        Optional<ObjectId> tip = repository.ref(update.ref()).tip();
        return tip.isPresent() ? tip.get().equals(update.before()) : update.creates();
    }
}
