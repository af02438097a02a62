package dev.refwarden.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.openpgp.OpenPgpCertificate;
import dev.refwarden.format.openpgp.OpenPgpForge;
import dev.refwarden.format.ssh.SshPublicKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When two enrolled keys are one. */
class EnrolledKeyTest {
    private static final OpenPgpForge.Key PGP = OpenPgpForge.ed25519(4, 51);
    private static final OpenPgpForge.Key LEGACY = OpenPgpForge.legacy(51);
    private static final OpenPgpForge.Key OTHER = OpenPgpForge.ed25519(4, 52);

    private static byte[] point(OpenPgpForge.Key key) {
        return Arrays.copyOfRange(key.body(), key.body().length - 32, key.body().length);
    }

    private static EnrolledKey enrolled(String id, PublicKey key) {
        return new EnrolledKey(
                new KeyId(id),
                new PersonId("alice"),
                key,
                true,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(Purpose.APPROVALS));
    }

    private static EnrolledKey ssh(String type, byte[] point, String... more) throws UnusableKey {
        byte[] blob = OpenPgpForge.join(string(type.getBytes(StandardCharsets.US_ASCII)), string(point));
        for (String part : more) {
            blob = OpenPgpForge.join(blob, string(part.getBytes(StandardCharsets.US_ASCII)));
        }
        return enrolled(
                type + more.length,
                SshPublicKey.parse(type + " " + Base64.getEncoder().encodeToString(blob)));
    }

    private static EnrolledKey token(byte[] point, String application) throws UnusableKey {
        EnrolledKey key = ssh("sk-ssh-ed25519@openssh.com", point, application);
        return enrolled("token " + key.key().fingerprint(), key.key());
    }

    private static byte[] string(byte[] bytes) {
        return OpenPgpForge.join(new byte[] {0, 0, (byte) (bytes.length >>> 8), (byte) bytes.length}, bytes);
    }

    private static EnrolledKey openPgp(OpenPgpForge.Key key) throws UnusableKey {
        return enrolled("openpgp", OpenPgpCertificate.parse(OpenPgpForge.certificate(key)));
    }

    @Test
    void onePrivateKeyIsKnownAgainBehindAnotherTypeApplicationOrFormat() throws Exception {
        EnrolledKey token = token(point(PGP), "ssh:");
        assertThat(token.sharesAKeyWith(token)).isTrue();
        assertThat(token.sharesAKeyWith(token(point(PGP), "ssh:work"))).isTrue();
        assertThat(token.sharesAKeyWith(ssh("ssh-ed25519", point(PGP)))).isTrue();
        assertThat(token.sharesAKeyWith(openPgp(PGP))).isTrue();
        assertThat(openPgp(PGP).sharesAKeyWith(token)).isTrue();
        assertThat(openPgp(LEGACY).sharesAKeyWith(token)).isTrue();
        assertThat(enrolled("again", token.key()).sharesAKeyWith(token)).isTrue();
    }

    @Test
    void othersAreNot() throws Exception {
        EnrolledKey token = token(point(PGP), "ssh:");
        assertThat(token.sharesAKeyWith(token(point(OTHER), "ssh:"))).isFalse();
        assertThat(token.sharesAKeyWith(openPgp(OTHER))).isFalse();
        assertThat(openPgp(OpenPgpForge.rsa(1024, 3)).sharesAKeyWith(token)).isFalse();
        assertThat(openPgp(OpenPgpForge.ed448(6, 3)).key().points()).isEmpty();
    }
}
