package dev.refwarden.decision;

import dev.refwarden.object.ObjectId;
import dev.refwarden.signature.SignatureCheck;
import java.util.Optional;

/**
 * What a commit's bytes show.
 *
 * @param subject the first line of its message, for people only
 * @param committer the e-mail of its committer line, by its own claim
 * @param author likewise
 * @param parents how many
 * @param signature what its signature proves, by the strict reading
 * @param trailerIgnored what it proves if text behind the armored block is passed over
 * @param trouble why it cannot be judged; everything else is a guess then
 */
public record CommitFacts(
        ObjectId id,
        String subject,
        String committer,
        String author,
        int parents,
        SignatureCheck signature,
        SignatureCheck trailerIgnored,
        Optional<Trouble> trouble) {
    /** A commit of which nothing is believed. */
    public static CommitFacts unreadable(ObjectId id, String subject, Trouble trouble) {
        SignatureCheck none = new SignatureCheck.Absent();
        return new CommitFacts(id, subject, "", "", 0, none, none, Optional.of(trouble));
    }
}
