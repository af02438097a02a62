package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is ahead makes files old at once. */
class HeldConfigurationTest {
    private static final String POLICY = "version: 1\nrepositories: [{match: [\"**\"], unmatched: allow, rules: []}]\n";

    @TempDir
    Path root;

    private Path config;
    private HeldConfiguration held;

    @BeforeEach
    void make() throws IOException {
        config = root.resolve("config");
        Files.createDirectories(config.resolve("people"));
        Files.writeString(config.resolve("server.yaml"), "version: 1\nserver: git.example.org\nroot: /srv/git\n");
        Files.writeString(config.resolve("policy.yaml"), POLICY);
        held = held(Duration.ofSeconds(10));
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() throws PolicyProblems {
        Configuration first = held.load();
        assertThat(held.load()).isSameAs(first);
        assertThat(held.latest()).containsSame(first);
    }

    @Test
    void youngFilesAreReadEachTime() throws PolicyProblems {
        HeldConfiguration now = held(Duration.ZERO);
        assertThat(now.load()).isNotSameAs(now.load());
    }

    @Test
    void anotherContentOfTheSameLengthAndTimeIsRead() throws IOException, PolicyProblems {
        held.load();
        Path policy = config.resolve("policy.yaml");
        FileTime time = Files.getLastModifiedTime(policy);
        Files.writeString(policy, POLICY.replace("allow", "deny "));
        Files.setLastModifiedTime(policy, time);
        assertThat(held.load().policy().repositories().get(0).allowsUnmatched()).isFalse();
    }

    @Test
    void aFileMoreOrLessOrElsewhereIsRead() throws IOException, PolicyProblems {
        Configuration first = held.load();
        Path person = config.resolve("people/alice.yaml");
        Files.writeString(person, "name: Alice\nemails: [alice@example.org]\nkeys: []\n");
        assertThat(held.load().policy().people().all()).hasSize(1);
        Files.delete(person);
        Configuration third = held.load();
        assertThat(third.policy().people().all()).isEmpty();
        assertThat(third).isNotSameAs(first);
    }

    @Test
    void whereALinkLeadsIsLookedAtEachTime() throws IOException, PolicyProblems {
        Path other = root.resolve("other");
        Files.createDirectories(other.resolve("people"));
        Files.copy(config.resolve("server.yaml"), other.resolve("server.yaml"));
        Files.writeString(other.resolve("policy.yaml"), POLICY.replace("allow", "deny"));
        Path link = root.resolve("link");
        Files.createSymbolicLink(link, config);
        HeldConfiguration linked = new HeldConfiguration(link, Clock.offset(Clock.systemUTC(), Duration.ofSeconds(10)));
        assertThat(linked.load().policy().repositories().get(0).allowsUnmatched())
                .isTrue();
        Files.delete(link);
        Files.createSymbolicLink(link, other);
        assertThat(linked.load().policy().repositories().get(0).allowsUnmatched())
                .isFalse();
    }

    @Test
    void whatIsBrokenIsNeverHeld() throws IOException, PolicyProblems {
        held.load();
        Files.writeString(config.resolve("policy.yaml"), "version: 2\n");
        assertThatThrownBy(() -> held.load()).isInstanceOf(PolicyProblems.class);
        assertThat(held.latest()).isEmpty();
        Files.writeString(config.resolve("policy.yaml"), POLICY);
        assertThat(held.load().server().name()).isEqualTo("git.example.org");
    }

    @Test
    void whereTheClockIsBehindEveryFileIsYoung() throws IOException, PolicyProblems {
        Files.setLastModifiedTime(
                config.resolve("policy.yaml"), FileTime.from(Instant.now().plusSeconds(3600)));
        assertThat(held.load()).isNotSameAs(held.load());
    }

    private HeldConfiguration held(Duration ahead) {
        return new HeldConfiguration(config, Clock.offset(Clock.systemUTC(), ahead));
    }
}
