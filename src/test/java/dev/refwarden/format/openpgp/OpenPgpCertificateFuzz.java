package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.binding;
import static dev.refwarden.format.openpgp.OpenPgpForge.certificate;
import static dev.refwarden.format.openpgp.OpenPgpForge.consent;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.subkey;

import dev.refwarden.fuzz.Promise;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.UnusableKey;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** OpenPGP certificates: none of their keys signs but those that the primary key bound. */
public final class OpenPgpCertificateFuzz {
    private static final OpenPgpForge.Key ADA = OpenPgpForge.ed25519(4, 1);
    private static final OpenPgpForge.Key SUB = OpenPgpForge.legacy(2);
    private static final OpenPgpForge.Key EVE = OpenPgpForge.ed25519(4, 3);
    private static final OpenPgpForge.Key SIX = OpenPgpForge.ed448(6, 4);
    private static final Set<String> BOUND =
            List.of(ADA, SUB, SIX).stream().map(OpenPgpCertificateFuzz::name).collect(Collectors.toSet());

    private OpenPgpCertificateFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            OpenPgpCertificate certificate = OpenPgpCertificate.parse(input);
            certificate.userIds();
            certificate.remarks();
            certificate.points();
            for (SigningKey key : certificate.signingKeys()) {
                Promise.that(BOUND.contains(key.fingerprint().value()), "only what the primary key bound signs");
            }
            certificate.validate();
            Promise.that(!certificate.signingKeys().isEmpty(), "what is valid signs");
        } catch (UnusableKey e) {
            Promise.that(!String.valueOf(e.getMessage()).isBlank(), "the reason is told");
        }
    }

    private static String name(OpenPgpForge.Key key) {
        return HexFormat.of().withUpperCase().formatHex(key.fingerprint());
    }

    public static List<byte[]> seeds() {
        byte[] bound = binding(ADA, SUB, join(made(BORN), flags(2), consent(SUB, ADA, SUB)));
        byte[] withSubkey = certificate(ADA, subkey(SUB), bound);
        return List.of(
                certificate(ADA),
                certificate(SIX),
                withSubkey,
                certificate(ADA, subkey(EVE), binding(ADA, EVE, join(made(BORN), flags(2)))),
                join(certificate(ADA), OpenPgpForge.revocation(ADA, ADA, made(BORN + 5), new byte[0])),
                join(withSubkey, OpenPgpForge.subkeyRevocation(ADA, SUB, join(made(BORN + 5), OpenPgpForge.reason(2)))),
                join(OpenPgpForge.primaryKey(ADA), OpenPgpForge.direct(ADA, join(made(BORN), flags(2)))),
                OpenPgpForge.armor("PUBLIC KEY BLOCK", withSubkey));
    }
}
