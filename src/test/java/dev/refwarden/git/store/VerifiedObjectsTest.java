package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small objects that inflate to large ones take no memory before anybody knows how large they are. */
class VerifiedObjectsTest {
    private static final int LARGE = 40 << 20;
    private static final int LIMIT = 1 << 20;

    @TempDir
    Path folder;

    private FileRepository repository;

    @BeforeEach
    void create() throws IOException {
        repository = new FileRepository(folder.toFile());
        repository.create(true);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void theKindOfALooseObjectIsInItsHeader() throws IOException {
        ObjectId blob = insert(Constants.OBJ_BLOB, LARGE);
        Optional<ObjectType> type = withLittleMemory(objects -> objects.type(blob));
        assertThat(type).contains(ObjectType.BLOB);
    }

    @Test
    void whatIsTooLargeIsNotInflated() throws IOException {
        ObjectId commit = insert(Constants.OBJ_COMMIT, LARGE);
        StoredObject read = withLittleMemory(objects -> objects.read(commit));
        assertThat(read).isEqualTo(new StoredObject.TooLarge(commit, ObjectType.COMMIT, LARGE));
    }

    @Test
    void anIdOfSha256NamesNothingHere() throws IOException {
        ObjectId commit = insert(Constants.OBJ_COMMIT, 100);
        ObjectId other = ObjectId.fromHex(commit.hex() + "0".repeat(24));
        try (VerifiedObjects objects = new JGitObjects(repository.newObjectReader(), LIMIT)) {
            assertThat(objects.read(commit)).isInstanceOf(StoredObject.Raw.class);
            assertThat(objects.read(other)).isEqualTo(new StoredObject.Missing(other));
            assertThat(objects.type(other)).isEmpty();
        }
    }

    @Test
    void theEmptyTreeIsThereThoughNobodyBroughtIt() {
        ObjectId empty = ObjectId.fromHex("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
        try (VerifiedObjects objects = new JGitObjects(repository.newObjectReader(), LIMIT)) {
            assertThat(objects.type(empty)).contains(ObjectType.TREE);
            assertThat(objects.read(empty))
                    .matches(read -> read instanceof StoredObject.Raw raw
                            && raw.type() == ObjectType.TREE
                            && raw.bytes().length == 0);
        }
    }

    @Test
    void whatIsSmallEnoughIsReadAfterItsKindWasAsked() throws IOException {
        ObjectId commit = insert(Constants.OBJ_COMMIT, 100);
        try (VerifiedObjects objects = new JGitObjects(repository.newObjectReader(), LIMIT)) {
            assertThat(objects.type(commit)).isEqualTo(Optional.of(ObjectType.COMMIT));
            assertThat(objects.read(commit)).isInstanceOf(StoredObject.Raw.class);
        }
    }

    private ObjectId insert(int type, int size) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            org.eclipse.jgit.lib.ObjectId id = inserter.insert(type, new byte[size]);
            inserter.flush();
            return ObjectId.fromHex(id.name());
        }
    }

    private <T> T withLittleMemory(Function<VerifiedObjects, T> ask) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (VerifiedObjects objects = new JGitObjects(repository.newObjectReader(), LIMIT)) {
            long before = threads.getCurrentThreadAllocatedBytes();
            T answer = ask.apply(objects);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LARGE / 4);
            return answer;
        }
    }
}
