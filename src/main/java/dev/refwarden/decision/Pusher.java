package dev.refwarden.decision;

import dev.refwarden.key.Person;
import java.util.Optional;

/**
 * Who runs {@code git push}.
 *
 * @param account as the Git server names them; a claim of the server, not of the pusher
 * @param person whose account that is
 */
public record Pusher(Optional<String> account, Optional<Person> person) {
    public static final Pusher UNKNOWN = new Pusher(Optional.empty(), Optional.empty());

    public boolean isRobot() {
        return person.filter(Person::robot).isPresent();
    }
}
