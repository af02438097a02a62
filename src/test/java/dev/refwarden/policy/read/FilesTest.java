package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.refwarden.policy.Folder;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files around the text: there or not, of what kind, how large, leading where. */
class FilesTest {
    private @TempDir Path temporary;
    private Folder folder;

    @BeforeEach
    void lay() {
        folder = Folder.full(temporary.resolve("config"));
    }

    @Test
    void withoutAFolderThereIsOneProblem() {
        Path nowhere = temporary.resolve("nowhere");
        assertThat(problems(nowhere)).containsExactly(nowhere + ": no such folder");
    }

    @Test
    void aFileIsNoFolder() {
        assertThat(problems(folder.path().resolve("policy.yaml")))
                .containsExactly(folder.path() + "/policy.yaml: is not a directory");
    }

    @Test
    void anEmptyFolderLacksEverything() throws IOException {
        Path empty = Files.createDirectory(temporary.resolve("empty"));
        assertThat(problems(empty))
                .containsExactly(
                        "server.yaml: does not exist", "policy.yaml: does not exist", "people: no such folder");
    }

    @Test
    void missingFilesAreNamed() {
        folder.delete("server.yaml");
        assertThat(folder.problems()).containsExactly("server.yaml: does not exist");
    }

    @Test
    void withoutPeopleNobodyIsCalledUnknown() throws IOException {
        Files.move(folder.path().resolve("people"), folder.path().resolve("persons"));
        assertThat(folder.problems()).containsExactly("people: no such folder");
    }

    @Test
    void peopleMayBeEmpty() {
        assertThat(Folder.least(temporary.resolve("least")).problems()).isEmpty();
    }

    @Test
    void peopleMustBeAFolder() throws IOException {
        Files.move(folder.path().resolve("people"), folder.path().resolve("persons"));
        folder.write("people", "");
        assertThat(folder.problems()).containsExactly("people: is not a directory");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        folder.delete("server.yaml");
        Files.createDirectory(folder.path().resolve("server.yaml"));
        Files.createDirectory(folder.path().resolve("people/frank.yaml"));
        assertThat(folder.problems())
                .containsExactly("server.yaml: is not a regular file", "people/frank.yaml: is not a regular file");
    }

    @Test
    void aPipeIsNotWaitedFor() throws Exception {
        folder.delete("server.yaml");
        Process mkfifo = new ProcessBuilder(
                        "mkfifo", folder.path().resolve("server.yaml").toString())
                .start();
        assertThat(mkfifo.waitFor()).isZero();
        assertThat(folder.problems()).containsExactly("server.yaml: is not a regular file");
    }

    @Test
    void anUnreadableFileIsNamed() {
        folder.mode("people/carol.yaml", "---------");
        assumeFalse(
                Files.isReadable(folder.path().resolve("people/carol.yaml")),
                "whoever runs this reads every file: root?");
        assertThat(folder.problems()).containsExactly("people/carol.yaml: cannot be read: permission denied");
    }

    @Test
    void theFolderMayBeALink() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), folder.path());
        assertThat(problems(link)).isEmpty();
    }

    @Test
    void linksWithinTheFolderAreFollowed() throws IOException {
        Files.move(folder.path().resolve("people/bob.yaml"), folder.path().resolve("bob.yaml"));
        folder.link("people/bob.yaml", "../bob.yaml");
        Files.move(folder.path().resolve("keys"), folder.path().resolve("public-keys"));
        folder.link("keys", "public-keys");
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void linksOutOfTheFolderAreNot() throws IOException {
        Files.copy(folder.path().resolve("people/bob.yaml"), temporary.resolve("bob.yaml"));
        Files.copy(folder.path().resolve("server.yaml"), temporary.resolve("server.yaml"));
        folder.link("people/bob.yaml", "../../bob.yaml");
        folder.link("server.yaml", temporary.resolve("server.yaml").toString());
        assertThat(folder.problems())
                .containsExactly(
                        "server.yaml: leads out of the configuration",
                        "people/bob.yaml: leads out of the configuration");
    }

    @Test
    void foldersThatLeadOutAreNotFollowed() throws IOException {
        Files.move(folder.path().resolve("people"), temporary.resolve("people"));
        folder.link("people", "../people");
        assertThat(folder.problems()).containsExactly("people: leads out of the configuration");
    }

    @Test
    void keyFoldersThatLeadOutAreNotFollowed() throws IOException {
        Files.move(folder.path().resolve("keys"), temporary.resolve("keys"));
        folder.link("keys", "../keys");
        assertThat(folder.problems())
                .containsExactly(
                        "people/alice.yaml:11:14: keys/alice.asc leads out of the configuration",
                        "people/bob.yaml:6:10: keys/bob-yubikey.pub leads out of the configuration");
    }

    @Test
    void aLinkToNothingOrToItselfIsAProblem() {
        folder.link("server.yaml", "nothing");
        folder.link("policy.yaml", "policy.yaml");
        assertThat(folder.problems()).containsExactly("server.yaml: does not exist", "policy.yaml: cannot be read");
    }

    @Test
    void aFileMayHaveFourMebibytesAndNotMore() {
        String text = folder.read("server.yaml") + ("#" + "x".repeat(62) + "\n").repeat(65_536);
        folder.write("server.yaml", text.substring(0, 4 << 20));
        assertThat(folder.problems()).isEmpty();
        folder.write("server.yaml", folder.read("server.yaml") + "#");
        assertThat(folder.problems()).containsExactly("server.yaml: is larger than 4 MiB");
    }

    @Test
    void aHugeFileIsNotReadAtAll() throws IOException {
        try (var file =
                Files.newByteChannel(folder.path().resolve("policy.yaml"), java.nio.file.StandardOpenOption.WRITE)) {
            file.position(100L << 30);
            file.write(java.nio.ByteBuffer.wrap(new byte[] {'\n'}));
        }
        assertThat(folder.problems()).containsExactly("policy.yaml: is larger than 4 MiB");
    }

    @Test
    void allFilesTogetherAreBounded() {
        String large = "name: Someone\n" + "# nothing to see here\n".repeat(180_000);
        for (int i = 0; i < 20; i++) {
            folder.write("people/someone-" + (char) ('a' + i) + ".yaml", large);
        }
        assertThat(folder.problems())
                .isNotEmpty()
                .allMatch(problem -> problem.endsWith("is larger than 64 MiB with the files before it"));
    }

    @Test
    void aByteOrderMarkAndCarriageReturnsAreFine() {
        for (String file : List.of("server.yaml", "policy.yaml", "people/alice.yaml", "people/bob.yaml")) {
            folder.write(file, "\ufeff" + folder.read(file).replace("\n", "\r\n"));
        }
        folder.write("keys/bob-yubikey.pub", folder.read("keys/bob-yubikey.pub").replace("\n", "\r\n"));
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void placesAreTheSameWithAByteOrderMarkAndCarriageReturns() {
        folder.write("server.yaml", "\ufeffvershun: 1\r\nversion: 1\r\nserver: s\r\nroot: x\r\n");
        assertThat(folder.problems())
                .containsExactly(
                        "server.yaml:1:1: unknown key \"vershun\" in this file, did you mean \"version\"?",
                        "server.yaml:4:7: root must be an absolute path, such as /srv/git");
    }

    @Test
    void whatIsNoUtf8IsFoundWhereItStands() {
        byte[] bytes = "version: 1\nserver: ab\nroot: /srv\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        bytes[20] = (byte) 0xe4;
        folder.write("server.yaml", bytes);
        assertThat(folder.problems()).containsExactly("server.yaml:2:10: not text in UTF-8");
        folder.write("server.yaml", "version: 1\n".getBytes(java.nio.charset.StandardCharsets.UTF_16));
        assertThat(folder.problems()).containsExactly("server.yaml:1:1: not text in UTF-8");
        folder.write("server.yaml", new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        assertThat(folder.problems()).containsExactly("server.yaml:1:2: not text in UTF-8");
    }

    @Test
    void aReplacementCharacterThatWasWrittenIsText() {
        folder.replace("server.yaml", "server: git.example.org", "server: git.example.org # \ufffd");
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void columnsCountCharacters() {
        folder.replace("people/carol.yaml", "name: Carol Example", "{name: \"Ç\ud83d\ude00\", nam: x}");
        folder.write("people/carol.yaml", "{name: \"Ç\ud83d\ude00\", nam: x}");
        assertThat(folder.problems())
                .containsExactly("people/carol.yaml:1:14: unknown key \"nam\" in this file, did you mean \"name\"?");
    }

    @Test
    void aPublicKeyFileHoldsOneLine() {
        String line = folder.read("keys/bob-yubikey.pub");
        folder.write("keys/bob-yubikey.pub", line + line);
        assertThat(folder.problems())
                .containsExactly("people/bob.yaml:6:10: keys/bob-yubikey.pub must hold one public key in one line");
        folder.write("keys/bob-yubikey.pub", "\n");
        assertThat(folder.problems())
                .containsExactly("people/bob.yaml:6:10: keys/bob-yubikey.pub must hold one public key in one line");
    }

    @Test
    void aPrivateKeyFileIsALoudProblem() {
        String loud =
                " is a PRIVATE key: remove it everywhere, trust it no more, and enrol the public half of a new one";
        for (String armor : List.of("OPENSSH PRIVATE KEY", "RSA PRIVATE KEY", "PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
            folder.write("keys/bob-yubikey.pub", "-----BEGIN " + armor + "-----\nAAAA\n-----END " + armor + "-----\n");
            assertThat(folder.problems()).containsExactly("people/bob.yaml:6:10: keys/bob-yubikey.pub" + loud);
        }
        folder.write("keys/bob-yubikey.pub", "PuTTY-User-Key-File-3: ssh-ed25519\n");
        assertThat(folder.problems()).containsExactly("people/bob.yaml:6:10: keys/bob-yubikey.pub" + loud);
    }

    @Test
    void aPrivateCertificateIsALoudProblem() {
        String loud =
                "people/alice.yaml:11:14: keys/alice.asc is a PRIVATE key: remove it everywhere, trust it no more, "
                        + "and enrol the public half of a new one";
        folder.write(
                "keys/alice.asc",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgE\n-----END PGP PRIVATE KEY BLOCK-----\n");
        assertThat(folder.problems()).containsExactly(loud);
        for (int first : new int[] {0x94, 0x95, 0xc5}) {
            folder.write("keys/alice.asc", new byte[] {(byte) first, 0x58, 4});
            assertThat(folder.problems()).containsExactly(loud);
        }
    }

    @Test
    void aPrivateKeyBesideAnAuthorityIsALoudProblem() {
        folder.write("authorities/corp-ca.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThat(folder.problems())
                .containsExactly(
                        "people/alice.yaml:20:49: authorities/corp-ca.pem is a PRIVATE key: remove it everywhere, "
                                + "trust it no more, and enrol the public half of a new one");
    }

    @Test
    void aSecretIsPrivateToItsOwner() {
        for (String mode : List.of("rw-rw----", "rw----r--", "rwx------", "r--------", "rw--w----")) {
            folder.mode("secrets/alice.totp", mode);
            assertThat(folder.problems())
                    .containsExactly("people/alice.yaml:28:16: secrets/alice.totp must have mode 0600, "
                            + "so that nobody else reads it");
        }
    }

    @Test
    void theDigestIsOverNamesAndBytes() throws IOException {
        String digest = folder.load().policy().digest();
        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(folder.load().policy().digest()).isEqualTo(digest);
        Folder copy = Folder.copyOf(folder.path(), temporary.resolve("copy")).mode("secrets/alice.totp", "rw-------");
        assertThat(copy.load().policy().digest()).isEqualTo(digest);
        for (String file : List.of("server.yaml", "policy.yaml", "people/erik.yaml", "authorities/fulcio.pem")) {
            String before = copy.read(file);
            copy.write(file, before + "\n");
            assertThat(copy.load().policy().digest()).isNotEqualTo(digest);
            copy.write(file, before);
        }
        Files.move(copy.path().resolve("keys/alice.asc"), copy.path().resolve("keys/a.asc"));
        copy.replace("people/alice.yaml", "keys/alice.asc", "keys/a.asc");
        assertThat(copy.load().policy().digest()).isNotEqualTo(digest);
    }

    @Test
    void neitherSecretsNorStrangersAreInTheDigest() {
        String digest = folder.load().policy().digest();
        folder.write("secrets/alice.totp", "another").write("README.md", "x").write("people/notes.txt", "x");
        assertThat(folder.load().policy().digest()).isEqualTo(digest);
    }

    private static List<String> problems(Path path) {
        try {
            Configuration.load(path);
            return List.of();
        } catch (PolicyProblems e) {
            return Folder.lines(e.problems());
        }
    }
}
