package dev.refwarden.report;

import dev.refwarden.decision.Limit;
import dev.refwarden.git.RefUpdate;
import java.util.Optional;

/** What helps where a push goes beyond a limit. */
final class LimitAdvice {
    /** Side branches bring commits too, so that a step along first parents is to bring fewer than the limit. */
    private static final int PART = 4;

    private final Optional<RefUpdate> update;
    private final Lines lines;

    /** @param update what goes beyond it, where it is one */
    LimitAdvice(Optional<RefUpdate> update, Lines lines) {
        this.update = update;
        this.lines = lines;
    }

    void add(Limit.Exceeded exceeded) {
        long most = exceeded.most();
        switch (exceeded.limit()) {
            case COMMITS -> steps(Math.max(1, most / PART));
            case COMMITS_OF_PROPOSAL -> lines.hint("propose fewer commits at once: first some that the others rest on");
            case UPDATES -> lines.hint("push at most " + most + " refs at once");
            case OPTIONS -> lines.hint("give an approval or a waiver once, and only those that are for this push");
            case TAG_LAYERS -> lines.hint("make a tag of the commit itself");
            case FOLDERS -> lines.hint("nobody can judge folders like these; make the commits again without them");
            case BASED_ON ->
                lines.hint(
                        "nothing is wrong with your push; tell a security owner that these rules lean on too many others");
            case MEMORY, MEMORY_OF_GATE -> lines.hint("push fewer or smaller commits at once");
            case OBJECT_SIZE ->
                lines.hint("files may be larger; this is a commit, a tag or a folder, which seldom is so large");
        }
        if (!exceeded.limit().key().isEmpty()) {
            lines.hint((exceeded.limit() == Limit.OBJECT_SIZE ? "if it must be, " : "or ")
                    + "ask an administrator to raise " + exceeded.limit().key() + " in server.yaml");
        }
    }

    private void steps(long commits) {
        if (update.isEmpty() || update.get().deletes()) {
            lines.hint("push fewer commits at once");
            return;
        }
        RefUpdate line = update.get();
        String ref = Printable.shellWord(line.ref().value());
        String from = line.creates() ? "" : " ^" + line.before().abbreviated();
        lines.hint("push in steps of " + commits + (commits == 1 ? " commit:" : " commits:"));
        lines.command("for step in $(git rev-list --first-parent --reverse "
                + line.after().abbreviated() + from + " | awk 'NR % " + commits
                + " == 0'); do git push origin $step:" + ref + " || break; done");
        lines.command("git push origin " + line.after().abbreviated() + ":" + ref);
    }
}
