package dev.refwarden.scenario;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A security key for tests that says of itself whatever a scenario wants: {@code TOKEN_FLAGS} and
 * {@code TOKEN_COUNTER}. Stands in for {@code ssh-keygen -Y sign -n NAMESPACE -f KEY FILE}.
 */
public final class SoftwareToken {
    private static final String TYPE = "sk-ssh-ed25519@openssh.com";
    private static final String APPLICATION = "ssh:";

    private final Ed25519PrivateKeyParameters key;

    private SoftwareToken(String name) {
        this.key = new Ed25519PrivateKeyParameters(sha256(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** What stands in the token's {@code .pub} file; the comment names the token. */
    static String publicLine(String name) throws IOException {
        return TYPE + " " + Base64.getEncoder().encodeToString(new SoftwareToken(name).publicBlob()) + " " + name;
    }

    public static void main(String[] arguments) throws IOException {
        String namespace = "";
        String keyFile = "";
        for (int i = 0; i + 1 < arguments.length; i++) {
            namespace = arguments[i].equals("-n") ? arguments[i + 1] : namespace;
            keyFile = arguments[i].equals("-f") ? arguments[i + 1] : keyFile;
        }
        Path file = Path.of(arguments[arguments.length - 1]);
        String name = Files.readString(Path.of(keyFile)).strip().split(" ", 3)[2];
        int flags = Integer.parseInt(System.getenv().getOrDefault("TOKEN_FLAGS", "1"));
        int counter = Integer.parseInt(System.getenv().getOrDefault("TOKEN_COUNTER", "0"));
        byte[] blob = new SoftwareToken(name).sign(Files.readAllBytes(file), namespace, flags, counter);
        String base64 = Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob);
        Files.writeString(
                Path.of(file + ".sig"), "-----BEGIN SSH SIGNATURE-----\n" + base64 + "\n-----END SSH SIGNATURE-----\n");
    }

    private byte[] publicBlob() throws IOException {
        return fields(
                TYPE.getBytes(StandardCharsets.US_ASCII),
                key.generatePublicKey().getEncoded(),
                bytes(APPLICATION));
    }

    private byte[] sign(byte[] message, String namespace, int flags, int counter) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(bytes("SSHSIG"));
        block.write(fields(bytes(namespace), new byte[0], bytes("sha256"), sha256(message)));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(sha256(bytes(APPLICATION)));
        signed.write(flagsAndCounter(flags, counter));
        signed.write(sha256(block.toByteArray()));
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(signed.toByteArray(), 0, signed.size());
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        signature.write(fields(bytes(TYPE), signer.generateSignature()));
        signature.write(flagsAndCounter(flags, counter));
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        blob.write(bytes("SSHSIG"));
        blob.write(new byte[] {0, 0, 0, 1});
        blob.write(fields(publicBlob(), bytes(namespace), new byte[0], bytes("sha256"), signature.toByteArray()));
        return blob.toByteArray();
    }

    private static byte[] flagsAndCounter(int flags, int counter) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(flags);
        out.writeInt(counter);
        return bytes.toByteArray();
    }

    private static byte[] fields(byte[]... fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (byte[] field : fields) {
            out.writeInt(field.length);
            out.write(field);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
