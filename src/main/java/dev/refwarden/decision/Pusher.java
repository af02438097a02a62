package dev.refwarden.decision;

import dev.refwarden.people.Person;
import java.time.Instant;
import java.util.Optional;

/**
 * Who runs {@code git push}.
 *
 * @param account as the Git server names them; a claim of the server, not of the pusher
 * @param holder whose account that is
 * @param signer who signed the push certificate, where it is usable
 */
public record Pusher(Optional<String> account, Optional<Person> holder, Optional<Person> signer) {
    public static final Pusher UNKNOWN = new Pusher(Optional.empty(), Optional.empty(), Optional.empty());

    /** The signer of the certificate, else the holder of the account. */
    public Optional<Person> person() {
        return signer.isPresent() ? signer : holder;
    }

    public Pusher signedBy(Optional<Person> person) {
        return new Pusher(account, holder, person);
    }

    public boolean isRobot() {
        return person().filter(Person::robot).isPresent();
    }

    /** Who has left by then, of those whom the certificate and the account name. */
    Optional<Person> gone(Instant now) {
        Optional<Person> gone = signer.filter(person -> person.hasLeft(now));
        return gone.isPresent() ? gone : holder.filter(person -> person.hasLeft(now));
    }

    /** Whether the server says one person and the certificate another. */
    boolean isContradictory() {
        return signer.isPresent()
                && holder.isPresent()
                && !signer.get().id().equals(holder.get().id());
    }
}
