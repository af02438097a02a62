package dev.refwarden.review.assessment;

import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.LoggedPush;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.review.PushContent;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One refused push with everything that is known around it.
 *
 * @param content what it would have changed
 * @param accepted earlier pushes by the same person or account that passed, newest first
 * @param others all other pushes by them, before and after, newest first
 * @param people as the configuration names them today; no one where it cannot be read
 */
record Scene(
        LoggedPush push,
        PushContent content,
        List<LoggedPush> accepted,
        List<LoggedPush> others,
        Surroundings surroundings,
        People people) {
    static Scene of(LoggedPush push, PushContent content, Surroundings surroundings, People people) throws IOException {
        List<LoggedPush> same = surroundings.sameHand(push);
        List<LoggedPush> accepted = same.stream()
                .filter(other -> other.decision().isAccepted()
                        && other.decision().seq() < push.decision().seq())
                .toList();
        List<LoggedPush> others = same.stream()
                .filter(other -> other.decision().seq() != push.decision().seq())
                .toList();
        return new Scene(push, content, accepted, others, surroundings, people);
    }

    LoggedDecision decision() {
        return push.decision();
    }

    /** Who pushed, for a sentence. */
    String who() {
        String account = decision().text("pusher", "account");
        if (!push.person().isEmpty()) {
            return push.person();
        }
        return account.isEmpty() ? "someone unknown" : "the account " + account;
    }

    Optional<Person> person() {
        return push.person().isEmpty() ? Optional.empty() : people.person(new PersonId(push.person()));
    }

    /** Whether an enrolled key of whoever pushed signed a commit, a tag or the push. */
    boolean isSignedByPusher() {
        return !push.person().isEmpty() && push.signatures().contains(push.person());
    }

    boolean isRobot() {
        return person().filter(Person::robot).isPresent();
    }

    /** Fingerprints of signatures by keys that are not enrolled. */
    TreeSet<String> unknownKeys() {
        TreeSet<String> unknown = new TreeSet<>();
        for (String list : List.of("commits", "tags")) {
            for (Map<String, Object> signed : decision().objects(list)) {
                if (LoggedDecision.text(signed, "signer").isEmpty()) {
                    unknown.add(LoggedDecision.text(signed, "fingerprint"));
                }
            }
        }
        unknown.remove("");
        return unknown;
    }
}
