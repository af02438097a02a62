package dev.refwarden.review;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A ref that is not where the log's last word on it says.
 *
 * @param tip where it is; zero where it is not there
 * @param last what the log says; absent where it never said anything
 */
public record UnloggedChange(RefName ref, What what, ObjectId tip, Optional<LastWord> last) {
    /** How the two differ. */
    public enum What {
        /** It is somewhere else. */
        MOVED,
        /** It is where it was before its last accepted push, although that push was seen to have landed. */
        SET_BACK,
        /** It is there, and nothing in the log ever put it there. */
        CREATED,
        /** It is gone. */
        DELETED,
        /** It is where it was before its last accepted push, and no one saw whether that landed. */
        BACK_OR_FAILED,
        /** Likewise, but the next hook saw that it had not landed: git failed to store it, and no harm is done. */
        NOT_LANDED;

        /** For programs, such as {@code set-back}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * The last accepted push of a ref, or the last declaration of an administrator.
     *
     * @param before where the ref was then
     * @param after where it was allowed to go; zero where it was to be deleted
     * @param declared whether it was an administrator's declaration
     */
    public record LastWord(long seq, Instant time, ObjectId before, ObjectId after, boolean declared) {}

    /** Whether someone may have written the ref without the hook. */
    public boolean isAroundTheHook() {
        return what != What.NOT_LANDED;
    }

    /** In words that go on after the ref's name, which a pusher may have chosen. */
    public String words() {
        String at = tip.isNull() ? "is not there" : "is at " + tip.abbreviated();
        if (last.isEmpty()) {
            return at + ", but no decision and no baseline ever put it there: it was created around the hook";
        }
        LastWord word = last.get();
        String who = (word.declared() ? "the baseline in line " : "decision ") + word.seq() + " of " + word.time();
        return switch (what) {
            case CREATED -> at + ", but " + who + " found no such ref: it was created around the hook";
            case MOVED -> at + ", but " + who + " " + left(word) + ": it was moved around the hook";
            case DELETED -> at + ", but " + who + " " + left(word) + ": it was deleted around the hook";
            case SET_BACK ->
                at + " again, but " + who + " " + left(word)
                        + " and was seen to have landed: it was set back around the hook";
            case BACK_OR_FAILED ->
                at + ", but " + who + " " + let(word) + ": git did not store that, or it was undone around the hook";
            case NOT_LANDED ->
                at + ", but " + who + " " + let(word)
                        + ", and the next push did not find it there: git did not store that";
        };
    }

    private static String left(LastWord word) {
        return word.after().isNull()
                ? "deleted it"
                : "left it at " + word.after().abbreviated();
    }

    private static String let(LastWord word) {
        return word.after().isNull()
                ? "let it be deleted"
                : "let it go to " + word.after().abbreviated();
    }
}
