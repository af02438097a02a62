package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that a repository borrows, as seen by a process that opens it again and again. */
class BorrowedObjectsTest {
    @TempDir
    Path folder;

    @Test
    void aLenderThatCameLaterIsSeenAndOneThatWentIsNot() throws Exception {
        ObjectId lent = lent("lender");
        repository("borrower");
        Path alternates = folder.resolve("borrower/objects/info/alternates");
        assertThat(read("borrower", lent)).isInstanceOf(StoredObject.Missing.class);

        Files.writeString(alternates, folder.resolve("lender/objects") + "\n");
        assertThat(read("borrower", lent)).isInstanceOf(StoredObject.Raw.class);

        Files.delete(alternates);
        assertThat(read("borrower", lent)).isInstanceOf(StoredObject.Missing.class);
    }

    @Test
    void aLendersOwnLenderIsSeenToo() throws Exception {
        ObjectId lent = lent("last");
        repository("middle");
        repository("borrower");
        Files.writeString(folder.resolve("borrower/objects/info/alternates"), "../../middle/objects\n");
        assertThat(read("borrower", lent)).isInstanceOf(StoredObject.Missing.class);

        Files.writeString(folder.resolve("middle/objects/info/alternates"), "../../last/objects\n");
        assertThat(read("borrower", lent)).isInstanceOf(StoredObject.Raw.class);
    }

    @Test
    void aPathWithAColonAndLettersBeyondAsciiIsUnquotedAsGitQuotesIt() {
        assertThat(AlternateDirectories.split("\"/srv/a:b\\303\\251\\\"c\":/srv/plain é"))
                .containsExactly("/srv/a:bé\"c", "/srv/plain é");
    }

    private ObjectId lent(String name) {
        repository(name);
        byte[] id = run(name, "x", "git", "hash-object", "-w", "--stdin");
        return ObjectId.fromHex(new String(id, StandardCharsets.US_ASCII).strip());
    }

    private void repository(String name) {
        run("", "", "git", "init", "-q", "--bare", name);
    }

    /** As during a push: new objects in a quarantine, the repository's own by way of a variable. */
    private StoredObject read(String name, ObjectId id) throws IOException, UnsupportedRepository {
        Path own = folder.resolve(name);
        Path quarantine = Files.createDirectories(own.resolve("objects/incoming"));
        GitEnvironment environment = GitEnvironment.of(Map.of(
                "GIT_DIR",
                own.toString(),
                "GIT_OBJECT_DIRECTORY",
                quarantine.toString(),
                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                own + "/./objects"));
        try (GitRepository repository = GitRepository.open(environment);
                VerifiedObjects objects = repository.objects(1 << 20)) {
            return objects.read(id);
        }
    }

    private byte[] run(String where, String stdin, String... command) {
        return LocalTool.run(
                folder.resolve(where), Map.of(), stdin.getBytes(StandardCharsets.US_ASCII), List.of(command));
    }
}
