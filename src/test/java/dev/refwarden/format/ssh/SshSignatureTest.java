package dev.refwarden.format.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.format.CheckedObject;
import dev.refwarden.format.DamagedBytes;
import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.git.SignedBytes;
import dev.refwarden.people.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real ssh-keygen signs is valid, and what it verifies agrees. */
class SshSignatureTest {
    private static final Path SOFTWARE_TOKEN = Path.of("/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so");
    private static final byte[] MESSAGE = "what was signed\n".getBytes(US_ASCII);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"ed25519,256,sha512", "ecdsa,256,sha512", "ecdsa,384,sha256", "ecdsa,521,sha512", "rsa,3072,sha256"})
    void signaturesOfSshKeygenAreValid(String type, String bits, String hash) throws IOException {
        LocalTool.need("ssh-keygen", "openssh-client");
        SignatureCheck check = signedBySshKeygen(type, bits, hash, Map.of());
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
        assertThat(((SignatureCheck.Valid) check).flags()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519-sk", "ecdsa-sk"})
    void signaturesOfSshKeygenWithATokenAreValid(String type) throws IOException {
        LocalTool.need("ssh-keygen", "openssh-client");
        LocalTool.need(SOFTWARE_TOKEN, "openssh-tests");
        SignatureCheck check =
                signedBySshKeygen(type, "256", "sha512", Map.of("SSH_SK_PROVIDER", SOFTWARE_TOKEN.toString()));
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
        assertThat(((SignatureCheck.Valid) check).flags())
                .hasValueSatisfying(flags -> assertThat(flags.touched()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "browser"})
    void sshKeygenAgreesWithOurToken(String kind) throws IOException {
        LocalTool.need("ssh-keygen", "openssh-client");
        TestToken token = token(kind).saying(TestToken.TOUCHED | TestToken.PIN_ENTERED, 77);
        Files.writeString(folder.resolve("allowed"), "alice " + token.publicLine() + "\n");
        Files.write(folder.resolve("sig"), token.sign(MESSAGE, "git"));
        byte[] said = LocalTool.run(
                folder,
                Map.of(),
                MESSAGE,
                List.of("ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "alice", "-n", "git", "-s", "sig"));
        assertThat(new String(said, US_ASCII)).startsWith("Good \"git\" signature for alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "browser"})
    void flagsAndCounterAreWhatTheTokenSaid(String kind) {
        for (int flags : new int[] {0x00, 0x01, 0x04, 0x05}) {
            for (long counter : new long[] {0, 1, 0x7fffffffL, 0xffffffffL}) {
                TestToken token = token(kind).saying(flags, counter);
                assertThat(check(token, token.sign(MESSAGE, "git")))
                        .isEqualTo(new TokenFlags((flags & 1) != 0, (flags & 4) != 0, counter));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x02, 0x08, 0x10, 0x18, 0x20, 0x40, 0x80, 0x41, 0xff})
    void flagsThatMeanMoreThanTouchAndPinAreRefused(int flags) {
        for (String kind : List.of("ed25519", "ecdsa", "browser")) {
            TestToken token = token(kind).saying(flags | 1, 9);
            assertThat(SshSignature.check(
                            token.sign(MESSAGE, "git"),
                            "git",
                            SignedBytes.whole(MESSAGE),
                            false,
                            TestKeys.keyring(token.publicKey())))
                    .isInstanceOfSatisfying(
                            SignatureCheck.Unusable.class,
                            unusable -> assertThat(unusable.defect()).isEqualTo(Defect.MALFORMED));
        }
    }

    @Test
    void aKeyThatNobodyEnrolledIsNamedByItsFingerprint() {
        TestToken stranger = TestToken.ed25519("stranger");
        SignatureCheck check = SshSignature.check(
                stranger.sign(MESSAGE, "git"),
                "git",
                SignedBytes.whole(MESSAGE),
                false,
                TestKeys.keyring(TestToken.ed25519("alice").publicKey()));
        assertThat(check)
                .isEqualTo(new SignatureCheck.UnknownKey(
                        stranger.publicKey().fingerprint().value()));
    }

    @Test
    void theSameTokenUnderAnotherApplicationIsAnotherKey() {
        TestToken token = TestToken.ecdsa("alice");
        byte[] blob = token.signBlob(MESSAGE, "git");
        byte[] other = DamagedBytes.replaced(blob, "ssh:", "web:");
        assertThat(SshSignature.check(other, "git", SignedBytes.whole(MESSAGE), TestKeys.keyring(token.publicKey())))
                .isInstanceOf(SignatureCheck.UnknownKey.class);
    }

    @Test
    void aSignedCommitIsValidUnderItsOwnBytes() {
        TestToken token = TestToken.ecdsa("alice").saying(5, 12);
        byte[] raw = """
                tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
                author A <a@example.org> 1 +0000
                committer A <a@example.org> 1 +0000

                subject
                """.getBytes(US_ASCII);
        assertThat(CheckedObject.commit(token.signCommit(raw), TestKeys.keyring(token.publicKey())))
                .isInstanceOfSatisfying(
                        SignatureCheck.Valid.class,
                        valid -> assertThat(valid.flags()).contains(new TokenFlags(true, true, 12)));
    }

    @Test
    void aSignedTagIsValidUnderItsOwnBytes() {
        TestToken token = TestToken.ed25519("alice").saying(1, 3);
        byte[] raw = """
                object 4b825dc642cb6eb9a060e54bf8d69288fbee4904
                type commit
                tag v1
                tagger A <a@example.org> 1 +0000

                message
                """.getBytes(US_ASCII);
        assertThat(CheckedObject.tag(token.signTag(raw), TestKeys.keyring(token.publicKey())))
                .isInstanceOf(SignatureCheck.Valid.class);
    }

    private SignatureCheck signedBySshKeygen(String type, String bits, String hash, Map<String, String> environment)
            throws IOException {
        List<String> make = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-N", "", "-f", "key"));
        if (!type.endsWith("-sk")) {
            make.addAll(List.of("-b", bits));
        }
        LocalTool.run(folder, environment, new byte[0], make);
        byte[] armor = LocalTool.run(
                folder,
                environment,
                MESSAGE,
                List.of("ssh-keygen", "-q", "-Y", "sign", "-O", "hashalg=" + hash, "-n", "git", "-f", "key"));
        SshPublicKey key = TestKeys.ssh(Files.readString(folder.resolve("key.pub")));
        return SshSignature.check(armor, "git", SignedBytes.whole(MESSAGE), false, TestKeys.keyring(key));
    }

    private static TokenFlags check(TestToken token, byte[] armor) {
        SignatureCheck check = SshSignature.check(
                armor, "git", SignedBytes.whole(MESSAGE), false, TestKeys.keyring(token.publicKey()));
        assertThat(check).isInstanceOf(SignatureCheck.Valid.class);
        Optional<TokenFlags> flags = ((SignatureCheck.Valid) check).flags();
        return flags.orElseThrow();
    }

    private static TestToken token(String kind) {
        return switch (kind) {
            case "ed25519" -> TestToken.ed25519("alice");
            case "ecdsa" -> TestToken.ecdsa("alice");
            default -> TestToken.ecdsa("alice").fromBrowser("https://example.org");
        };
    }

    @Test
    void theEd25519HalfOfACompositeIsFoundUnderAnotherId() {
        CompositeKey composite = new CompositeKey("reused");
        PrivateSshKey half = new PrivateSshKey(
                PrivateSshKey.strings("ssh-ed25519", composite.ed25519Public()), message -> new byte[0]);
        assertThat(composite.named(CompositeKey.NAME).publicKey().points())
                .hasSize(2)
                .containsAll(half.publicKey().points());
    }

    @Test
    void bothNamesOfACompositeAreOneKey() {
        CompositeKey composite = new CompositeKey("renamed");
        assertThat(composite.named(CompositeKey.OLD_NAME).publicKey())
                .isEqualTo(composite.named(CompositeKey.NAME).publicKey())
                .hasSameHashCodeAs(composite.named(CompositeKey.NAME).publicKey());
    }
}
