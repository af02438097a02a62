package dev.refwarden.review.retained;

import dev.refwarden.decision.Pusher;
import dev.refwarden.ledger.StateFolder;

/**
 * Whose share a retained push counts against: the account that the server names, else the person whom the
 * certificate names, else everybody of whom nothing is known together.
 *
 * @param folder as a folder's name
 */
public record Holder(String folder) {
    public static Holder of(Pusher pusher) {
        if (pusher.account().isPresent()) {
            return new Holder("account-" + StateFolder.fileName(pusher.account().get()));
        }
        return new Holder(pusher.person()
                .map(person -> "person-" + StateFolder.fileName(person.id().value()))
                .orElse("unknown"));
    }
}
