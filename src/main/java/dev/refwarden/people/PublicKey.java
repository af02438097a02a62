package dev.refwarden.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a people file enrols under one id: an SSH key, an OpenPGP certificate or an X.509 identity. */
public interface PublicKey {
    /** The fingerprint that names the whole: of the SSH key, or of the certificate's primary key. */
    Fingerprint fingerprint();

    /** Every key that could make a signature under this id; they all count as the same enrolled key. */
    List<SigningKey> signingKeys();

    /**
     * The curve points of all its keys, in hexadecimal digits: by them the same private key is known again behind
     * another type, application or format. Empty where there are none, as for RSA.
     */
    List<String> points();

    /**
     * What the server remembers having seen, when this made a signature.
     *
     * @param signing the key that made it
     */
    default Fingerprint metAs(Fingerprint signing) {
        return signing;
    }

    /** The fingerprints of every key in it, of those too that may sign nothing. */
    default List<Fingerprint> fingerprints() {
        List<Fingerprint> fingerprints = new ArrayList<>(List.of(fingerprint()));
        signingKeys().forEach(key -> fingerprints.add(key.fingerprint()));
        return fingerprints;
    }

    /**
     * Does the arithmetic that reading leaves out.
     *
     * @throws UnusableKey if it shows that no signature by this key will ever be good
     */
    void validate() throws UnusableKey;

    /** Whether by its own word some key of it is neither revoked nor expired at {@code now}. */
    default boolean isUsable(Instant now) {
        return signingKeys().stream()
                .anyMatch(key -> key.revocation().isEmpty()
                        && key.expires().filter(end -> !end.isAfter(now)).isEmpty());
    }

    /** What weakens it, or soon will, for the security owner; each a sentence without its subject or a period. */
    default List<String> remarks(Instant now) {
        return List.of();
    }

    /** Why its own material is no reason to believe that a token holds the private key; absent where nothing is known of that. */
    default Optional<String> hardwareDoubt() {
        return Optional.empty();
    }

    /** Whether an authority that vouches for it has called any of its certificates compromised, or revoked one without a reason. */
    default boolean isCalledCompromised() {
        return false;
    }

    /** Whether statements besides commits, such as approvals, can be signed with it. */
    default boolean signsStatements() {
        return signingKeys().stream().anyMatch(key -> key.type().signsStatements());
    }
}
