package dev.refwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.key.Person;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a large configuration is used for the very same files, and never for any others. */
class CachedConfigurationTest {
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA";

    @TempDir
    private Path temporary;

    private final KeptConfiguration kept = new KeptConfiguration();

    @Test
    void sameFilesAreUnderstoodOnce() throws Exception {
        Folder folder = large("same");
        Configuration first = load(folder);
        Configuration second = load(folder);
        assertThat(kept.writes()).isEqualTo(1);
        assertSame(second, first);
        assertSame(second, folder.load());
    }

    @Test
    void peopleWithMoreThanSshKeysAreReadBesideThoseWhoAreKept() throws Exception {
        Folder folder = large("mixed", Folder.full(temporary.resolve("mixed")));
        Configuration first = load(folder);
        Configuration second = load(folder);
        assertThat(kept.writes()).isEqualTo(1);
        assertThat(ids(second)).isEqualTo(ids(first)).contains("alice", "dora", "person-1");
        assertThat(fingerprints(second)).isEqualTo(fingerprints(first));
        assertThat(second.policy().repositories()).isEqualTo(first.policy().repositories());
    }

    @Test
    void everybodyIsKeptWhomTheirOwnFileDescribes() throws Exception {
        Folder folder = large("everybody", Folder.full(temporary.resolve("everybody")));
        load(folder);
        try (ConfigFolder files = ConfigFolder.open(folder.path())) {
            assertThat(CachedConfiguration.read(kept.read().orElseThrow(), files)
                            .orElseThrow()
                            .people())
                    .containsKeys(
                            "people/person-0.yaml", "people/person-79.yaml", "people/filed.yaml", "people/dora.yaml")
                    .doesNotContainKeys("people/alice.yaml");
        }
    }

    @Test
    void smallConfigurationIsNotKept() throws Exception {
        load(Folder.full(temporary.resolve("small")));
        assertThat(kept.read()).isEmpty();
    }

    /** Each on a large configuration that is kept; none may be passed over. */
    @TestFactory
    Stream<DynamicTest> everyChangeIsNoticed() {
        Map<String, Consumer<Folder>> changes = Map.ofEntries(
                change("a key of the same length", folder -> folder.replace("people/person-7.yaml", "0007,", "7007,")),
                change("a person more", folder -> folder.write("people/zoe.yaml", "name: Zoe\n")),
                change("a person less", folder -> folder.delete("people/person-9.yaml")),
                change("a person under another name", CachedConfigurationTest::rename),
                change("two people's files exchanged", CachedConfigurationTest::exchange),
                change("a key file", folder -> folder.write("keys/filed.pub", KEY + "9".repeat(42) + "\n")),
                change("a file that is not read", folder -> folder.write("people/README", "Hello\n")),
                change("the policy", folder -> folder.replace("policy.yaml", "count: 1", "count: 2")),
                change("the server", folder -> folder.replace("server.yaml", "/srv/git", "/srv/got")),
                change("a blank", folder -> folder.replace("people/person-3.yaml", "name: ", "name:  ")));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    KeptConfiguration own = new KeptConfiguration();
                    Folder folder = large(change.getKey().replaceAll("\\W", "-"));
                    Configuration.load(folder.path(), own);
                    change.getValue().accept(folder);
                    assertSame(Configuration.load(folder.path(), own), folder.load());
                    assertThat(own.writes()).isEqualTo(2);
                    assertSame(Configuration.load(folder.path(), own), folder.load());
                    assertThat(own.writes()).isEqualTo(2);
                }));
    }

    /** What makes a configuration unusable does so whatever is kept. */
    @TestFactory
    Stream<DynamicTest> everyProblemIsNoticed() {
        Map<String, Consumer<Folder>> changes = Map.ofEntries(
                change("a person who is no YAML", folder -> folder.write("people/person-7.yaml", "name: [")),
                change("a key twice", folder -> folder.replace("people/person-7.yaml", "0007,", "0008,")),
                change("no policy", folder -> folder.delete("policy.yaml")),
                change("a policy with a mistake", folder -> folder.replace("policy.yaml", "count: 1", "count: 0")),
                change("a server with a mistake", folder -> folder.replace("server.yaml", "version: 1", "version: 2")),
                change("a missing key file", folder -> folder.delete("keys/filed.pub")),
                change("a file that leads out", folder -> folder.link("people/person-7.yaml", "/etc/hostname")),
                change("another file's ending", folder -> folder.write("people/eve.yml", "name: Eve\n")),
                change("a secret for everybody", folder -> folder.mode("secrets/otp", "rw-r--r--")),
                change("no people", CachedConfigurationTest::deletePeople));
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    KeptConfiguration own = new KeptConfiguration();
                    Folder folder = large(change.getKey().replaceAll("\\W", "-"));
                    folder.write("secrets/otp", "not a real secret\n").mode("secrets/otp", "rw-------");
                    folder.write("people/olga.yaml", "name: Olga\none-time-code: secrets/otp\n");
                    Configuration.load(folder.path(), own);
                    change.getValue().accept(folder);
                    List<String> problems = folder.problems();
                    assertThat(problems).isNotEmpty();
                    assertThat(problems(folder, own)).isEqualTo(problems);
                }));
    }

    @Test
    void noDamageIsBelieved() throws Exception {
        Folder folder = large("damage");
        Configuration whole = load(folder);
        byte[] good = kept.read().orElseThrow();
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = good.clone();
            int at = random.nextInt(good.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            kept.put(round % 3 == 0 ? Arrays.copyOf(good, at) : damaged);
            assertSame(load(folder), whole);
            assertThat(kept.writes()).isEqualTo(2 + round);
        }
    }

    /** As if somebody had seen to it that the checksum fits. */
    @Test
    void noisyContentIsBelievedOrNotButBreaksNothing() throws Exception {
        Folder folder = large("noise");
        load(folder);
        byte[] good = kept.read().orElseThrow();
        Random random = new Random(12);
        for (int round = 0; round < 500; round++) {
            byte[] noisy = Arrays.copyOf(good, round % 5 == 0 ? random.nextInt(good.length) + 8 : good.length);
            for (int i = random.nextInt(3); i >= 0; i--) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            kept.put(withChecksum(noisy));
            assertThat(load(folder).policy().people().all()).isNotEmpty();
        }
    }

    @Test
    void whatAnotherProgramKeptIsOfNoUse() throws Exception {
        Folder folder = large("program");
        Configuration own = load(folder);
        byte[] good = kept.read().orElseThrow();
        String text = new String(good, StandardCharsets.ISO_8859_1);
        int program = text.indexOf("configuration 1 ") + "configuration 1 ".length();
        good[program] ^= 1;
        kept.put(withChecksum(good));
        assertSame(load(folder), own);
        assertThat(kept.writes()).isEqualTo(2);
    }

    private Configuration load(Folder folder) throws PolicyProblems {
        return Configuration.load(folder.path(), kept);
    }

    private static List<String> problems(Folder folder, KeptConfiguration kept) {
        try {
            Configuration.load(folder.path(), kept);
            return List.of();
        } catch (PolicyProblems e) {
            return Folder.lines(e.problems());
        }
    }

    private static void assertSame(Configuration one, Configuration other) {
        assertThat(List.copyOf(one.policy().people().all()))
                .isEqualTo(List.copyOf(other.policy().people().all()));
        assertThat(one.policy().repositories()).isEqualTo(other.policy().repositories());
        assertThat(one.policy().groups()).isEqualTo(other.policy().groups());
        assertThat(one.server()).isEqualTo(other.server());
        assertThat(one.policy().digest()).isEqualTo(other.policy().digest());
    }

    private Folder large(String name) {
        return large(name, Folder.least(temporary.resolve(name)).write("policy.yaml", """
                version: 1
                groups: {few: [person-1, person-2, person-3]}
                repositories:
                  - match: ["**"]
                    rules:
                      - name: releases
                        refs: ["refs/heads/release/**"]
                        commits: {signed-by: [everyone], committer: known}
                        keys: {cool-down: 14d}
                        push: {certificate: required, approvals: {count: 1, by: [few]}}
                """));
    }

    private static Folder large(String name, Folder folder) {
        for (int i = 0; i < 80; i++) {
            folder.write("people/person-" + i + ".yaml", """
                    name: Person %1$d of %3$s
                    emails: [person-%1$d@example.org, p%1$d@example.com]
                    accounts: [person-%1$d]
                    identities: [{issuer: "https://id.example.org", subject: "%1$d"}]
                    robot: %4$s
                    keys:
                      - {id: key-%1$d, ssh: %2$s%1$042d, enrolled: 2026-01-01, for: [commits, tags]}
                      - {id: old-%1$d, ssh: %2$s9%1$041d, enrolled: 2024-01-01, retired: 2026-01-01, hardware: true}
                    """.formatted(i, KEY, name, i % 20 == 19));
        }
        return folder.write("keys/filed.pub", KEY + "8".repeat(42) + " filed\n")
                .write(
                        "people/filed.yaml",
                        "keys: [{id: filed, ssh: keys/filed.pub, enrolled: 2026-01-01}]\nleft: 2027-01-01\n");
    }

    private static Map.Entry<String, Consumer<Folder>> change(String name, Consumer<Folder> change) {
        return Map.entry(name, change);
    }

    private static void rename(Folder folder) {
        folder.write("people/zoe.yaml", folder.read("people/person-9.yaml")).delete("people/person-9.yaml");
    }

    private static void exchange(Folder folder) {
        String one = folder.read("people/person-5.yaml");
        folder.write("people/person-5.yaml", folder.read("people/person-6.yaml"));
        folder.write("people/person-6.yaml", one);
    }

    private static void deletePeople(Folder folder) {
        try (Stream<Path> people = Files.list(folder.path().resolve("people"))) {
            people.forEach(file -> file.toFile().delete());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        folder.path().resolve("people").toFile().delete();
    }

    private static byte[] withChecksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, (int) crc.getValue());
        return bytes;
    }

    private static List<String> ids(Configuration configuration) {
        return configuration.policy().people().all().stream()
                .map(person -> person.id().value())
                .toList();
    }

    private static List<String> fingerprints(Configuration configuration) {
        return configuration.policy().people().all().stream()
                .map(Person::keys)
                .flatMap(List::stream)
                .map(key -> key.id() + " " + key.key().fingerprint())
                .toList();
    }
}
