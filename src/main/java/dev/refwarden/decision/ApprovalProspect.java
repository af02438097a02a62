package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an approval that is stored will be worth once the push that it approves arrives, as far as today's rules show. It is
 * stored all the same: whether it counts is decided when that push comes.
 */
public final class ApprovalProspect {
    private final OfferedApproval.Stated stated;
    private final SignatureCheck.Valid valid;
    private final ApprovedUpdate approved;
    private final Instant now;
    private final Set<String> words = new LinkedHashSet<>();

    private ApprovalProspect(
            OfferedApproval.Stated stated, SignatureCheck.Valid valid, ApprovedUpdate approved, Instant now) {
        this.stated = stated;
        this.valid = valid;
        this.approved = approved;
        this.now = now;
    }

    /**
     * What speaks against an approval.
     *
     * @param ref that it is about
     * @param hopeless whether it cannot count, whoever pushes
     * @param words why, or what else is needed; never empty
     */
    public record Doubt(RefName ref, boolean hopeless, List<String> words) {
        public Doubt {
            words = List.copyOf(words);
        }
    }

    /** The doubts about the approvals that a push stores. */
    public static List<Doubt> doubts(Push push, Evidence evidence, Instant now) {
        List<Doubt> doubts = new ArrayList<>();
        for (UpdateEvidence update : evidence.updates()) {
            Optional<ApprovedUpdate> approved = update.refFacts().approved();
            if (approved.isPresent()
                    && update.approval().orElse(null) instanceof OfferedApproval.Stated stated
                    && stated.signature() instanceof SignatureCheck.Valid valid) {
                new ApprovalProspect(stated, valid, approved.get(), now)
                        .doubt(push, evidence)
                        .ifPresent(doubts::add);
            }
        }
        return doubts;
    }

    private Optional<Doubt> doubt(Push push, Evidence evidence) {
        List<ApprovalDemand> demands = ApprovalDemand.of(evidence.entries(), approved.names());
        List<ApprovalDemand> open =
                demands.stream().filter(demand -> obstacle(demand).isEmpty()).toList();
        boolean elsewhere = isElsewhere(push);
        if (elsewhere) {
            words.add("it is for a push from " + shown(said().before()) + ", and the ref is at "
                    + approved.tip().map(ApprovalProspect::shown).orElse("nothing") + " now");
        }
        if (demands.isEmpty()) {
            words.add("no rule demands approvals of pushes there");
        }
        addObstacles(demands, open);
        boolean hopeless = elsewhere || open.isEmpty();
        if (!hopeless) {
            open.forEach(demand -> demand.delay(valid, now).ifPresent(words::add));
            addWhoElse(open, evidence.attestations().proposals());
        }
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(new Doubt(said().ref(), hopeless, new ArrayList<>(words)));
    }

    private void addObstacles(List<ApprovalDemand> demands, List<ApprovalDemand> open) {
        boolean people = false;
        for (ApprovalDemand demand : demands) {
            Optional<String> obstacle = obstacle(demand);
            if (obstacle.isPresent() && (open.isEmpty() || demand.of() == ApprovalDemand.Of.PEOPLE)) {
                words.add("rule \"" + demand.rule() + "\"" + demand.of().words() + ": " + obstacle.get());
                people = true;
            }
        }
        Set<String> only = new LinkedHashSet<>();
        open.forEach(demand -> only.add(demand.of().words()));
        if (people && !only.isEmpty() && !only.contains(ApprovalDemand.Of.PEOPLE.words())) {
            words.add("it can count only" + String.join(" or", only));
        }
    }

    /** No one's own approval is enough for what they signed or push themselves. */
    private void addWhoElse(List<ApprovalDemand> open, WaitingProposals proposals) {
        if (open.stream().anyMatch(demand -> demand.approvals().secondKey())) {
            return;
        }
        PersonId approver = valid.enrolled().person();
        if (approved.signer().equals(Optional.of(approver))) {
            words.add(approver + " signed it, so someone else must approve it as well, or push it with a certificate");
        }
        if (proposals.all().stream()
                .anyMatch(proposal ->
                        proposal.tip().equals(said().after()) && proposal.by().equals(Optional.of(approver)))) {
            words.add(approver + " brought it here, and the approval counts only if someone else pushes it");
        }
    }

    private boolean isElsewhere(Push push) {
        Optional<ObjectId> before = said().creates() ? Optional.empty() : Optional.of(said().before());
        return !before.equals(approved.tip())
                && push.updates().stream().noneMatch(update -> update.ref().equals(said().ref()));
    }

    private Optional<String> obstacle(ApprovalDemand demand) {
        return demand.obstacle(valid, stated.statement().expires(), now);
    }

    private RefUpdate said() {
        return stated.statement().update();
    }

    private static String shown(ObjectId tip) {
        return tip.isNull() ? "nothing" : tip.abbreviated();
    }
}
