package dev.refwarden.decision;

import dev.refwarden.key.KeyId;
import dev.refwarden.key.PersonId;
import dev.refwarden.signature.SignatureCheck;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Who signed what an update brings. */
final class Signers {
    private Signers() {}

    /** Whose signature a commit bears; absent where it proves nobody's. */
    static Optional<PersonId> of(CommitFacts commit) {
        return person(commit.trailerIgnored());
    }

    static Optional<PersonId> of(TagFacts tag) {
        return person(tag.trailerIgnored());
    }

    /** Every enrolled key that signed one of the new commits and tags. */
    static Set<KeyId> keysOf(UpdateEvidence update) {
        Set<KeyId> keys = new HashSet<>();
        for (TagFacts layer : update.pushed().layers()) {
            add(keys, layer.trailerIgnored());
        }
        for (RuleEvidence rule : update.rules()) {
            rule.commits().forEach(commit -> add(keys, commit.trailerIgnored()));
            rule.underApproval().forEach(commit -> add(keys, commit.trailerIgnored()));
        }
        return keys;
    }

    private static void add(Set<KeyId> keys, SignatureCheck check) {
        if (check instanceof SignatureCheck.Valid valid) {
            keys.add(valid.enrolled().id());
        }
    }

    private static Optional<PersonId> person(SignatureCheck check) {
        return check instanceof SignatureCheck.Valid valid
                ? Optional.of(valid.enrolled().person())
                : Optional.empty();
    }
}
