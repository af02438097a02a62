import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Fills a bare repository, of whichever object format, with a line of signed commits, fast: {@code REPOSITORY REF COUNT ssh|openpgp
 * PUBLICKEYFILE}. Every eighth commit changes a file, so that trees differ as they do in real histories.
 */
public class Commits {
    private static final long START = 1_700_000_000L;

    private interface Signer {
        String armored(byte[] payload, long time) throws Exception;

        String publicKey() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        Signer signer = arguments[3].equals("ssh") ? new Ssh() : new OpenPgp();
        Files.writeString(Path.of(arguments[4]), signer.publicKey());
        Loose objects = new Loose(Path.of(arguments[0]));
        Path ref = Path.of(arguments[0]).resolve(arguments[1]);
        String parent = Files.exists(ref) ? Files.readString(ref).strip() : "";
        String tree = "";
        for (int i = 0; i < count; i++) {
            if (i % 8 == 0) {
                tree = tree(objects, i);
            }
            parent = objects.insert("commit", commit(signer, tree, parent, i, objects.header()));
        }
        Files.createDirectories(ref.getParent());
        Files.writeString(ref, parent + "\n");
    }

    private static String tree(Loose objects, int i) throws Exception {
        String file = objects.insert("blob", ("file " + i).getBytes(StandardCharsets.UTF_8));
        String folder = objects.insert("tree", entry("100644 main.c", file));
        ByteArrayOutputStream root = new ByteArrayOutputStream();
        root.write(entry("100644 README", file));
        root.write(entry("40000 src", folder));
        return objects.insert("tree", root.toByteArray());
    }

    private static byte[] entry(String modeAndName, String id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((modeAndName + "\0").getBytes(StandardCharsets.UTF_8));
        out.write(HexFormat.of().parseHex(id));
        return out.toByteArray();
    }

    /** Writes objects, a file each, under the names that the repository's own hash gives them. */
    private static final class Loose {
        private final Path folder;
        private final boolean sha256;

        Loose(Path repository) throws IOException {
            folder = repository.resolve("objects");
            sha256 = Files.readString(repository.resolve("config")).toLowerCase(Locale.ROOT).contains("objectformat = sha256");
        }

        String header() {
            return sha256 ? "gpgsig-sha256" : "gpgsig";
        }

        String insert(String type, byte[] content) throws Exception {
            byte[] head = (type + " " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
            MessageDigest digest = MessageDigest.getInstance(sha256 ? "SHA-256" : "SHA-1");
            digest.update(head);
            String id = HexFormat.of().formatHex(digest.digest(content));
            Path file = folder.resolve(id.substring(0, 2)).resolve(id.substring(2));
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(file))) {
                    out.write(head);
                    out.write(content);
                }
            }
            return id;
        }
    }

    private static byte[] commit(Signer signer, String tree, String parent, int i, String header) throws Exception {
        long time = START + i;
        String head = "tree " + tree + "\n" + (parent.isEmpty() ? "" : "parent " + parent + "\n")
                + "author Alice <alice@example.org> " + time + " +0000\n"
                + "committer Alice <alice@example.org> " + time + " +0000\n";
        String message = "\nChange number " + i + "\n\nWith a body of a usual length, so that the bytes that are hashed and\n"
                + "inflated are as many as in the commits that people make all day long.\n";
        String armor = signer.armored((head + message).getBytes(StandardCharsets.UTF_8), time);
        return (head + header + " " + armor.strip().replace("\n", "\n ") + "\n" + message).getBytes(StandardCharsets.UTF_8);
    }

    private static String wrapped(byte[] bytes) {
        return Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(bytes);
    }

    /** Signs as {@code ssh-keygen -Y sign -n git} does, with Ed25519. */
    private static final class Ssh implements Signer {
        private final Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(new java.security.SecureRandom());

        @Override
        public String publicKey() throws IOException {
            return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob()) + " alice\n";
        }

        @Override
        public String armored(byte[] payload, long time) throws Exception {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(payload);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.write("SSHSIG".getBytes(StandardCharsets.US_ASCII));
            strings(signed, "git".getBytes(), new byte[0], "sha512".getBytes(), hash);
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, key);
            signer.update(signed.toByteArray(), 0, signed.size());
            ByteArrayOutputStream inner = new ByteArrayOutputStream();
            strings(inner, "ssh-ed25519".getBytes(), signer.generateSignature());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write("SSHSIG".getBytes(StandardCharsets.US_ASCII));
            new DataOutputStream(out).writeInt(1);
            strings(out, blob(), "git".getBytes(), new byte[0], "sha512".getBytes(), inner.toByteArray());
            return "-----BEGIN SSH SIGNATURE-----\n" + wrapped(out.toByteArray()) + "\n-----END SSH SIGNATURE-----";
        }

        private byte[] blob() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            strings(out, "ssh-ed25519".getBytes(), key.generatePublicKey().getEncoded());
            return out.toByteArray();
        }

        private static void strings(ByteArrayOutputStream out, byte[]... strings) throws IOException {
            DataOutputStream data = new DataOutputStream(out);
            for (byte[] string : strings) {
                data.writeInt(string.length);
                data.write(string);
            }
        }
    }

    /** Signs as gpg does with an RSA key of 3072 bits: version 4 packets (RFC 4880). */
    private static final class OpenPgp implements Signer {
        private final KeyPair key;

        OpenPgp() throws Exception {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            key = generator.generateKeyPair();
        }

        @Override
        public String publicKey() throws Exception {
            byte[] user = "alice <alice@example.org>".getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream certified = new ByteArrayOutputStream();
            certified.write(0x99);
            new DataOutputStream(certified).writeShort(body().length);
            certified.write(body());
            certified.write(0xb4);
            new DataOutputStream(certified).writeInt(user.length);
            certified.write(user);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            packet(out, 6, body());
            packet(out, 13, user);
            packet(out, 2, signature(0x13, certified.toByteArray(), START, new byte[] {2, 27, 3}));
            return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n" + wrapped(out.toByteArray()) + "\n" + checksum(out.toByteArray())
                    + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
        }

        @Override
        public String armored(byte[] payload, long time) throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            packet(out, 2, signature(0x00, payload, time, new byte[0]));
            return "-----BEGIN PGP SIGNATURE-----\n\n" + wrapped(out.toByteArray()) + "\n"
                    + checksum(out.toByteArray()) + "\n-----END PGP SIGNATURE-----";
        }

        /** The CRC-24 behind the armor, without which gpg reads on into the END line. */
        private static String checksum(byte[] bytes) {
            int crc = 0xb704ce;
            for (byte b : bytes) {
                crc ^= (b & 0xff) << 16;
                for (int i = 0; i < 8; i++) {
                    crc <<= 1;
                    crc ^= (crc & 0x1000000) != 0 ? 0x1864cfb : 0;
                }
            }
            byte[] three = {(byte) (crc >>> 16), (byte) (crc >>> 8), (byte) crc};
            return "=" + Base64.getEncoder().encodeToString(three);
        }

        private byte[] body() throws IOException {
            RSAPublicKey rsa = (RSAPublicKey) key.getPublic();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(4);
            new DataOutputStream(out).writeInt((int) START);
            out.write(1);
            mpi(out, rsa.getModulus());
            mpi(out, rsa.getPublicExponent());
            return out.toByteArray();
        }

        private byte[] signature(int type, byte[] document, long time, byte[] more) throws Exception {
            ByteArrayOutputStream fingerprinted = new ByteArrayOutputStream();
            fingerprinted.write(0x99);
            new DataOutputStream(fingerprinted).writeShort(body().length);
            fingerprinted.write(body());
            byte[] fingerprint = MessageDigest.getInstance("SHA-1").digest(fingerprinted.toByteArray());
            ByteArrayOutputStream hashed = new ByteArrayOutputStream();
            hashed.write(5);
            hashed.write(2);
            new DataOutputStream(hashed).writeInt((int) time);
            hashed.write(22);
            hashed.write(33);
            hashed.write(4);
            hashed.write(fingerprint);
            hashed.write(more);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(new byte[] {4, (byte) type, 1, 8});
            new DataOutputStream(out).writeShort(hashed.size());
            out.write(hashed.toByteArray());
            byte[] head = out.toByteArray();
            ByteArrayOutputStream trailer = new ByteArrayOutputStream();
            trailer.write(head);
            trailer.write(new byte[] {4, (byte) 0xff});
            new DataOutputStream(trailer).writeInt(head.length);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(document);
            byte[] hash = digest.digest(trailer.toByteArray());
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key.getPrivate());
            signer.update(document);
            signer.update(trailer.toByteArray());
            // gpg looks for the issuer of a certification here alone.
            out.write(new byte[] {0, 10, 9, 16});
            out.write(fingerprint, 12, 8);
            out.write(hash, 0, 2);
            mpi(out, new BigInteger(1, signer.sign()));
            return out.toByteArray();
        }

        private static void mpi(ByteArrayOutputStream out, BigInteger number) throws IOException {
            byte[] bytes = number.toByteArray();
            int from = bytes[0] == 0 ? 1 : 0;
            new DataOutputStream(out).writeShort(number.bitLength());
            out.write(bytes, from, bytes.length - from);
        }

        private static void packet(ByteArrayOutputStream out, int tag, byte[] body) throws IOException {
            out.write(0xc0 | tag);
            out.write(0xff);
            new DataOutputStream(out).writeInt(body.length);
            out.write(body);
        }
    }
}
