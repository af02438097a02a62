package dev.refwarden.report;

import dev.refwarden.decision.CommitFacts;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.RuleEvidence;
import dev.refwarden.decision.TagFacts;
import dev.refwarden.decision.UpdateEvidence;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.PersonId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How people recognise the commits and tags of a push. */
final class Subjects {
    private static final int LONGEST_SUBJECT = 60;
    private static final int LONGEST_EMAIL = 80;

    private final Map<ObjectId, CommitFacts> commits = new HashMap<>();
    private final Map<ObjectId, TagFacts> tags = new HashMap<>();

    Subjects(Evidence evidence) {
        for (UpdateEvidence update : evidence.updates()) {
            update.pushed().layers().forEach(tag -> tags.put(tag.id(), tag));
            for (RuleEvidence rule : update.rules()) {
                rule.underApproval().forEach(commit -> commits.put(commit.id(), commit));
                rule.changes().forEach(change -> change.commits().forEach(commit -> commits.put(commit.id(), commit)));
                rule.commits().forEach(commit -> commits.put(commit.id(), commit));
            }
        }
    }

    boolean isCommit(ObjectId id) {
        return commits.containsKey(id);
    }

    /** Who signed that commit; absent where no one did, or no one known. */
    Optional<PersonId> signer(ObjectId id) {
        return Optional.ofNullable(commits.get(id))
                .map(CommitFacts::signature)
                .filter(SignatureCheck.Valid.class::isInstance)
                .map(check -> ((SignatureCheck.Valid) check).enrolled().person());
    }

    /** A finding in one line, without its code. */
    String line(Finding finding) {
        String detail = Printable.of(finding.detail(), 300);
        if (finding.object().isEmpty()) {
            return detail;
        }
        ObjectId id = finding.object().get();
        CommitFacts commit = commits.get(id);
        if (commit != null) {
            return id.abbreviated() + quoted(commit.subject()) + by(" committed by ", commit.committer())
                    + signedBy(commit.signature()) + ": " + detail;
        }
        TagFacts tag = tags.get(id);
        return tag == null
                ? id.abbreviated() + ": " + detail
                : id.abbreviated() + quoted(tag.subject()) + by(" tagged by ", tag.tagger()) + signedBy(tag.signature())
                        + ": " + detail;
    }

    private static String quoted(String subject) {
        return subject.isEmpty() ? "" : " \"" + Printable.of(subject, LONGEST_SUBJECT) + "\"";
    }

    private static String by(String words, String email) {
        return email.isEmpty() ? "" : words + Printable.of(email, LONGEST_EMAIL);
    }

    private static String signedBy(SignatureCheck check) {
        if (check instanceof SignatureCheck.Valid valid) {
            return ", signed by " + valid.enrolled().person() + " ("
                    + valid.enrolled().id() + ")";
        }
        return check instanceof SignatureCheck.UnknownKey unknown
                ? ", signed by " + Printable.of(unknown.key(), LONGEST_EMAIL)
                : "";
    }
}
