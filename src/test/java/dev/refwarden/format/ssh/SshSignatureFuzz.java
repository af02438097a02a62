package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.git.SignedBytes;
import java.util.ArrayList;
import java.util.List;

/** SSH signatures, bare and in armor: none is valid but those that the keys made. */
public final class SshSignatureFuzz {
    private static final List<byte[]> GOOD = good();

    private SshSignatureFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (SshSigning.check(input) instanceof SignatureCheck.Valid) {
            Promise.that(isGood(SshSigFields.armored(input)), "no other signature than those that were made is valid");
        }
        SignatureCheck check =
                SignatureFormats.check(SignedBytes.whole(SshSigning.MESSAGE), input, false, SshSigning.KEYS);
        if (check instanceof SignatureCheck.Valid) {
            Promise.that(isGood(new String(input, ISO_8859_1)), "no other armor than those that were made is valid");
        }
        Promise.that(!(check instanceof SignatureCheck.Absent), "whatever stands there is a signature");
    }

    /** Lines may be cut elsewhere; nothing else may differ. */
    private static boolean isGood(String armor) {
        String bare = armor.replace("\n", "");
        return GOOD.stream()
                .anyMatch(blob -> SshSigFields.armored(blob).replace("\n", "").equals(bare));
    }

    private static List<byte[]> good() {
        List<byte[]> good = new ArrayList<>();
        for (PrivateSshKey key : List.of(
                SshSigning.ED25519,
                SshSigning.P256,
                PrivateSshKey.p384(),
                PrivateSshKey.p521(),
                SshSigning.TOKEN,
                SshSigning.TOKEN_ED25519)) {
            good.add(SshSigning.by(key).blob(SshSigning.MESSAGE));
        }
        good.add(SshSigning.browser(5, SshSigning.ORIGIN, "", SshSigning::clientData)
                .blob(SshSigning.MESSAGE));
        good.add(SshSigning.by(SshSigning.ED25519).hash("sha256").blob(SshSigning.MESSAGE));
        return good;
    }

    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>(GOOD);
        GOOD.forEach(blob -> seeds.add(SshSigFields.armored(blob).getBytes(ISO_8859_1)));
        seeds.add(SshSigning.by(SshSigning.ED25519).namespace("file").blob(SshSigning.MESSAGE));
        seeds.add(SshSigning.by(SshSigning.ED25519).reserved("x").blob(SshSigning.MESSAGE));
        seeds.add(SshSigning.by(SshSigning.ED25519).trailing(1).blob(SshSigning.MESSAGE));
        return seeds;
    }
}
