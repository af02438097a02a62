package dev.refwarden.format;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** All enrolled keys, among which each format finds the one that a signature names in its own way. */
public final class Keyring {
    private final People people;
    private final UnaryOperator<EnrolledKey> remembering;
    private final Map<Class<?>, Object> indexes = new ConcurrentHashMap<>();

    public Keyring(People people) {
        this(people, UnaryOperator.identity());
    }

    /** @param remembering says of a key that was found what more is known of it; not cheap */
    public Keyring(People people, UnaryOperator<EnrolledKey> remembering) {
        this.people = people;
        this.remembering = remembering;
    }

    /** The keys of one kind, in the order of the people's ids; nothing is remembered of them yet. */
    public List<EnrolledKey> keys(Class<? extends PublicKey> kind) {
        return people.all().stream()
                .flatMap(person -> person.keys().stream())
                .filter(enrolled -> kind.isInstance(enrolled.key()))
                .toList();
    }

    /** The key with everything that is known of it. */
    public EnrolledKey remembered(EnrolledKey key) {
        return remembering.apply(key);
    }

    /**
     * A format's own index of these keys, which is made when it is first asked for, and once, whichever threads ask.
     *
     * @param maker may not ask for another index
     */
    public <I> I index(Class<I> kind, Function<Keyring, I> maker) {
        return kind.cast(indexes.computeIfAbsent(kind, missing -> maker.apply(this)));
    }
}
