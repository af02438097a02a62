package dev.refwarden.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.ssh.SshPublicKey;
import dev.refwarden.format.ssh.WireWriter;
import dev.refwarden.format.x509.Asn1;
import dev.refwarden.format.x509.Authority;
import dev.refwarden.format.x509.Certificate;
import dev.refwarden.format.x509.PemBlocks;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.People;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.suite.Effort;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Bytes that no one made on purpose, and structures whose lengths, tags and nesting are wrong in ways that
 * single damages never reach: every parser of outside bytes answers with its own value or exception, soon,
 * and no such signature is ever valid.
 */
class ParserNoiseTest {
    private static final int ROUNDS = Effort.rounds(10_000);
    private static final Keyring NOBODY = new Keyring(new People(List.<dev.refwarden.people.Person>of()));
    private static final byte[] SIGNED = "tree 0\n".getBytes(StandardCharsets.US_ASCII);

    private final Random random = new Random(20_261_125);

    @Test
    void armoredSignaturesOfEveryFormat() {
        for (int round = 0; round < ROUNDS; round++) {
            for (String label : List.of("SSH SIGNATURE", "PGP SIGNATURE", "SIGNED MESSAGE")) {
                byte[] inner = label.startsWith("SSH") ? sshLike() : label.startsWith("PGP") ? pgpLike() : derLike(0);
                SignatureCheck check = SignatureFormats.check(
                        SignedBytes.whole(SIGNED), armored(label, inner), round % 2 == 0, NOBODY);
                assertThat(check)
                        .isNotInstanceOf(SignatureCheck.Valid.class)
                        .isNotInstanceOf(SignatureCheck.Absent.class);
            }
        }
    }

    @Test
    void keysAndCertificates() {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            read += accepts(() -> OpenPgpCertificate.parse(pgpLike()).validate());
            read += accepts(() -> SshPublicKey.ofBlob(sshLike()).validate());
            read += accepts(() ->
                    SshPublicKey.parse("ssh-ed25519 " + Base64.getEncoder().encodeToString(sshLike()) + " comment"));
            read += accepts(() -> Certificate.read(derLike(0)));
            read += accepts(() -> Authority.read(derLike(0), List.of(derLike(0))));
            read += accepts(() -> PemBlocks.read(armored("CERTIFICATE", derLike(0))));
            read += accepts(() -> Asn1.isDer(derLike(0)));
        }
        // PEM around anything is PEM, and whether something is DER can always be said.
        assertThat(read).isBetween(ROUNDS, 3 * ROUNDS);
    }

    private interface Parsing {
        void run() throws UnusableKey, Malformed;
    }

    private static int accepts(Parsing parsing) {
        try {
            parsing.run();
            return 1;
        } catch (UnusableKey | Malformed e) {
            assertThat(String.valueOf(e.getMessage())).isNotBlank().hasSizeLessThan(200);
            return 0;
        }
    }

    /** Strings behind lengths, some of which lie. */
    private byte[] sshLike() {
        WireWriter out = new WireWriter();
        if (random.nextInt(4) > 0) {
            out.writeRaw("SSHSIG".getBytes(StandardCharsets.US_ASCII));
            out.writeUint32(1);
        }
        List<String> names = List.of(
                "ssh-ed25519",
                "ssh-rsa",
                "sk-ssh-ed25519@openssh.com",
                "ecdsa-sha2-nistp256",
                "nistp256",
                "git",
                "sha512");
        for (int i = random.nextInt(8); i >= 0; i--) {
            switch (random.nextInt(5)) {
                case 0 ->
                    out.writeString(names.get(random.nextInt(names.size())).getBytes(StandardCharsets.US_ASCII));
                case 1 -> out.writeString(noise(random.nextInt(70)));
                case 2 -> out.writeUint32(random.nextInt());
                case 3 -> out.writeString(new byte[0]);
                default -> out.writeString(random.nextInt(3) == 0 ? sshLike() : noise(32));
            }
        }
        return out.toByteArray();
    }

    /** Packets with headers of both forms around signatures and keys with plausible beginnings. */
    private byte[] pgpLike() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] tags = {2, 6, 13, 14, 17, 2, 6, random.nextInt(64)};
        for (int i = random.nextInt(4); i >= 0; i--) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.write(random.nextInt(3) == 0 ? 6 : 4);
            body.write(random.nextBoolean() ? 0 : random.nextInt(256));
            body.write(List.of(1, 17, 19, 22, 27, 28, 99).get(random.nextInt(7)));
            body.write(List.of(2, 8, 10, 12, 99).get(random.nextInt(5)));
            body.writeBytes(noise(random.nextInt(120)));
            byte[] bytes = body.toByteArray();
            int tag = tags[random.nextInt(tags.length)];
            out.write(random.nextBoolean() ? 0xc0 | tag : 0x80 | (tag & 15) << 2 | random.nextInt(4));
            out.write(random.nextInt(5) == 0 ? random.nextInt(256) : bytes.length);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /** ASN.1 that nests, with lengths that lie or are left open. */
    private byte[] derLike(int depth) {
        int[] tags = {0x30, 0x31, 0xa0, 0xa1, 0x30, 0x02, 0x04, 0x06, 0x24, 0x17, 0x18, 0x03, random.nextInt(256)};
        int tag = depth == 0 ? 0x30 : tags[random.nextInt(tags.length)];
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        if ((tag & 0x20) != 0 && depth < 40) {
            int deep = random.nextInt(20) == 0 ? 1 : random.nextInt(5);
            for (int i = 0; i < deep && content.size() < 4_096; i++) {
                content.writeBytes(derLike(depth + 1 + random.nextInt(3)));
            }
        } else if (tag == 0x06 && random.nextBoolean()) {
            content.writeBytes(new byte[] {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2});
        } else {
            content.writeBytes(noise(random.nextInt(12)));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        switch (random.nextInt(16)) {
            case 0 -> out.writeBytes(new byte[] {(byte) 0x80});
            case 1 -> out.write(random.nextInt(256));
            case 2 -> out.writeBytes(new byte[] {(byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff});
            default -> {
                if (content.size() > 127) {
                    out.write(0x82);
                    out.write(content.size() >> 8);
                }
                out.write(content.size());
            }
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    private byte[] armored(String label, byte[] inner) {
        List<String> lines = new ArrayList<>();
        lines.add("-----BEGIN " + label + "-----");
        if (label.startsWith("PGP") && random.nextInt(8) > 0) {
            lines.add("");
        }
        String base64 = Base64.getEncoder().encodeToString(inner);
        for (int at = 0; at < base64.length(); at += 64) {
            lines.add(base64.substring(at, Math.min(at + 64, base64.length())));
        }
        if (random.nextInt(20) == 0) {
            lines.add(new String(noise(20), StandardCharsets.ISO_8859_1));
        }
        lines.add("-----END " + label + "-----");
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
