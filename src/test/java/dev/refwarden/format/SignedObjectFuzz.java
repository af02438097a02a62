package dev.refwarden.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.format.openpgp.OpenPgpSignatureFuzz;
import dev.refwarden.format.ssh.PrivateSshKey;
import dev.refwarden.format.ssh.SshSigFields;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.git.CarriedSignature;
import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.ParsedTag;
import dev.refwarden.git.Tag;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.TestKeys;
import dev.refwarden.people.UnusableKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Commits and tags with signatures in them: where one is valid, what it covers is to the byte what someone signed. */
public final class SignedObjectFuzz {
    private static final OpenPgpForge.Key OPENPGP = OpenPgpForge.ed25519(4, 1);
    private static final PrivateSshKey SSH = PrivateSshKey.ed25519();
    private static final Keyring KEYS = keyring();
    private static final String PERSON = " Ada <ada@example.org> 1700000000 +0100\n";
    private static final byte[] COMMIT = ("tree " + "1".repeat(40) + "\nparent " + "2".repeat(40) + "\nauthor" + PERSON
                    + "committer" + PERSON + "encoding ISO-8859-1\n\nSubject\n\nBody\n")
            .getBytes(ISO_8859_1);
    private static final byte[] TAG = ("object " + "1".repeat(40) + "\ntype commit\ntag v1\ntagger" + PERSON
                    + "\nRelease\n")
            .getBytes(ISO_8859_1);

    private SignedObjectFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        for (boolean trailing : List.of(false, true)) {
            if (ParsedCommit.of(input, ObjectFormat.SHA1) instanceof Commit commit) {
                holds(commit.signature(), trailing, COMMIT);
            }
            if (ParsedTag.of(input, ObjectFormat.SHA1) instanceof Tag tag) {
                holds(tag.signature(), trailing, TAG);
            }
        }
    }

    private static void holds(CarriedSignature signature, boolean trailing, byte[] signed) {
        if (signature instanceof CarriedSignature.Block block
                && SignatureFormats.check(block.signed(), block.armor(), trailing, KEYS)
                        instanceof SignatureCheck.Valid) {
            Promise.that(
                    Arrays.equals(block.signed().toByteArray(), signed), "a good signature covers what was signed");
        }
    }

    private static Keyring keyring() {
        try {
            List<PublicKey> keys =
                    List.of(OpenPgpCertificate.parse(OpenPgpForge.certificate(OPENPGP)), SSH.publicKey());
            return TestKeys.keyring(keys);
        } catch (UnusableKey e) {
            throw new IllegalStateException(e);
        }
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(List.of(COMMIT, TAG));
        for (byte[] armor : List.of(OpenPgpSignatureFuzz.armored(OPENPGP, COMMIT), ssh(COMMIT))) {
            String header = "gpgsig " + new String(armor, ISO_8859_1).strip().replace("\n", "\n ") + "\n";
            seeds.add(new String(COMMIT, ISO_8859_1)
                    .replaceFirst("encoding", header + "encoding")
                    .getBytes(ISO_8859_1));
        }
        seeds.add(OpenPgpForge.join(TAG, OpenPgpSignatureFuzz.armored(OPENPGP, TAG)));
        seeds.add(OpenPgpForge.join(TAG, ssh(TAG)));
        for (byte[] seed : seeds) {
            Promise.that(isRead(seed), "seeds are objects");
        }
        return seeds;
    }

    private static boolean isRead(byte[] seed) {
        return ParsedCommit.of(seed, ObjectFormat.SHA1) instanceof Commit
                || ParsedTag.of(seed, ObjectFormat.SHA1) instanceof Tag;
    }

    private static byte[] ssh(byte[] signed) {
        return SshSigFields.armored(SshSigFields.by(SSH).blob(signed)).getBytes(ISO_8859_1);
    }
}
