package dev.refwarden.report;

import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What helps where a ref must not be written as it was pushed; nothing is said where nothing helps. */
final class RefAdvice {
    private static final String OTHER_NAME = "push it under another name";

    /** What findings say of names that cannot stand, or can be taken for others. */
    private static final Pattern OF_NAME = Pattern.compile(
            "can be taken for |git does not take this as a ref name"
                    + "|is longer than git can keep|holds characters that cannot be |it is not a full ref name"
                    + "|git takes .* for something else|its name cannot be a file|this server's disk takes |but for its spelling");

    private static final Pattern SAME_SHORT_NAME = Pattern.compile("its short name means (\\S+) as well");
    private static final Pattern BELOW = Pattern.compile("^(\\S+) is a ref, so git cannot keep one below it");
    private static final Pattern ABOVE = Pattern.compile("there are refs below it, such as (\\S+), so");
    private static final Pattern CONFIGURED = Pattern.compile("\\((receive\\.\\S+)(?: or \\S+)?\\)");
    private static final Pattern PROPOSAL = Pattern.compile("^the proposal of \\S+ belongs to (\\S+)$");
    private static final Pattern APPROVED = Pattern.compile("approved the same already, in (\\S+); delete that first");
    private static final Pattern ANOTHER_LINE = Pattern.compile("it is another name of (\\S+), which another line");

    private final UpdateEvidence update;
    private final Lines lines;

    RefAdvice(UpdateEvidence update, Lines lines) {
        this.update = update;
        this.lines = lines;
    }

    /** @param details of the findings that forbid the ref */
    void add(List<String> details) {
        details.forEach(this::add);
    }

    private void add(String detail) {
        Optional<String> shared = found(SAME_SHORT_NAME, detail);
        Optional<String> inTheWay = found(BELOW, detail).or(() -> found(ABOVE, detail));
        Optional<String> setting = found(CONFIGURED, detail);
        Optional<String> proposal = found(PROPOSAL, detail);
        Optional<String> approval = found(APPROVED, detail);
        Optional<String> target = found(ANOTHER_LINE, detail);
        RefUpdate line = update.update();
        if (shared.isPresent()) {
            lines.hint(OTHER_NAME + "; or the policy can allow it (ambiguous-names)");
        } else if (inTheWay.isPresent()) {
            lines.hint(OTHER_NAME + ", or have " + Printable.of(inTheWay.get(), 120) + " deleted first");
        } else if (setting.isPresent()) {
            lines.hint("an administrator can change " + setting.get() + " in the repository's own configuration");
        } else if (proposal.isPresent()) {
            lines.hint("propose it under its own name:");
            lines.command("git push origin " + line.after() + ":" + Printable.shellWord(proposal.get()));
        } else if (approval.isPresent()) {
            lines.hint("one is enough; to give another in its place, delete it first:");
            lines.command("git push origin :" + Printable.shellWord(approval.get()));
        } else if (target.isPresent()) {
            lines.hint("push to one of the two alone");
        } else if (detail.startsWith("git keeps only commits on a branch")) {
            commit();
        } else if (detail.contains("symbolic link")) {
            lines.hint("an administrator sees which refs are links with:");
            lines.command("refwarden doctor --repo GITDIR");
        } else if (detail.contains("takes valid approvals and proposals only")) {
            lines.hint("approvals are made and sent by git refwarden-approve");
        } else if (detail.startsWith("refs/replace/") || detail.startsWith("refs/namespaces/")) {
            lines.hint("leave this ref out of the push; no policy allows it");
        } else if (!line.deletes() && OF_NAME.matcher(detail).find()) {
            lines.hint(OTHER_NAME);
        }
    }

    private void commit() {
        Optional<ObjectId> commit = update.pushed().commit();
        if (commit.isEmpty()) {
            lines.hint("push a commit to it, or this to a ref that is not a branch");
            return;
        }
        lines.hint("push the commit itself:");
        lines.command("git push origin " + commit.get().abbreviated() + ":"
                + Printable.shellWord(update.update().ref().value()));
    }

    private static Optional<String> found(Pattern pattern, String detail) {
        Matcher matcher = pattern.matcher(detail);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
