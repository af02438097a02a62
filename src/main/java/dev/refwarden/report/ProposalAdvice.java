package dev.refwarden.report;

import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.decision.WaitingProposal;
import dev.refwarden.git.RefName;
import java.util.List;
import java.util.stream.Collectors;

/** How room is made for a proposal too many. */
final class ProposalAdvice {
    private static final int MOST = 3;

    private final Push push;
    private final Evidence evidence;
    private final Lines lines;
    private final String gitDir;

    /** @param gitDir where the repository lies on the server, as a word of shell */
    ProposalAdvice(Push push, Evidence evidence, Lines lines, String gitDir) {
        this.push = push;
        this.evidence = evidence;
        this.lines = lines;
        this.gitDir = gitDir;
    }

    /** Whether it is a proposal too many. */
    boolean hasNoRoom(UpdateEvidence update) {
        return update.update().ref().isUnder(WaitingProposal.REFS)
                && update.update().creates()
                && evidence.attestations().proposals().isTooMuch(push);
    }

    /** @param alone whether nothing else speaks against the proposal */
    void makeRoom(UpdateEvidence update, boolean alone) {
        List<RefName> oldest = evidence.attestations().proposals().toMakeRoomFor(push);
        if (!oldest.isEmpty() && alone) {
            lines.hint(
                    "your oldest can make room; delete " + (oldest.size() == 1 ? "it" : "them") + " in the same push:");
            lines.command("git push origin "
                    + oldest.stream()
                            .map(ref -> ":" + Printable.shellWord(ref.value()) + " ")
                            .collect(Collectors.joining())
                    + update.update().after() + ":"
                    + Printable.shellWord(update.update().ref().value()));
        } else if (oldest.isEmpty() && !evidence.attestations().proposals().isFull(push)) {
            lines.hint("bring fewer of them");
        } else if (oldest.isEmpty()) {
            lines.hint("ask an administrator, who deletes those that are of no use any more:");
            lines.command("refwarden approvals " + gitDir + " --prune");
        }
    }

    /** Tells whoever brings one more which of theirs go for it. */
    void tellWhatGoes() {
        List<RefName> going = evidence.attestations().proposals().makingRoomFor(push);
        going.stream()
                .limit(MOST)
                .forEach(ref -> lines.add("your oldest proposal makes room: " + Printable.of(ref.value(), 2 * 120)));
        if (going.size() > MOST) {
            lines.add("and " + (going.size() - MOST) + " more of yours");
        }
    }
}
