package dev.refwarden.format.openpgp;

import dev.refwarden.format.KeyEntry;
import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.UnusableKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code openpgp} of a people file: the path of a certificate as {@code gpg --export} writes it. */
final class OpenPgpKeyReader implements PublicKeyReader {
    private final OpenPgpRevokers revokers = new OpenPgpRevokers();
    private final Map<Fingerprint, Claim> claims = new HashMap<>();

    private record Claim(OpenPgpCertificate certificate, KeyEntry entry) {
        boolean owns(Fingerprint fingerprint) {
            return certificate.ownsSigningKey(fingerprint);
        }
    }

    @Override
    public Optional<PublicKey> read(KeyEntry entry) {
        Optional<OpenPgpCertificate> certificate = entry.text().flatMap(path -> certificate(path, entry));
        certificate.ifPresent(read -> claim(read, entry));
        return certificate.map(read -> read);
    }

    private Optional<OpenPgpCertificate> certificate(String path, KeyEntry entry) {
        Optional<byte[]> file = entry.file(path);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OpenPgpCertificate.parse(file.get(), revokers));
        } catch (UnusableKey e) {
            entry.unusable(path + ": ", e);
            return Optional.empty();
        }
    }

    /**
     * Claims every key in a certificate, bound or not: what is bound costs more to find than a push can spare, so it is
     * asked only where two certificates hold the same key. Then a claim to which the key did not consent counts for
     * nothing, and hinders no one else's. Primary keys are never shared.
     */
    private void claim(OpenPgpCertificate certificate, KeyEntry entry) {
        for (OpenPgpKey key : certificate.keys()) {
            Fingerprint fingerprint = key.fingerprint();
            Claim claim = new Claim(certificate, entry);
            Claim first = claims.putIfAbsent(fingerprint, claim);
            if (first == null || first.entry == entry) {
                continue;
            }
            boolean twice = first.certificate.fingerprint().equals(certificate.fingerprint());
            if (twice || (first.owns(fingerprint) && claim.owns(fingerprint))) {
                entry.belongsTo(first.entry, "OpenPGP key " + fingerprint);
                return;
            }
            if (!first.owns(fingerprint)) {
                claims.put(fingerprint, claim);
            }
        }
    }
}
