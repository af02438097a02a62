package dev.refwarden.ledger;

import java.util.Optional;

/** How a statement came to be remembered. */
public enum UseKind {
    /** A push certificate that came with a push, whatever became of it. */
    CERTIFICATE,
    /** An approval that the server saw for the first time. */
    APPROVAL_SEEN,
    /** An approval on which an accepted push rests. */
    APPROVAL_SPENT,
    /** A waiver that let a push through. */
    WAIVER_SPENT,
    /** An identity token that proved someone's presence. */
    TOKEN,
    /** One time step of one person's one-time codes. */
    CODE,
    /** A one-time code of a person that was wrong. */
    CODE_FAILED,
    /** A counter that a security key named in a push certificate. */
    COUNTER,
    /** A commit or tag that someone brought to be looked at. */
    PROPOSED;

    private final String word = JsonNames.lowerCase(name());

    String word() {
        return word;
    }

    static Optional<UseKind> of(String word) {
        for (UseKind kind : values()) {
            if (kind.word.equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
