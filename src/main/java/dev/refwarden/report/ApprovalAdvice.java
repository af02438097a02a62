package dev.refwarden.report;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.WaitingProposal;
import java.util.Set;

/** How missing approvals are got: what is to be approved is brought where others can fetch it, and they are asked. */
final class ApprovalAdvice {
    private final Push push;
    private final String repository;
    private final Lines lines;

    /** @param repository by which statements name it */
    ApprovalAdvice(Push push, String repository, Lines lines) {
        this.push = push;
        this.repository = repository;
        this.lines = lines;
    }

    void add(Set<Code> codes, UpdateEvidence update) {
        if (!codes.contains(Code.APPROVALS_MISSING) && !codes.contains(Code.PATH_APPROVALS_MISSING)) {
            return;
        }
        String approve = "git refwarden-approve -r " + Printable.shellWord(repository);
        String ref = Printable.shellWord(update.update().ref().value());
        if (update.update().deletes()) {
            lines.hint("ask for approval of exactly this:");
            lines.command(approve + " -d origin " + ref);
        } else {
            boolean brought = bring(update);
            lines.hint((brought ? "then ask" : "ask") + " for approval of exactly this:");
            lines.command(approve + " origin " + ref + " " + update.update().after());
        }
        lines.hint("then push again, unchanged");
    }

    /** Tells how to bring what is not there yet; robots cannot, so that a person must. */
    private boolean bring(UpdateEvidence update) {
        if (update.refFacts().fetchable()) {
            return false;
        }
        String id = update.update().after().toString();
        lines.hint((push.pusher().isRobot() ? "have a person bring it" : "bring it")
                + " to the server, for others to look at:");
        lines.command("git push origin " + id + ":" + WaitingProposal.REFS + id);
        return true;
    }
}
