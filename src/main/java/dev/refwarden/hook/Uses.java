package dev.refwarden.hook;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.OfferedApproval;
import dev.refwarden.decision.OfferedWaiver;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.SpentApprovals;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.Statements;
import dev.refwarden.log.Journal;
import dev.refwarden.log.PastUse;
import dev.refwarden.log.Use;
import dev.refwarden.log.UseKind;
import dev.refwarden.policy.Rule;
import dev.refwarden.signature.SignatureCheck;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which statements a decision uses up, and what their counters say. */
final class Uses {
    private final List<Use> uses = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();

    List<Use> uses() {
        return uses;
    }

    List<String> alarms() {
        return alarms;
    }

    static Uses of(Verdict verdict, Push push, Evidence evidence, Instant now, Journal journal) throws IOException {
        Uses uses = new Uses();
        uses.addCertificate(evidence, journal);
        uses.addSeen(evidence, journal);
        uses.addFactors(evidence);
        if (!(verdict instanceof Verdict.Refused)) {
            SpentApprovals.of(push, evidence, now)
                    .forEach(stated -> uses.uses.add(new Use(stated.digest(), UseKind.APPROVAL_SPENT, pusherOf(push))));
        }
        if (verdict instanceof Verdict.Waived waived) {
            for (OfferedWaiver waiver : waived.waivers()) {
                uses.uses.add(new Use(waiver.digest(), UseKind.WAIVER_SPENT, pusherOf(push)));
            }
        }
        return uses;
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

    private void addCertificate(Evidence evidence, Journal journal) throws IOException {
        evidence.attestations()
                .certificate()
                .usedUp()
                .ifPresent(digest -> uses.add(new Use(digest, UseKind.CERTIFICATE, "")));
        Optional<SignatureCheck.Valid> signature =
                evidence.attestations().certificate().signature();
        if (signature.isPresent() && signature.get().flags().isPresent()) {
            addCounter(signature.get(), signature.get().flags().get().counter(), journal);
        }
    }

    /** A counter that does not grow belongs to a key of which there may be two; zero for ever means none. */
    private void addCounter(SignatureCheck.Valid signature, long counter, Journal journal) throws IOException {
        long before = 0;
        for (PastUse use : journal.uses(Statements.counterOf(signature), UseKind.COUNTER)) {
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
    private void addSeen(Evidence evidence, Journal journal) throws IOException {
        for (UpdateEvidence update : evidence.updates()) {
            if (update.approval().isPresent()) {
                addSeen(update.approval().get(), journal);
            }
        }
        if (evidence.updates().stream()
                .flatMap(update -> update.rules().stream())
                .anyMatch(rule -> holds(rule.rule()))) {
            for (OfferedApproval approval : evidence.attestations().approvals()) {
                addSeen(approval, journal);
            }
        }
    }

    private void addSeen(OfferedApproval approval, Journal journal) throws IOException {
        if (approval instanceof OfferedApproval.Stated stated
                && stated.signature() instanceof SignatureCheck.Valid
                && journal.uses(stated.digest(), UseKind.APPROVAL_SEEN).isEmpty()) {
            uses.add(new Use(stated.digest(), UseKind.APPROVAL_SEEN, ""));
        }
    }

    private static boolean holds(Rule rule) {
        return rule.push()
                        .filter(push -> isHeld(push.people())
                                || push.robots().filter(Uses::isHeld).isPresent())
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
