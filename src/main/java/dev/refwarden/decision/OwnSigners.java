package dev.refwarden.decision;

import dev.refwarden.git.ObjectId;
import dev.refwarden.people.PersonId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether each new commit and each new tag rests on more than its own signer. */
final class OwnSigners {
    private final RuleEvidence evidence;
    private final Set<PersonId> supporters;
    private final Optional<PersonId> secondKey;
    private final Instant now;
    private final Reasons into;
    private final Set<ObjectId> judged = new HashSet<>();

    /** Takes why someone else is needed. */
    @FunctionalInterface
    interface Reasons {
        void add(ObjectId object, String why);
    }

    /**
     * Prepares to judge under one demand for approvals.
     *
     * @param supporters the people who stand for the push
     * @param secondKey the pusher, where an approval by another key of theirs counts: what they signed is theirs to
     *     approve
     */
    OwnSigners(
            RuleEvidence evidence, Set<PersonId> supporters, Optional<PersonId> secondKey, Instant now, Reasons into) {
        this.evidence = evidence;
        this.supporters = supporters;
        this.secondKey = secondKey;
        this.now = now;
        this.into = into;
        evidence.commits().forEach(commit -> judged.add(commit.id()));
    }

    void judgeCommits(List<CommitFacts> commits) {
        for (CommitFacts commit : commits) {
            // What a judged commit's key is worth is a finding of its own.
            judge(
                    judged.contains(commit.id())
                            ? ObjectSigner.ofJudged(commit.id(), commit.trailerIgnored())
                            : ObjectSigner.of(commit, evidence.rule().keys(), now));
        }
    }

    /** Judges every layer of a new tag: what it leads to is approved by way of it. */
    void judgeTag(List<TagFacts> layers) {
        for (TagFacts layer : layers) {
            ObjectSigner signer = evidence.rule().tags().isPresent()
                    ? ObjectSigner.ofJudged(layer.id(), layer.trailerIgnored())
                    : ObjectSigner.of(layer, evidence.rule().keys(), now);
            judge(signer);
        }
    }

    private void judge(ObjectSigner signed) {
        Optional<PersonId> signer = signed.person();
        if (signer.isPresent() && signer.equals(secondKey)) {
            return;
        }
        long others = supporters.stream()
                .filter(person -> !signer.equals(Optional.of(person)))
                .count();
        if (signer.isPresent() && others == 0) {
            into.add(signed.object(), "only its signer, " + signer.get() + ", vouches for it");
        } else if (signer.isEmpty() && others < 2) {
            String why = signed.doubt().isEmpty()
                    ? "it is not signed"
                    : "its signature does not count here (" + signed.doubt() + ")";
            into.add(signed.object(), why + ", so two people must vouch for it");
        }
    }
}
