package dev.refwarden.policy.read;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.x509.CertifiedName;
import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Identifiers;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of a person's {@code keys}. */
final class KeyReader {
    private static final Words<Purpose> PURPOSES = new Words<>(
            List.of("commits", "tags", "pushes", "approvals"),
            List.of(Purpose.COMMITS, Purpose.TAGS, Purpose.PUSHES, Purpose.APPROVALS));
    /** One set for all the keys that are for everything. */
    static final Set<Purpose> EVERYTHING = Set.copyOf(EnumSet.allOf(Purpose.class));

    private static final Words<Boolean> AT_SIGNING_TIME =
            new Words<>(List.of("signing-time", "now"), List.of(true, false));

    private static final Duration USUAL_WITHIN = Duration.ofDays(3);

    private final KeyMaterial material;
    private final Owners owners;
    private final Problems problems;

    KeyReader(ConfigFolder folder, Owners owners, Problems problems) {
        this.material = new KeyMaterial(folder, problems);
        this.owners = owners;
        this.problems = problems;
    }

    Optional<EnrolledKey> read(Section key, PersonId person) {
        Optional<KeyId> id = id(key, person);
        Optional<Duration> judgedWithin = judgedWithin(key);
        Optional<PublicKey> publicKey = publicKey(key, person, judgedWithin);
        boolean hardware = key.flag("hardware", false);
        Optional<Instant> enrolled = key.require("enrolled").moment("enrolled");
        Optional<Instant> expires = key.moment("expires");
        Optional<Instant> retired = key.moment("retired");
        Optional<Instant> compromised = key.moment("compromised");
        Set<Purpose> purposes = purposes(key);
        key.end();
        if (id.isEmpty() || publicKey.isEmpty() || enrolled.isEmpty() || purposes.isEmpty()) {
            return Optional.empty();
        }
        if (expires.isPresent() && !expires.get().isAfter(enrolled.get())) {
            problems.add(key.place("expires"), "expires must be later than enrolled");
        }
        if (retired.isPresent() && retired.get().isBefore(enrolled.get())) {
            problems.add(key.place("retired"), "retired must not be earlier than enrolled");
        }
        return Optional.of(new EnrolledKey(
                id.get(), person, publicKey.get(), hardware, enrolled.get(), expires, retired, compromised, purposes));
    }

    private Optional<KeyId> id(Section key, PersonId person) {
        Optional<String> id = key.require("id").text("id");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Place place = key.place("id");
        if (!Identifiers.isKey(id.get())) {
            problems.add(
                    place,
                    DisplayText.quoted(id.get()) + " is no key id: letters, digits, and . _ - @ + inside, "
                            + "and nothing that looks like a fingerprint");
        }
        owners.claimOnce("key id", id.get(), person, place);
        return Optional.of(new KeyId(id.get()));
    }

    private Optional<PublicKey> publicKey(Section key, PersonId person, Optional<Duration> judgedWithin) {
        Optional<Yaml> ssh = key.take("ssh");
        Optional<Yaml> openPgp = key.take("openpgp");
        Optional<Section> x509 = key.section("x509");
        int kinds = (key.has("ssh") ? 1 : 0) + (key.has("openpgp") ? 1 : 0) + (key.has("x509") ? 1 : 0);
        if (kinds != 1) {
            String found = kinds == 0 ? "needs one of ssh, openpgp or x509" : "can be one of ssh, openpgp or x509 only";
            problems.add(key.place(), "a key " + found);
            return Optional.empty();
        }
        Optional<PublicKey> read = Optional.empty();
        Place place = key.place(ssh.isPresent() ? "ssh" : openPgp.isPresent() ? "openpgp" : "x509");
        if (ssh.isPresent()) {
            read = material.ssh(ssh.get());
        } else if (openPgp.isPresent()) {
            read = material.openPgp(openPgp.get());
        } else if (x509.isPresent()) {
            read = material.x509(x509.get(), judgedWithin);
        }
        if (read.isPresent()) {
            claim(read.get(), person, place);
        }
        return read;
    }

    private void claim(PublicKey key, PersonId person, Place place) {
        if (key instanceof SshPublicKey ssh) {
            owners.claimKey(ssh, person, place);
        } else if (key instanceof OpenPgpCertificate certificate) {
            owners.claimCertificate(certificate, person, place);
        } else if (key instanceof X509Identity identity) {
            CertifiedName name = identity.name();
            String kind = name.kind() == CertifiedName.Kind.EMAIL ? "e-mail" : "uri";
            owners.claim(kind, name.canonical(), person, place);
            // The login is a part of the identity: one name may have several, at different providers.
            String login = identity.oidcIssuer().map(issuer -> " by " + issuer).orElse("");
            owners.claimOnce(
                    "certificate identity",
                    name.canonical() + " of " + identity.authorityFile() + login,
                    person,
                    place);
        }
    }

    private Set<Purpose> purposes(Section key) {
        List<Purpose> purposes = key.words("for", key.filledList("for"), PURPOSES);
        if (key.has("for")) {
            return purposes.isEmpty() ? Set.of() : EnumSet.copyOf(purposes);
        }
        return EVERYTHING;
    }

    /** How long after its own time a signature counts; absent where it is judged when it comes. */
    private Optional<Duration> judgedWithin(Section key) {
        boolean atSigningTime = key.word("judged-at", AT_SIGNING_TIME, false);
        Optional<Duration> within = key.positiveDuration("judged-within");
        if (key.has("judged-at") && !key.has("x509")) {
            problems.add(key.place("judged-at"), "judged-at is for x509 keys only");
        } else if (within.isPresent() && !atSigningTime) {
            problems.add(key.place("judged-within"), "judged-within needs judged-at: signing-time");
        }
        return atSigningTime ? Optional.of(within.orElse(USUAL_WITHIN)) : Optional.empty();
    }
}
