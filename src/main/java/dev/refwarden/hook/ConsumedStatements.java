package dev.refwarden.hook;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.OfferedWaiver;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.SpentApprovals;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.evidence.Statements;
import dev.refwarden.evidence.StoredProposals;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.PastUse;
import dev.refwarden.ledger.Use;
import dev.refwarden.ledger.UseKind;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which statements a decision uses up, and what their counters say. */
final class ConsumedStatements {
    /** So many approvals of a refused push are remembered as seen; no one honest brings more at once. */
    private static final int MOST_SEEN = 64;

    private List<Use> uses = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();

    List<Use> uses() {
        return uses;
    }

    List<String> alarms() {
        return alarms;
    }

    static ConsumedStatements of(Verdict verdict, Push push, Evidence evidence, Instant now, LedgerView view)
            throws IOException {
        ConsumedStatements uses = new ConsumedStatements();
        uses.addCertificate(evidence, view);
        uses.addSeen(evidence, view);
        uses.addFactors(evidence);
        if (verdict instanceof Verdict.Refused) {
            uses.forgetMany();
        } else {
            SpentApprovals.of(push, evidence, now)
                    .forEach(stated -> uses.uses.add(new Use(stated.digest(), UseKind.APPROVAL_SPENT, pusherOf(push))));
            uses.addProposals(push, evidence.attestations().statementName());
        }
        if (verdict instanceof Verdict.Waived waived) {
            for (OfferedWaiver waiver : waived.waivers()) {
                uses.uses.add(new Use(waiver.digest(), UseKind.WAIVER_SPENT, pusherOf(push)));
            }
        }
        return uses;
    }

    /** Who brought a proposal, and when, is known from this alone. */
    private void addProposals(Push push, String name) {
        push.pusher()
                .person()
                .ifPresent(person -> push.updates().stream()
                        .filter(update -> update.creates() && !update.deletes())
                        .filter(update -> update.ref().isUnder(WaitingProposal.REFS))
                        .forEach(update -> uses.add(StoredProposals.use(name, update.after(), person.id()))));
    }

    private void forgetMany() {
        List<Use> few = new ArrayList<>();
        int seen = 0;
        for (Use use : uses) {
            if (use.kind() != UseKind.APPROVAL_SEEN || seen++ < MOST_SEEN) {
                few.add(use);
            }
        }
        uses = few;
    }

    private static String pusherOf(Push push) {
        return push.pusher().person().map(person -> person.id().value()).orElse("");
    }

    /** A token and a code are used up whatever becomes of the push; a wrong code counts against its person. */
    private void addFactors(Evidence evidence) {
        evidence.attestations()
                .factors()
                .forEach((factor, facts) -> facts.used().ifPresent(digest -> {
                    UseKind kind = facts.person().isEmpty() ? UseKind.CODE_FAILED : UseKind.CODE;
                    uses.add(new Use(digest, factor == Rule.Factor.IDENTITY_TOKEN ? UseKind.TOKEN : kind, ""));
                }));
    }

    private void addCertificate(Evidence evidence, LedgerView view) throws IOException {
        evidence.attestations()
                .certificate()
                .usedUp()
                .ifPresent(digest -> uses.add(new Use(digest, UseKind.CERTIFICATE, "")));
        Optional<SignatureCheck.Valid> signature =
                evidence.attestations().certificate().signature();
        if (signature.isPresent() && signature.get().flags().isPresent()) {
            addCounter(signature.get(), signature.get().flags().get().counter(), view);
        }
    }

    /** A counter that does not grow belongs to a key of which there may be two; zero for ever means none. */
    private void addCounter(SignatureCheck.Valid signature, long counter, LedgerView view) throws IOException {
        long before = 0;
        for (PastUse use : view.uses(Statements.counterOf(signature), UseKind.COUNTER)) {
            before = Math.max(before, Long.parseLong(use.use().note()));
        }
        if (before > 0 && counter <= before) {
            alarms.add("the counter of the security key " + signature.enrolled().id() + " went from " + before + " to "
                    + counter + ": there may be a copy of it");
        } else if (counter > 0) {
            uses.add(new Use(Statements.counterOf(signature), UseKind.COUNTER, Long.toString(counter)));
        }
    }

    /** When an approval was first seen matters where it must be held for a while. */
    private void addSeen(Evidence evidence, LedgerView view) throws IOException {
        for (UpdateEvidence update : evidence.updates()) {
            if (update.approval().isPresent()) {
                addSeen(update.approval().get(), view);
            }
        }
        if (evidence.updates().stream()
                .flatMap(update -> update.rules().stream())
                .anyMatch(rule -> holds(rule.rule()))) {
            for (OfferedApproval approval : evidence.attestations().approvals()) {
                addSeen(approval, view);
            }
        }
    }

    private void addSeen(OfferedApproval approval, LedgerView view) throws IOException {
        if (approval instanceof OfferedApproval.Stated stated
                && stated.signature() instanceof SignatureCheck.Valid
                && view.uses(stated.digest(), UseKind.APPROVAL_SEEN).isEmpty()) {
            uses.add(new Use(stated.digest(), UseKind.APPROVAL_SEEN, ""));
        }
    }

    private static boolean holds(Rule rule) {
        return rule.push()
                        .filter(push -> isHeld(push.people())
                                || push.robots()
                                        .filter(ConsumedStatements::isHeld)
                                        .isPresent())
                        .isPresent()
                || rule.paths().stream()
                        .anyMatch(guard -> !guard.approvals().held().isZero());
    }

    private static boolean isHeld(Rule.PushDemands demands) {
        return demands.approvals()
                .filter(approvals -> !approvals.held().isZero())
                .isPresent();
    }
}
