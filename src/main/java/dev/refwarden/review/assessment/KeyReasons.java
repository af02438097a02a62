package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which keys signed, and what became of them. */
final class KeyReasons implements Reasons {
    @Override
    public List<Reason> of(Scene scene) throws IOException {
        List<Reason> reasons = new ArrayList<>();
        for (String fingerprint : scene.unknownKeys()) {
            TreeSet<String> pushers = new TreeSet<>();
            for (LoggedPush other : scene.surroundings().signedWith(fingerprint)) {
                pushers.add(other.pusher());
            }
            pushers.remove("");
            pushers.remove(scene.push().pusher());
            if (!pushers.isEmpty()) {
                reasons.add(Reason.of(
                        5,
                        "One key that is not enrolled, " + fingerprint + ", signs under several accounts: "
                                + scene.push().pusher() + ", " + String.join(", ", pushers) + "."));
            }
        }
        enrolled(scene, reasons);
        return reasons;
    }

    private static void enrolled(Scene scene, List<Reason> reasons) {
        Instant time = scene.decision().time();
        boolean active = false;
        for (Person person : scene.people().all()) {
            for (EnrolledKey key : person.keys()) {
                if (!scene.push().signatures().contains(key.id().value())) {
                    continue;
                }
                if (key.compromised().filter(since -> !time.isBefore(since)).isPresent()) {
                    reasons.add(Reason.of(
                            8,
                            "The key " + key.id().value() + " counts as stolen since "
                                    + key.compromised().get() + "."));
                } else {
                    active |= person.id().value().equals(scene.push().person());
                }
            }
        }
        if (scene.person()
                .flatMap(Person::left)
                .filter(left -> !time.isBefore(left))
                .isPresent()) {
            reasons.add(Reason.of(4, scene.who() + " had left by then."));
        }
        if (active) {
            reasons.add(Reason.against(
                    0, "Signed with an enrolled key of " + scene.who() + ": whoever it is has that key."));
        }
    }
}
