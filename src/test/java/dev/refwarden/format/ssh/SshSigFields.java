package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.refwarden.crypto.Digests;
import java.util.Base64;

/**
 * The fields of an SSHSIG, any of which a test may get wrong. What it says is what gets signed, so that
 * nothing but the wrong field is there to refuse.
 */
public record SshSigFields(
        String magic, long version, PrivateSshKey key, String namespace, String reserved, String hash, int trailing) {
    public static SshSigFields by(PrivateSshKey key) {
        return new SshSigFields("SSHSIG", 1, key, "git", "", "sha512", 0);
    }

    SshSigFields magic(String other) {
        return new SshSigFields(other, version, key, namespace, reserved, hash, trailing);
    }

    SshSigFields version(long other) {
        return new SshSigFields(magic, other, key, namespace, reserved, hash, trailing);
    }

    public SshSigFields namespace(String other) {
        return new SshSigFields(magic, version, key, other, reserved, hash, trailing);
    }

    public SshSigFields reserved(String other) {
        return new SshSigFields(magic, version, key, namespace, other, hash, trailing);
    }

    public SshSigFields hash(String other) {
        return new SshSigFields(magic, version, key, namespace, reserved, other, trailing);
    }

    /** So many zero bytes behind the signature. */
    public SshSigFields trailing(int bytes) {
        return new SshSigFields(magic, version, key, namespace, reserved, hash, bytes);
    }

    public byte[] blob(byte[] message) {
        WireWriter out = new WireWriter();
        out.writeRaw(ascii(magic));
        out.writeUint32(version);
        out.writeString(key.blob());
        out.writeString(ascii(namespace));
        out.writeString(ascii(reserved));
        out.writeString(ascii(hash));
        out.writeString(key.sign().apply(toBeSigned(message)));
        out.writeRaw(new byte[trailing]);
        return out.toByteArray();
    }

    private byte[] toBeSigned(byte[] message) {
        WireWriter out = new WireWriter();
        out.writeRaw(ascii("SSHSIG"));
        out.writeString(ascii(namespace));
        out.writeString(ascii(reserved));
        out.writeString(ascii(hash));
        out.writeString((hash.equals("sha256") ? Digests.sha256() : Digests.sha512()).digest(message));
        return out.toByteArray();
    }

    /** As ssh-keygen writes it. */
    public static String armored(byte[] blob) {
        return "-----BEGIN SSH SIGNATURE-----\n"
                + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob)
                + "\n-----END SSH SIGNATURE-----\n";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
