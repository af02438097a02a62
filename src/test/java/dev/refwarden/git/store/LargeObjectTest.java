package dev.refwarden.git.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.refwarden.LocalTool;
import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import dev.refwarden.git.StoredObject;
import dev.refwarden.suite.Effort;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads a repository, what is too large is known by its size, and none of it is read: up to a file of 1 GB. */
class LargeObjectTest {
    private static final long MIB = 1 << 20;
    private static final long FILE = Effort.isThorough() ? 1024 * MIB : 96 * MIB;
    private static final long OTHER = 48 * MIB;
    private static final long LIMIT = 10 * MIB;
    private static final long MOST_MEMORY = 4 * MIB;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void aFileIsNotReadWhetherLooseOrPacked(ObjectFormat format) throws Exception {
        init(format);
        shell("truncate -s " + FILE + " file");
        ObjectId loose = id("git -C r.git -c core.bigFileThreshold=2g hash-object -w ../file");
        expectTooLarge(loose, ObjectType.BLOB, FILE);
        shell("rm -rf r.git/objects/??");
        ObjectId packed = id("git -C r.git -c core.bigFileThreshold=1m hash-object -w ../file");
        assertThat(packed).isEqualTo(loose);
        expectTooLarge(packed, ObjectType.BLOB, FILE);
    }

    @ParameterizedTest
    @EnumSource
    void whatRulesLookAtIsNotReadEither(ObjectFormat format) throws Exception {
        init(format);
        for (ObjectType type : List.of(ObjectType.COMMIT, ObjectType.TREE, ObjectType.TAG)) {
            ObjectId large = id("head -c " + OTHER + " /dev/zero | git -C r.git hash-object -w --literally -t "
                    + type.word() + " --stdin");
            expectTooLarge(large, type, OTHER);
        }
    }

    private void expectTooLarge(ObjectId id, ObjectType type, long size) throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (GitRepository repository = GitRepository.open(GitEnvironment.at(folder.resolve("r.git")));
                VerifiedObjects objects = repository.objects(LIMIT)) {
            long began = System.nanoTime();
            long before = threads.getThreadAllocatedBytes(thread);
            assertThat(objects.type(id)).contains(type);
            assertThat(objects.read(id)).isEqualTo(new StoredObject.TooLarge(id, type, size));
            assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(MOST_MEMORY);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONGEST);
        }
    }

    private void init(ObjectFormat format) {
        shell("git init -q --bare --object-format=" + format.word() + " r.git");
    }

    private ObjectId id(String script) {
        return ObjectId.fromHex(shell(script).strip());
    }

    private String shell(String script) {
        Map<String, String> alone = Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");
        return new String(
                LocalTool.run(folder, alone, new byte[0], List.of("sh", "-euc", script)), StandardCharsets.UTF_8);
    }
}
