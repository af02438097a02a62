package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.people.UnusableKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/** SSH public keys on the wire, as lines and as files: what was read is, written again, the same. */
public final class SshKeyFuzz {
    private SshKeyFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            SshPublicKey key = SshPublicKey.ofBlob(input);
            Promise.that(Arrays.equals(key.blob(), input), "a key keeps its bytes");
            use(key);
        } catch (UnusableKey e) {
            says(e);
        }
        try {
            for (SshKeyFile.Line line : SshKeyFile.lines(input)) {
                readLine(line.text());
            }
        } catch (UnusableKey e) {
            says(e);
        }
    }

    private static void readLine(String line) {
        try {
            SshPublicKey key = SshPublicKey.parse(line);
            Promise.that(
                    line.contains(Base64.getEncoder().encodeToString(key.blob())), "a line has one form of its key");
            use(key);
        } catch (UnusableKey e) {
            says(e);
        }
    }

    private static void use(SshPublicKey key) throws UnusableKey {
        Promise.that(SshPublicKey.ofBlob(key.blob()).equals(key), "a key is equal to itself");
        Promise.that(!key.signingKeys().isEmpty(), "a key signs");
        key.validate();
        Promise.that(key.points().isEmpty() == (key.type() == SshKeyType.RSA), "a key has a point, or is of RSA");
    }

    private static void says(UnusableKey e) {
        Promise.that(!String.valueOf(e.getMessage()).isBlank(), "the reason is told");
    }

    public static List<byte[]> seeds() {
        byte[] ed25519 = Arrays.copyOfRange(OpenPgpForge.ed25519(4, 1).body(), 6, 38);
        byte[] point = CustomNamedCurves.getByName("secp256r1").getG().getEncoded(false);
        BigInteger modulus = BigInteger.ONE.shiftLeft(2048).subtract(BigInteger.valueOf(1_942_289));
        List<byte[]> blobs = List.of(
                strings(ascii("ssh-ed25519"), ed25519),
                strings(ascii("sk-ssh-ed25519@openssh.com"), ed25519, ascii("ssh:")),
                strings(ascii("ecdsa-sha2-nistp256"), ascii("nistp256"), point),
                strings(ascii("sk-ecdsa-sha2-nistp256@openssh.com"), ascii("nistp256"), point, ascii("ssh:")),
                strings(ascii("ssh-rsa"), HexFormat.of().parseHex("010001"), modulus.toByteArray()),
                strings(ascii("ssh-dss"), new byte[] {1}));
        List<byte[]> seeds = new ArrayList<>(blobs);
        StringBuilder file = new StringBuilder("\u00ef\u00bb\u00bf# keys\r\n");
        for (byte[] blob : blobs) {
            String type = new String(blob, 4, blob[3], ISO_8859_1);
            String line = type + " " + Base64.getEncoder().encodeToString(blob) + " ada@example.org";
            seeds.add(ascii(line));
            file.append(line).append("\r\n");
        }
        seeds.add(ascii(file.toString()));
        seeds.add(ascii("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n"));
        return seeds;
    }

    private static byte[] strings(byte[]... strings) {
        byte[] out = {};
        for (byte[] string : strings) {
            byte[] length = ByteBuffer.allocate(4).putInt(string.length).array();
            out = OpenPgpForge.join(out, length, string);
        }
        return out;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
