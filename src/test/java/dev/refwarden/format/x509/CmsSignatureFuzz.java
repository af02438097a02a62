package dev.refwarden.format.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.Malformed;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.fuzz.SeedFiles;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import java.util.List;
import java.util.Optional;

/** CMS messages, from the bytes inside their armor: whatever is valid for what was signed is not valid for anything else. */
public final class CmsSignatureFuzz {
    /** What the messages among the seeds sign. */
    static final byte[] DOCUMENT = "tree of life\n".getBytes(US_ASCII);

    static final Keyring KEYS = keyring();
    private static final byte[] OTHER = "tree of lies\n".getBytes(US_ASCII);

    private CmsSignatureFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        byte[] armor = CmsSigning.armor(input);
        SignatureCheck check = CmsSignature.check(SignedBytes.whole(DOCUMENT), armor, false, KEYS);
        Promise.that(!(check instanceof SignatureCheck.Absent), "whatever stands there is a signature");
        SignatureCheck other = CmsSignature.check(SignedBytes.whole(OTHER), armor, false, KEYS);
        Promise.that(!(other instanceof SignatureCheck.Valid), "nobody signed the other document");
        CmsSignature.check(SignedBytes.whole(DOCUMENT), input, false, KEYS);
    }

    private static Keyring keyring() {
        try {
            Authority authority = Authority.read(SeedFiles.one("authority", "authority.pem"), List.of());
            return TestKeys.keyring(new X509Identity(
                    CertifiedName.email("ada@example.org"), authority, "a", Optional.empty(), Optional.empty()));
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** Certificates are made with keys that differ each time, so all seeds are files. */
    public static List<byte[]> seeds() {
        return List.of();
    }
}
