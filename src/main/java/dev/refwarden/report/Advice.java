package dev.refwarden.report;

import dev.refwarden.decision.Code;
import java.util.Optional;

/** What to do about a finding that re-signing does not fix: a sentence, and perhaps a command. */
record Advice(String words, String command) {
    /** Where commands name the repository. */
    private static final String GITDIR = "GITDIR";

    static final Advice ON_UNKNOWN_REPOSITORY = new Advice(
            "nothing is wrong with your push; ask a security owner to have the policy name this repository (match)",
            "");

    /** @param ofRef whether it was found of a ref, not of the push as a whole */
    static Optional<Advice> on(Code code, boolean ofRef) {
        return Optional.ofNullable(
                switch (code) {
                    case KEY_COMPROMISED ->
                        new Advice(
                                "nothing by this key is believed any more; sign again what it signed, with another key, or"
                                        + " have a security owner look at these commits and vouch for them",
                                "");
                    case SIGNER_NOT_ALLOWED -> new Advice("ask one of those named to review and sign this", "");
                    case UNKNOWN_KEY -> new Advice("a new key of yours? ask a security owner to enrol it first", "");
                    case BRANCH_DELETED -> new Advice("it stays; ask an administrator if it really must go", "");
                    case TAG_MOVED -> new Advice("leave the tag where it is and give the new one a new name", "");
                    case TAG_DELETED -> new Advice("a published tag stays; ask an administrator if it must go", "");
                    case TAG_TARGET_FORBIDDEN -> new Advice("point the ref at a commit", "");
                    case REF_UNMATCHED ->
                        new Advice(
                                "push to a ref that a rule names, or ask a security owner to let a rule name this one",
                                "");
                    case UPDATE_MALFORMED ->
                        ofRef
                                ? new Advice("the ref may have moved meanwhile; fetch and push again:", "git fetch")
                                : new Advice(
                                        "the server's git sent Refwarden an impossible update; tell an administrator, who runs:",
                                        "refwarden doctor");
                    case PUSHER_MISMATCH ->
                        new Advice("sign the push with your own key, or push from your own account", "");
                    case WAIVER_INVALID -> new Advice("have the waiver made and signed again, or push without it", "");
                    case CERTIFICATE_REPLAYED ->
                        new Advice(
                                "a signed push works once, and again a second later; if the one before was not yours, tell your"
                                        + " security owner",
                                "");
                    case PUSHER_NOT_ALLOWED -> new Advice("ask someone who may push here to push this", "");
                    case SHALLOW_PUSH -> new Advice("fetch the whole history and push again:", "git fetch --unshallow");
                    case OBJECT_FORMAT_UNSUPPORTED ->
                        new Advice(
                                "nothing is wrong with your push; tell an administrator that this repository's object format"
                                        + " cannot be judged here",
                                "");
                    case DEADLINE_EXCEEDED ->
                        new Advice(
                                "push fewer commits or refs at once; if that does not help, ask an administrator to raise"
                                        + " deadline in server.yaml",
                                "");
                    case POLICY_INVALID ->
                        new Advice(
                                "nothing is wrong with your push; tell an administrator, who runs:",
                                "refwarden policy check");
                    case REPOSITORY_RENAMED ->
                        new Advice(
                                "tell an administrator, who confirms the name with:",
                                "refwarden baseline " + GITDIR + " --reason TEXT");
                    case LOG_UNAVAILABLE, INTERNAL_ERROR ->
                        new Advice(
                                "nothing is wrong with your push; tell an administrator, who runs:",
                                "refwarden doctor");
                    default -> null;
                });
    }

    /** @param gitDir where the repository lies on the server, as a word of shell */
    void addTo(Lines lines, String gitDir) {
        lines.hint(words);
        if (!command.isEmpty()) {
            lines.command(command.replace(GITDIR, gitDir));
        }
    }
}
