package dev.refwarden.decision;

import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.People;
import java.util.List;

/**
 * What a push asks.
 *
 * @param repository the name by which policies know the repository
 * @param people everybody whom the policy names
 * @param updates in the order in which git gave them
 */
public record Push(String repository, Pusher pusher, People people, List<RefUpdate> updates) {
    public Push {
        updates = PushedUpdates.of(updates);
    }

    /** The same by someone else. */
    public Push by(Pusher other) {
        return new Push(repository, other, people, updates);
    }
}
