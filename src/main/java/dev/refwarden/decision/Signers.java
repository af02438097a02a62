package dev.refwarden.decision;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Who signed what an update brings, and with which keys. */
final class Signers {
    private Signers() {}

    /** Every enrolled key that signed one of the new commits and tags. */
    static Collection<EnrolledKey> keysOf(UpdateEvidence update) {
        Map<KeyId, EnrolledKey> keys = new HashMap<>();
        for (TagFacts layer : update.pushed().layers()) {
            add(keys, layer.trailerIgnored());
        }
        for (RuleEvidence rule : update.rules()) {
            rule.commits().forEach(commit -> add(keys, commit.trailerIgnored()));
            rule.underApproval().forEach(commit -> add(keys, commit.trailerIgnored()));
            for (GuardedChange change : rule.changes()) {
                change.commits().forEach(commit -> add(keys, commit.trailerIgnored()));
            }
        }
        return keys.values();
    }

    private static void add(Map<KeyId, EnrolledKey> keys, SignatureCheck check) {
        if (check instanceof SignatureCheck.Valid valid) {
            keys.put(valid.enrolled().id(), valid.enrolled());
        }
    }
}
