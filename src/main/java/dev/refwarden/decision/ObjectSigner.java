package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whose a new commit or tag is, for the question who else stands for it.
 *
 * @param person who signed it with a key that counts; absent where its signature shows no one
 * @param doubt why a good signature counts for no one all the same; empty where there is none
 */
record ObjectSigner(ObjectId object, Optional<PersonId> person, String doubt) {
    /** By a signature that is judged elsewhere under the same rule, whatever its key is worth. */
    static ObjectSigner ofJudged(ObjectId object, SignatureCheck check) {
        return check instanceof SignatureCheck.Valid valid
                ? new ObjectSigner(object, Optional.of(valid.enrolled().person()), "")
                : new ObjectSigner(object, Optional.empty(), "");
    }

    /** By a commit's signature. */
    static ObjectSigner of(CommitFacts commit, Rule.Keys keys, Instant now) {
        return of(commit.id(), commit.trailerIgnored(), keys, Purpose.COMMITS, now, commit.accepted());
    }

    /** By a tag's signature. */
    static ObjectSigner of(TagFacts layer, Rule.Keys keys, Instant now) {
        return of(layer.id(), layer.trailerIgnored(), keys, Purpose.TAGS, now, Optional.empty());
    }

    private static ObjectSigner of(
            ObjectId object,
            SignatureCheck check,
            Rule.Keys keys,
            Purpose purpose,
            Instant now,
            Optional<Instant> accepted) {
        List<String> faults = new ArrayList<>();
        if (check instanceof SignatureCheck.Valid valid) {
            KeyJudge.judgeObject(valid, keys, purpose, now, accepted, (code, detail) -> faults.add(detail));
        }
        return faults.isEmpty() ? ofJudged(object, check) : new ObjectSigner(object, Optional.empty(), faults.get(0));
    }
}
