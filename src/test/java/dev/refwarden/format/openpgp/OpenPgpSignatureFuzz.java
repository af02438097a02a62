package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.armor;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuer;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuerFingerprint;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.packet;
import static dev.refwarden.format.openpgp.OpenPgpForge.subpacket;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import dev.refwarden.people.UnusableKey;
import java.util.ArrayList;
import java.util.List;

/** OpenPGP signatures in their armor: whatever is valid for what was signed is not valid for anything else. */
public final class OpenPgpSignatureFuzz {
    static final List<OpenPgpForge.Key> MAKERS = List.of(
            OpenPgpForge.ed25519(4, 1), OpenPgpForge.ed25519(6, 2), OpenPgpForge.legacy(3), OpenPgpForge.ed448(6, 4));
    static final Keyring KEYS = keyring();
    private static final byte[] DOCUMENT = "tree of life\n".getBytes(US_ASCII);
    private static final byte[] OTHER = "tree of lies\n".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    private OpenPgpSignatureFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        SignatureCheck check = OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), input, true, KEYS);
        Promise.that(!(check instanceof SignatureCheck.Absent), "whatever stands there is a signature");
        boolean strict =
                OpenPgpSignature.check(SignedBytes.whole(DOCUMENT), input, false, KEYS) instanceof SignatureCheck.Valid;
        Promise.that(!strict || check instanceof SignatureCheck.Valid, "who allows more refuses no more");
        SignatureCheck other = OpenPgpSignature.check(SignedBytes.whole(OTHER), input, true, KEYS);
        Promise.that(!(other instanceof SignatureCheck.Valid), "nobody signed the other document");
    }

    private static Keyring keyring() {
        List<OpenPgpCertificate> certificates = new ArrayList<>();
        for (OpenPgpForge.Key key : MAKERS) {
            try {
                certificates.add(OpenPgpCertificate.parse(OpenPgpForge.certificate(key)));
            } catch (UnusableKey e) {
                throw new IllegalStateException(e);
            }
        }
        return TestKeys.keyring(certificates);
    }

    /** As git has it made. */
    public static byte[] armored(OpenPgpForge.Key by, byte[] signed) {
        byte[] hashed = join(made(BORN + 100), issuerFingerprint(by));
        return armor("SIGNATURE", packet(2, OpenPgpForge.signature(by, 0, by.hash(), hashed, issuer(by), signed)));
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (OpenPgpForge.Key key : MAKERS) {
            seeds.add(armored(key, DOCUMENT));
        }
        OpenPgpForge.Key key = MAKERS.get(0);
        for (byte[] hashed : List.of(
                NOTHING,
                made(BORN - 1),
                join(made(BORN), made(BORN)),
                join(made(BORN), subpacket(3, OpenPgpForge.number(60, 4))),
                join(made(BORN), subpacket(0x80 | 99, NOTHING)),
                join(made(BORN), subpacket(20, new byte[] {0, 0, 0, 0, 0, 1, 0, 1, 'a', 'b'})))) {
            seeds.add(armor("SIGNATURE", packet(2, OpenPgpForge.signature(key, 0, 8, hashed, NOTHING, DOCUMENT))));
        }
        seeds.add(armor("SIGNATURE", packet(2, OpenPgpForge.signature(key, 1, 2, made(BORN), NOTHING, DOCUMENT))));
        return seeds;
    }
}
