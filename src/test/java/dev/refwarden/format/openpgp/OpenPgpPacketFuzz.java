package dev.refwarden.format.openpgp;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuer;
import static dev.refwarden.format.openpgp.OpenPgpForge.issuerFingerprint;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.packet;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.Malformed;
import dev.refwarden.fuzz.Promise;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** OpenPGP's packets, what is in signatures and keys, and its armor. */
public final class OpenPgpPacketFuzz {
    private static final int MOST = 100;

    private OpenPgpPacketFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            int bytes = 0;
            for (OpenPgpPacket packet : OpenPgpPacket.readAll(input, MOST)) {
                bytes += packet.body().length;
                signature(packet.body());
                key(packet.body());
            }
            Promise.that(bytes <= input.length, "packets hold no more than there is");
        } catch (Malformed e) {
            says(e);
        }
        try {
            byte[] decoded =
                    OpenPgpArmor.decode(new String(input, ISO_8859_1).lines().toList());
            Promise.that(decoded.length <= input.length, "armor holds no more than there is");
        } catch (Malformed e) {
            says(e);
        }
    }

    private static void signature(byte[] body) {
        try {
            OpenPgpSignaturePacket signature = OpenPgpSignaturePacket.read(body);
            signature.isUnderstood();
            signature.hashed().issuerFingerprint();
            OpenPgpSelfSignature.of(signature);
            signature.ends();
            if (signature.hash().isPresent()) {
                signature.finish(signature.begin());
            }
        } catch (Malformed e) {
            says(e);
        }
    }

    private static void key(byte[] body) {
        try {
            OpenPgpKey key = OpenPgpKey.read(body);
            Promise.that(!key.fingerprint().value().isEmpty(), "a key has a fingerprint");
        } catch (Malformed e) {
            says(e);
        }
    }

    private static void says(Malformed e) {
        Promise.that(!String.valueOf(e.getMessage()).isBlank(), "the reason is told");
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (OpenPgpForge.Key key : List.of(
                OpenPgpForge.ed25519(4, 1),
                OpenPgpForge.ed448(6, 2),
                OpenPgpForge.legacy(3),
                OpenPgpForge.nonsense(1),
                OpenPgpForge.nonsense(19))) {
            byte[] hashed = join(made(BORN), issuerFingerprint(key), OpenPgpForge.flags(3), OpenPgpForge.lives(60));
            byte[] signature = packet(2, OpenPgpForge.signature(key, 0, key.hash(), hashed, issuer(key)));
            byte[] both = join(OpenPgpForge.primaryKey(key), signature);
            seeds.add(both);
            seeds.add(ascii("Comment: none\n\n" + Base64.getEncoder().encodeToString(both)));
        }
        // Short lengths, those of the old form, and those of parts.
        seeds.add(new byte[] {(byte) 0x88, 3, 4, 0, 1, (byte) 0x8b, 1, 2});
        seeds.add(new byte[] {(byte) 0xc2, (byte) 0xe1, 1, 2, 0});
        seeds.add(ascii("\nAAAA\n=CSVg"));
        return seeds;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
