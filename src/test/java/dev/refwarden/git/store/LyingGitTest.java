package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.LocalTool;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A git that lies, is silent, dies or is none: nothing false is believed, no one waits for ever, no process stays. */
class LyingGitTest {
    private static final long LARGEST = 1 << 20;

    @TempDir
    Path folder;

    private ObjectId blob = ObjectFormat.SHA256.nullId();
    private ObjectId commit = ObjectFormat.SHA256.nullId();

    @BeforeEach
    void create() {
        git("init", "-q", "--bare", "--object-format=sha256", "-b", "main", "r.git");
        blob = written("blob", "content\n");
        ObjectId tree = written("tree", "");
        String people = "author A <a@example.org> 1 +0000\ncommitter A <a@example.org> 1 +0000\n";
        commit = written("commit", "tree " + tree.hex() + "\n" + people + "\nsubject\n");
        git("-C", "r.git", "update-ref", "refs/heads/main", commit.hex());
    }

    @AfterEach
    void nobodyIsLeftBehind() throws InterruptedException {
        for (int i = 0; i < 100 && children() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(children()).isZero();
    }

    @Test
    void anHonestOneIsRead() throws Exception {
        try (GitStorage storage = opened(Path.of("/usr/bin/git"))) {
            VerifiedObjects objects = storage.objects(LARGEST);
            assertThat(objects.read(blob)).isInstanceOf(StoredObject.Raw.class);
            assertThat(objects.type(commit)).contains(ObjectType.COMMIT);
            assertThat(storage.objects(3).read(blob)).isEqualTo(new StoredObject.TooLarge(blob, ObjectType.BLOB, 8));
            ObjectId nothing = ObjectId.fromHex("7".repeat(64));
            assertThat(objects.read(nothing)).isEqualTo(new StoredObject.Missing(nothing));
            ObjectId other = ObjectId.fromHex("7".repeat(40));
            assertThat(objects.read(other)).isEqualTo(new StoredObject.Missing(other));
            assertThat(storage.ref("refs/heads/main").tip()).contains(commit);
            assertThat(storage.ref("HEAD").target()).isPresent();
            assertThat(storage.isAbbreviation(blob.hex().substring(0, 9))).isTrue();
            assertThat(storage.isAbbreviation("0123456789")).isFalse();
        }
    }

    @Test
    void aDamagedObjectIsNoneAndTheOthersAreReadOn() throws Exception {
        Path file = folder.resolve(
                "r.git/objects/" + blob.hex().substring(0, 2) + "/" + blob.hex().substring(2));
        file.toFile().setWritable(true);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3] ^= 0x55;
        Files.write(file, bytes);
        try (GitStorage storage = opened(Path.of("/usr/bin/git"))) {
            VerifiedObjects objects = storage.objects(LARGEST);
            assertThat(objects.read(blob)).isNotInstanceOf(StoredObject.Raw.class);
            assertThat(objects.read(commit)).isInstanceOf(StoredObject.Raw.class);
        }
    }

    @Test
    void contentThatIsNotTheObjectsIsNotBelieved() throws Exception {
        try (GitStorage storage = liar("echo \"$id blob 6\"; [ $word = info ] || { echo other; echo; }")) {
            assertThat(storage.objects(LARGEST).read(blob)).isInstanceOf(StoredObject.Corrupt.class);
        }
        try (GitStorage storage = liar("echo \"$id commit 8\"; [ $word = info ] || printf 'content\\n\\n'")) {
            assertThat(storage.objects(LARGEST).read(blob)).isInstanceOf(StoredObject.Corrupt.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            echo "$other blob 8"                                                     ~ another object
            echo "$id blob 8"; [ $word = info ] || echo longer than it said          ~ of another size
            echo "$id blob ${word#info}9"                                            ~ one thing of an object
            echo "$id thing 8"                                                       ~ never says
            echo "$id blob -8"                                                       ~ never says
            echo "$id blob 99999999999999999999"                                     ~ never says
            echo "$id"                                                               ~ never says
            echo hello                                                               ~ never says
            while :; do printf aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done ~ never says
            exit 129                                                                 ~ older than 2.36
            exit 0                                                                   ~ in the middle
            exit 1                                                                   ~ in the middle
            kill -9 $$                                                               ~ in the middle
            echo "$id blob 8"; [ $word = info ] || kill -9 $$                        ~ in the middle
            /bin/sleep 100                                                           ~ in time
            echo "$id blob 8"; [ $word = info ] || { printf con; /bin/sleep 100; }   ~ in time
            while :; do :; done                                                      ~ in time
            """)
    void whatCannotBeEndsTheReading(String answer, String words) throws Exception {
        try (GitStorage storage = liar(answer)) {
            storage.until(System.nanoTime() + Duration.ofSeconds(5).toNanos());
            long before = System.nanoTime();
            assertThatThrownBy(() -> storage.objects(LARGEST).read(blob))
                    .isInstanceOf(GitFailed.class)
                    .hasMessageContaining(words);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void onesThatDieOverEveryObjectAreNotStartedForEver() throws Exception {
        try (GitStorage storage = liar("echo \"$id blob 8\"; [ $word = info ] || exit 128")) {
            VerifiedObjects objects = storage.objects(LARGEST);
            assertThat(objects.read(blob)).isInstanceOf(StoredObject.Corrupt.class);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            objects.read(blob);
                        }
                    })
                    .isInstanceOf(GitFailed.class)
                    .hasMessageContaining("again and again");
        }
    }

    @Test
    void onesThatAreGoneOrNoProgramsAreToldOf() throws Exception {
        try (GitStorage storage = opened(folder.resolve("gone"))) {
            assertThatThrownBy(() -> storage.objects(LARGEST).read(blob)).isInstanceOf(GitFailed.class);
            assertThatThrownBy(() -> storage.ref("refs/heads/main")).isInstanceOf(GitFailed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            echo refs/heads/main                                      ~ never does
            printf '%s\\0refs/heads/main\\0\\0\\n' 1234             ~ never does
            printf '%064d\\0HEAD\\0\\0\\n' 1                        ~ never does
            printf '%064d\\0refs/heads/main' 1                        ~ never does
            exit 128                                                  ~ does not list
            kill -9 $$                                                ~ does not list
            /bin/sleep 100                                            ~ in time
            """)
    void refsThatCannotBeEndTheReading(String answer, String words) throws Exception {
        try (GitStorage storage = opened(script("#!/bin/sh\n" + answer + "\n"))) {
            storage.until(System.nanoTime() + Duration.ofSeconds(5).toNanos());
            assertThatThrownBy(() -> storage.ref("refs/heads/main"))
                    .isInstanceOfAny(GitFailed.class, UnreadableRefs.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void nothingOfTheSurroundingsReachesIt() throws Exception {
        Path seen = folder.resolve("seen");
        try (GitStorage storage = opened(script("#!/bin/sh\n/usr/bin/env >'" + seen + "'\nexit 128\n"))) {
            assertThat(storage.objects(LARGEST).read(blob)).isInstanceOf(StoredObject.Corrupt.class);
        }
        assertThat(Files.readAllLines(seen))
                .contains("GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1", "GIT_CONFIG_NOSYSTEM=1", "LC_ALL=C")
                .allMatch(line -> line.matches("(GIT_DIR|GIT_CONFIG_(NOSYSTEM|SYSTEM|GLOBAL)|HOME|XDG_CONFIG_HOME"
                        + "|GIT_NO_REPLACE_OBJECTS|GIT_NO_LAZY_FETCH|GIT_ALLOW_PROTOCOL|GIT_EXEC_PATH|PATH|PWD|OLDPWD|SHLVL|_"
                        + "|GIT_GRAFT_FILE|GIT_OPTIONAL_LOCKS|GIT_TERMINAL_PROMPT|LC_ALL)=.*"));
    }

    private static long children() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").matches(".*(cat-file|for-each-ref|sleep 100).*"))
                .count();
    }

    /** One that answers each question so. */
    private GitStorage liar(String answer) throws Exception {
        return opened(script("#!/bin/sh\nother=" + commit.hex()
                + "\nwhile read -r word id; do\n[ $word != flush ] || continue\n" + answer + "\ndone\n"));
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(Files.createTempFile(folder, "git", ""), text);
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private GitStorage opened(Path git) throws Exception {
        GitEnvironment environment = GitEnvironment.at(folder.resolve("r.git"));
        return new GitStorage(RepositoryKind.of(environment.gitDir()), GitProgram.of(environment, git));
    }

    private ObjectId written(String type, String content) {
        byte[] id = LocalTool.run(
                folder,
                Map.of(),
                content.getBytes(StandardCharsets.UTF_8),
                List.of("git", "-C", "r.git", "hash-object", "-w", "-t", type, "--stdin"));
        return ObjectId.fromHex(new String(id, StandardCharsets.UTF_8).strip());
    }

    private void git(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        LocalTool.run(folder, Map.of(), new byte[0], command);
    }
}
