package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import dev.refwarden.fuzz.Promise;
import java.util.Arrays;
import java.util.List;

/** Certificates, and the ASN.1 that everything of X.509 is made of. */
public final class CertificateFuzz {
    private CertificateFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Asn1.isDer(input);
        try {
            Certificate certificate = Certificate.read(input);
            Promise.that(Arrays.equals(certificate.encoded(), input), "a certificate keeps its bytes");
            Promise.that(Certificate.read(input).equals(certificate), "it is equal to itself");
            certificate.emails();
            certificate.uris();
            certificate.oidcIssuers();
            certificate.maySignData();
            certificate.mayIssue();
            certificate.hasKeyId(new byte[] {1});
            certificate.isOf(input, certificate.serial());
            certificate.key().unsupported();
        } catch (Malformed e) {
            Promise.that(!String.valueOf(e.getMessage()).isBlank(), "the reason is told");
        }
    }

    /** Certificates are made with keys that differ each time, so all seeds are files. */
    public static List<byte[]> seeds() {
        return List.of();
    }
}
