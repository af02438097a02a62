package dev.refwarden.format.x509;

import dev.refwarden.format.Malformed;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.fuzz.SeedFiles;
import java.util.List;

/** Files of authorities and of their revocation lists: no list counts but those that the authority signed. */
public final class AuthorityFuzz {
    private static final byte[] KNOWN = SeedFiles.one("authority", "authority.pem");
    /** The only serial number that any list among the seeds revokes. */
    private static final List<String> REVOKED = List.of("c0ffee");

    private AuthorityFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            Authority authority = Authority.read(input, List.of());
            authority.fingerprints();
            authority.end();
            authority.listsEnd();
            authority.callsAnyCompromised();
        } catch (Malformed e) {
            says(e);
        }
        try {
            Authority authority = Authority.read(KNOWN, List.of(input));
            List<String> revoked = authority.revokedSerials();
            Promise.that(
                    revoked.isEmpty() || revoked.equals(REVOKED), "nothing is revoked but what the authority revoked");
        } catch (Malformed e) {
            says(e);
        }
    }

    private static void says(Malformed e) {
        Promise.that(!String.valueOf(e.getMessage()).isBlank(), "the reason is told");
    }

    /** Certificates are made with keys that differ each time, so all seeds are files. */
    public static List<byte[]> seeds() {
        return List.of();
    }
}
