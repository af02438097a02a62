package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a commit's bytes show.
 *
 * @param subject the first line of its message, for people only
 * @param committer the e-mail of its committer line, by its own claim
 * @param author likewise
 * @param parents how many
 * @param cleanMerge whether it brings exactly what merging two different parents comes to; looked at only where a robot signed
 *     it that may merge
 * @param signature what its signature proves, by the strict reading
 * @param trailerIgnored what it proves if text behind the armored block is passed over
 * @param accepted when it was first accepted here under a rule that demands signatures; looked up only where
 *     its key's life may have ended since
 * @param trouble why it cannot be judged; everything else is a guess then
 */
public record CommitFacts(
        ObjectId id,
        String subject,
        String committer,
        String author,
        int parents,
        boolean cleanMerge,
        SignatureCheck signature,
        SignatureCheck trailerIgnored,
        Optional<Instant> accepted,
        Optional<Failure> trouble) {
    /** A commit of which nothing is believed. */
    public static CommitFacts unreadable(ObjectId id, String subject, Failure trouble) {
        SignatureCheck none = new SignatureCheck.Absent();
        return new CommitFacts(id, subject, "", "", 0, false, none, none, Optional.empty(), Optional.of(trouble));
    }

    /**
     * Since when nothing by the key that signed it is believed, where it was first accepted after that, or is
     * not accepted yet; {@link Instant#MIN} where nothing by it ever was.
     */
    public Optional<Instant> compromisedSince(Instant now) {
        return trailerIgnored instanceof SignatureCheck.Valid valid
                ? KeyLife.of(valid.enrolled(), valid.key()).compromisedSince(accepted.orElse(now))
                : Optional.empty();
    }

    /** The same as a rule reads it that passes over text behind the armored block. */
    CommitFacts passingOverTrailer() {
        return new CommitFacts(
                id, subject, committer, author, parents, cleanMerge, trailerIgnored, trailerIgnored, accepted, trouble);
    }

    /** The same with the time of its first acceptance. */
    public CommitFacts accepted(Instant time) {
        return new CommitFacts(
                id,
                subject,
                committer,
                author,
                parents,
                cleanMerge,
                signature,
                trailerIgnored,
                Optional.of(time),
                trouble);
    }
}
