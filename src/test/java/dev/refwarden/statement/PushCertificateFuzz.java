package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.fuzz.Promise;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefUpdate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Push certificates: what is signed and the signature are all of the bytes. */
public final class PushCertificateFuzz {
    private PushCertificateFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Optional<PushCertificate> parsed = PushCertificate.parse(input);
        if (parsed.isPresent()) {
            PushCertificate certificate = parsed.get();
            byte[] signed = certificate.signed().toByteArray();
            byte[] both = Arrays.copyOf(signed, signed.length + certificate.armor().length);
            System.arraycopy(certificate.armor(), 0, both, signed.length, certificate.armor().length);
            Promise.that(Arrays.equals(both, input), "every byte is signed or signature");
            Promise.that(!certificate.updates().isEmpty(), "a certificate is of some update");
            Promise.that(RefUpdate.areOfOneFormat(certificate.updates()), "updates are of one format");
            certificate.digest();
        }
    }

    public static List<byte[]> seeds() {
        String update = ObjectId.ZERO + " " + "1".repeat(40) + " refs/heads/main\n";
        String longer = "2".repeat(64) + " " + "0".repeat(64) + " refs/heads/main\n";
        return List.of(
                certificate("pushee x\nnonce 1-a\npush-option o\npush-option p\n", update + update),
                certificate("", update),
                certificate("nonce 1-a\n", longer),
                certificate("nonce 1-a\n", update + longer),
                certificate("nonce 1-a\n", ""),
                certificate("nonce 1-a\nmore x\n", update),
                "-----BEGIN SSH SIGNATURE-----\n".getBytes(ISO_8859_1));
    }

    private static byte[] certificate(String headers, String updates) {
        return ("certificate version 0.1\npusher a <a@example.org> 1 +0000\n" + headers + "\n" + updates
                        + "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n")
                .getBytes(ISO_8859_1);
    }
}
