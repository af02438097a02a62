package dev.refwarden.format;

import dev.refwarden.format.openpgp.OpenPgpCandidate;
import dev.refwarden.format.openpgp.OpenPgpIndex;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** All enrolled keys, found by what a signature says of the key that made it. */
public final class Keyring {
    private final Map<SshPublicKey, EnrolledKey> ssh = new HashMap<>();

    private final List<EnrolledKey> identities = new ArrayList<>();
    private final Lazy<OpenPgpIndex> openPgp;
    private final UnaryOperator<EnrolledKey> remembering;

    public Keyring(People people) {
        this(people, UnaryOperator.identity());
    }

    /** @param remembering says of a key that was found what more is known of it */
    public Keyring(People people, UnaryOperator<EnrolledKey> remembering) {
        this.remembering = remembering;
        List<EnrolledKey> certificates = new ArrayList<>();
        for (Person person : people.all()) {
            for (EnrolledKey enrolled : person.keys()) {
                if (enrolled.key() instanceof SshPublicKey key) {
                    ssh.put(key, enrolled);
                } else if (enrolled.key() instanceof X509Identity) {
                    identities.add(enrolled);
                } else {
                    certificates.add(enrolled);
                }
            }
        }
        openPgp = new Lazy<>(
                () -> new OpenPgpIndex(certificates.stream().map(remembering).toList()));
    }

    /** Under which id an SSH key is enrolled, if it is. */
    public Optional<EnrolledKey> find(SshPublicKey key) {
        return Optional.ofNullable(ssh.get(key)).map(remembering);
    }

    /** Every enrolled X.509 identity, in the order of the people's ids. */
    public List<EnrolledKey> identities() {
        return identities.stream().map(remembering).toList();
    }

    /** The enrolled certificates that hold the OpenPGP key of this full fingerprint, bound or not. */
    public List<OpenPgpCandidate> findOpenPgp(Fingerprint fingerprint) {
        return openPgp.get().find(fingerprint);
    }

    /** The OpenPGP keys that share these 64 bits, which others can choose: a hint, never an identity. */
    public List<OpenPgpCandidate> findOpenPgp(long keyId) {
        return openPgp.get().find(keyId);
    }

    /** Every key in every enrolled OpenPGP certificate, in the order of the people's ids. */
    public List<OpenPgpCandidate> everyOpenPgp() {
        return openPgp.get().all();
    }
}
