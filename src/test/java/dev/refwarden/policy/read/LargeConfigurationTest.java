package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.policy.Folder;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A company of five hundred: every push reads all of it. */
class LargeConfigurationTest {
    private static final int PEOPLE = 500;
    private static final int RULES = 200;

    @Test
    void isReadInAMoment(@TempDir Path temporary) {
        Folder folder = Folder.least(temporary).write("policy.yaml", policy());
        Random random = new Random(5);
        for (int i = 0; i < PEOPLE; i++) {
            folder.write("people/person-" + i + ".yaml", person(i, random));
        }
        assertThat(folder.load().policy().people().all()).hasSize(PEOPLE);
        long start = System.nanoTime();
        Configuration configuration = folder.load();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(configuration.policy().repositories().get(0).rules()).hasSize(RULES);
        // Some thirty milliseconds where nothing else runs; what must not come back is anything that grows faster than
        // the files.
        assertThat(taken).isLessThan(Duration.ofSeconds(1));
    }

    private static String policy() {
        StringBuilder policy = new StringBuilder("""
                version: 1
                groups: {maintainers: [person-1, person-2, person-3]}
                repositories:
                  - match: ["**"]
                    rules:
                """);
        for (int i = 0; i < RULES; i++) {
            policy.append("""
                      - name: rule %1$d
                        refs: [refs/heads/main%1$d, "refs/heads/release%1$d/**"]
                        commits: {signed-by: [everyone], committer: known}
                        push: {certificate: required, approvals: {count: 2, by: [maintainers]}}
                """.formatted(i));
        }
        return policy.toString();
    }

    private static String person(int i, Random random) {
        byte[] point = new byte[32];
        random.nextBytes(point);
        ByteBuffer blob = ByteBuffer.allocate(51)
                .putInt(11)
                .put("ssh-ed25519".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        blob.putInt(32).put(point);
        return """
                name: Person %1$d
                emails: [person-%1$d@example.org]
                accounts: [person-%1$d]
                keys:
                  - {id: key-%1$d, ssh: "ssh-ed25519 %2$s", enrolled: 2026-01-01}
                """.formatted(i, Base64.getEncoder().encodeToString(blob.array()));
    }
}
