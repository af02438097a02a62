package dev.refwarden.policy.read;

import static dev.refwarden.format.openpgp.OpenPgpForge.BORN;
import static dev.refwarden.format.openpgp.OpenPgpForge.consent;
import static dev.refwarden.format.openpgp.OpenPgpForge.flags;
import static dev.refwarden.format.openpgp.OpenPgpForge.join;
import static dev.refwarden.format.openpgp.OpenPgpForge.made;
import static dev.refwarden.format.openpgp.OpenPgpForge.subkey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.policy.Folder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever writes a colleague's subkey into their own certificate takes nothing from the colleague. */
class ClaimedSubkeyTest {
    private static final OpenPgpForge.Key THIEF = OpenPgpForge.ed25519(4, 1);
    private static final OpenPgpForge.Key OWNER = OpenPgpForge.ed25519(4, 2);
    private static final OpenPgpForge.Key SUB = OpenPgpForge.ed25519(4, 3);

    private @TempDir Path temporary;

    @Test
    void aClaimWithoutConsentBindsNothing() {
        byte[] claimed = OpenPgpForge.binding(THIEF, SUB, join(made(BORN), flags(2)));
        Folder folder = enrolled(claimed);
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void consentGivenToAnotherPrimaryKeyIsNone() {
        byte[] copied = OpenPgpForge.binding(THIEF, SUB, join(made(BORN), flags(2), consent(SUB, OWNER, SUB)));
        assertThat(enrolled(copied).problems()).isEmpty();
    }

    @Test
    void aKeyThatConsentsToBothBelongsToNeither() {
        byte[] shared = OpenPgpForge.binding(THIEF, SUB, join(made(BORN), flags(2), consent(SUB, THIEF, SUB)));
        assertThat(enrolled(shared).problems()).singleElement().asString().contains("is aaron's already");
    }

    private Folder enrolled(byte[] claim) {
        byte[] binding = OpenPgpForge.binding(OWNER, SUB, join(made(BORN), flags(2), consent(SUB, OWNER, SUB)));
        return Folder.least(temporary.resolve("config"))
                .write("keys/a.asc", certificate(THIEF, claim))
                .write("keys/b.asc", certificate(OWNER, binding))
                .write("people/aaron.yaml", person("a"))
                .write("people/bella.yaml", person("b"));
    }

    private static byte[] certificate(OpenPgpForge.Key key, byte[] binding) {
        return OpenPgpForge.armor("PUBLIC KEY BLOCK", OpenPgpForge.certificate(key, subkey(SUB), binding));
    }

    private static String person(String id) {
        return "name: " + id + "\nemails: [" + id + "@example.org]\nkeys:\n  - {id: " + id + "-gpg, openpgp: keys/" + id
                + ".asc, enrolled: 2021-01-01}\n";
    }
}
