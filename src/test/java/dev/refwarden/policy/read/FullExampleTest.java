package dev.refwarden.policy.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.x509.X509Identity;
import dev.refwarden.git.ObjectId;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Folder;
import dev.refwarden.policy.Glob;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.Notifications;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the example that shows every key means. */
class FullExampleTest {
    private @TempDir Path temporary;
    private Configuration configuration;

    @BeforeEach
    void load() {
        configuration = Folder.full(temporary).load();
    }

    private Rule rule(int index) {
        return configuration.policy().repositories().get(0).rules().get(index);
    }

    private Person person(String id) {
        return configuration.policy().people().person(new PersonId(id)).orElseThrow();
    }

    private static Set<PersonId> ids(String... ids) {
        return Set.of(ids).stream().map(PersonId::new).collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void theServerIsAsWritten() {
        Server server = configuration.server();
        assertThat(server.name()).isEqualTo("git.example.org");
        assertThat(server.root()).contains("/srv/git");
        assertThat(server.repositoryEnvironment()).containsExactly("GL_PROJECT_PATH");
        Server.PusherSource pusher = server.pusher().orElseThrow();
        assertThat(pusher.environment()).isEqualTo("GL_USERNAME");
        assertThat(pusher.unless()).containsOnlyKeys("GITEA_DEPLOY_KEY_ID");
        assertThat(pusher.unless().get("GITEA_DEPLOY_KEY_ID")).containsExactly("", "0");
        assertThat(pusher.otherwise()).contains("deploy-key:{GITEA_DEPLOY_KEY_ID}");
        assertThat(server.internalRefs().orElseThrow().contain("refs/pull/7/head"))
                .isTrue();
        assertThat(server.messages()).isEqualTo(Server.Messages.DEFAULT);
        assertThat(server.deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(server.limits()).isEqualTo(new Server.Limits(200_000, 10_000, 50L << 20));
        assertThat(server.evidence())
                .isEqualTo(new Server.EvidenceLimits(Duration.ofDays(90), 50L << 20, 500L << 20, 2L << 30));
        assertThat(server.gate())
                .isEqualTo(new Server.Gate(Server.Gate.Start.SERVICE, Duration.ofMinutes(30), 3, 256L << 20));
        assertThat(server.followed()).contains(Path.of("/var/log/refwarden/decisions.jsonl"));
    }

    @Test
    void aServerNeedsLittle(@TempDir Path other) {
        Server server = Folder.least(other).load().server();
        assertThat(server)
                .isEqualTo(new Server(
                        "git.example.org",
                        Optional.of("/srv/git"),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Server.Messages.DEFAULT,
                        Duration.ofSeconds(60),
                        Server.Limits.DEFAULT,
                        Server.EvidenceLimits.DEFAULT,
                        Server.Gate.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        Notifications.NONE));
    }

    @Test
    void aPrefixKeepsItsBlank(@TempDir Path other) {
        Folder folder = Folder.least(other)
                .write("server.yaml", "version: 1\nserver: s\nroot: /\nmessages: {prefix: \"GL-HOOK-ERR: \"}\n");
        assertThat(folder.load().server().messages().prefix()).isEqualTo("GL-HOOK-ERR: ");
    }

    @Test
    void groupsAndWaiversAreAsWritten() {
        assertThat(configuration.policy().groups())
                .containsOnlyKeys("maintainers", "release-managers", "administrators");
        assertThat(configuration.policy().groups())
                .containsEntry(
                        "maintainers", new Members(List.of("alice", "bob", "carol"), ids("alice", "bob", "carol")));
        Policy.Waivers waivers = configuration.policy().waivers().orElseThrow();
        assertThat(waivers.count()).isEqualTo(2);
        assertThat(waivers.by().names()).containsExactly("administrators");
        assertThat(waivers.by().people()).isEqualTo(ids("dora", "erik"));
    }

    @Test
    void theEntryIsAsWritten() {
        RepositoryEntry entry = configuration.policy().repositories().get(0);
        assertThat(entry.names().contain("platform/api")).isTrue();
        assertThat(entry.names().contain("sandbox/x")).isFalse();
        assertThat(entry.observe()).isFalse();
        assertThat(entry.until()).contains(Instant.parse("2027-01-15T00:00:00Z"));
        assertThat(entry.allowsUnmatched()).isTrue();
        assertThat(entry.allowsAmbiguousNames()).isTrue();
        assertThat(entry.place()).isEqualTo(new Place("policy.yaml", 10, 5));
        assertThat(configuration.policy().entriesFor("platform/api")).containsExactly(entry);
        assertThat(configuration.policy().entriesFor("sandbox/x")).isEmpty();
    }

    @Test
    void commitsAreDemandedAsWritten() {
        Rule.Commits commits = rule(0).commits().orElseThrow();
        assertThat(commits.signedBy().people()).isEqualTo(ids("alice", "bob", "carol"));
        assertThat(commits.scope()).isEqualTo(Rule.Scope.ALL);
        assertThat(commits.basedOn()).containsExactly(new Glob("refs/heads/dev"));
        assertThat(commits.mergesBy().orElseThrow().people()).isEqualTo(ids("gitea"));
        assertThat(commits.committer()).isEqualTo(Rule.Whose.SIGNER);
        assertThat(commits.author()).isEqualTo(Rule.Whose.KNOWN);
        assertThat(commits.vouched()).containsExactly(ObjectId.fromHex("1f0c3e5a7b9d1f2e4c6a8b0d2f4e6a8c0b1d3f5e"));
        assertThat(commits.trailingArmorAllowed()).isFalse();
    }

    @Test
    void keysAreDemandedAsWritten() {
        assertThat(rule(0).keys())
                .isEqualTo(new Rule.Keys(
                        Set.of(KeyType.values()),
                        3072,
                        Duration.ofDays(14),
                        Optional.of(Duration.ofDays(730)),
                        true,
                        true,
                        true));
        assertThat(rule(1).keys()).isEqualTo(Rule.Keys.DEFAULT);
    }

    @Test
    void thePushIsDemandedAsWritten() {
        Rule.Push push = rule(0).push().orElseThrow();
        assertThat(push.people().by().orElseThrow().people()).isEqualTo(ids("alice", "bob", "carol"));
        assertThat(push.people().certificate()).isTrue();
        assertThat(push.people().secondFactor()).containsExactly(Rule.Factor.HARDWARE_PIN);
        Rule.Approvals approvals = push.people().approvals().orElseThrow();
        assertThat(approvals.count()).isEqualTo(1);
        assertThat(approvals.secondKey()).isFalse();
        assertThat(approvals.held()).isEqualTo(Duration.ZERO);
        Rule.PushDemands robots = push.robots().orElseThrow();
        assertThat(robots.by().orElseThrow().people()).isEqualTo(ids("release-bot"));
        assertThat(robots.certificate()).isTrue();
        assertThat(robots.secondFactor()).isEmpty();
        assertThat(robots.approvals().orElseThrow().by().people()).isEqualTo(ids("alice", "bob"));
        assertThat(push.forceAllowed()).isFalse();
        assertThat(push.deleteAllowed()).isFalse();
    }

    @Test
    void pathsAreGuardedAsWritten() {
        assertThat(rule(0).paths()).hasSize(1);
        Rule.GuardedPaths paths = rule(0).paths().get(0);
        assertThat(paths.paths().contain("web/package.json")).isTrue();
        assertThat(paths.paths().contain("build.sh")).isTrue();
        assertThat(paths.paths().contain("web/pom.xml")).isFalse();
        assertThat(paths.approvals().count()).isEqualTo(2);
        assertThat(rule(2).governsRefs()).isFalse();
    }

    @Test
    void tagsAreDemandedAsWritten() {
        Rule rule = rule(1);
        assertThat(rule.name()).isEqualTo("release tags");
        assertThat(rule.refs().contain("refs/tags/v1")).isTrue();
        assertThat(rule.commits()).isEmpty();
        Rule.Tags tags = rule.tags().orElseThrow();
        assertThat(tags.signedBy().people()).isEqualTo(ids("alice", "bob"));
        assertThat(tags.on().orElseThrow().contain("refs/heads/release/2.4")).isTrue();
        assertThat(tags.trailingArmorAllowed()).isFalse();
        Rule.PushDemands people = rule.push().orElseThrow().people();
        assertThat(people.by()).isEmpty();
        assertThat(people.certificate()).isFalse();
        assertThat(people.secondFactor()).containsExactly(Rule.Factor.HARDWARE_TOUCH);
        assertThat(people.approvals()).isEmpty();
        assertThat(rule.push().orElseThrow().robots()).isEmpty();
    }

    @Test
    void onePersonIsAsWritten() {
        Person alice = person("alice");
        assertThat(alice.name()).isEqualTo("Alice Example");
        assertThat(alice.emails()).containsExactly("alice@example.org", "1234+alice@users.noreply.example.org");
        assertThat(alice.accounts()).containsExactly("alice");
        assertThat(alice.identities())
                .containsExactly(new Person.Identity("https://id.example.org/realms/dev", "9f0c1b7a"));
        assertThat(alice.oneTimeCode()).contains("secrets/alice.totp");
        assertThat(alice.robot()).isFalse();
        assertThat(alice.left()).contains(Instant.parse("2026-12-31T00:00:00Z"));
        assertThat(person("gitea").robot()).isTrue();
    }

    @Test
    void keysAreEnrolledAsWritten() {
        List<EnrolledKey> keys = person("alice").keys();
        assertThat(keys)
                .extracting(key -> key.id().value())
                .containsExactly("alice-yubikey", "alice-gpg", "alice-laptop", "alice-smime", "alice-keyless");
        EnrolledKey yubikey = keys.get(0);
        assertThat(yubikey.person()).isEqualTo(new PersonId("alice"));
        assertThat(yubikey.key().fingerprint().value()).isEqualTo("SHA256:zdSaTRonm0xU+ihmeksBEyASke3zQvklWLwKFF8J2xY");
        assertThat(yubikey.hardware()).isTrue();
        assertThat(yubikey.enrolled()).isEqualTo(Instant.parse("2026-09-01T00:00:00Z"));
        assertThat(yubikey.purposes()).containsExactlyInAnyOrder(Purpose.values());
        assertThat(keys.get(1).expires()).contains(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(keys.get(1).retired()).contains(Instant.parse("2026-09-15T00:00:00Z"));
        assertThat(keys.get(1).hardware()).isFalse();
        assertThat(keys.get(2).compromised()).contains(Instant.parse("2026-03-14T08:00:00Z"));
        assertThat(keys.get(2).purposes()).containsExactlyInAnyOrder(Purpose.values());
        assertThat(keys.get(4).key()).isInstanceOfSatisfying(X509Identity.class, identity -> {
            assertThat(identity.name().text()).isEqualTo("alice@example.org");
            assertThat(identity.authorityFile()).isEqualTo("authorities/fulcio.pem");
            assertThat(identity.oidcIssuer()).contains("https://github.com/login/oauth");
            assertThat(identity.judgedWithin()).contains(java.time.Duration.ofDays(3));
        });
    }

    @Test
    void aKeyFromAFileIsTheKeyInTheFile() {
        assertThat(person("bob").keys().get(0).key().fingerprint().value())
                .isEqualTo("SHA256:JQX07HksaNkKLEN4FOLU+Ff14W+s9weYYBaxymszNms");
    }
}
