package dev.refwarden.decision;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.format.TokenFlags;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Fingerprint;
import dev.refwarden.people.KeyType;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.Folder;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.statement.ApprovalStatement;
import dev.refwarden.statement.StatementDigest;
import dev.refwarden.statement.WaiverStatement;
import dev.refwarden.suite.SuiteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A push under one rule, with everything that was found out about it: one new commit on main by Alice, pushed by Alice.
 * A test changes what it is about.
 */
final class Scene {
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final Instant ENROLLED = Instant.parse("2026-01-01T00:00:00Z");
    static final String NAME = "git.example.org/platform/api";
    static final String MAIN = "refs/heads/main";
    static final TokenFlags TOUCHED = new TokenFlags(true, false, 1);
    static final TokenFlags WITH_PIN = new TokenFlags(true, true, 1);
    static final TokenFlags UNTOUCHED = new TokenFlags(false, false, 1);

    private static final Map<String, Configuration> KNOWN = new ConcurrentHashMap<>();

    final Configuration configuration;
    final RepositoryEntry entry;
    final Rule rule;
    Instant now = NOW;
    RefName ref = new RefName(MAIN);
    RefUpdate update = new RefUpdate(id(1), id(2), ref);
    Optional<ObjectId> tip = Optional.of(id(1));
    List<RefName> names = List.of(ref);
    boolean namespace;
    boolean internal;
    boolean onBranch = true;
    boolean matches = true;
    Advance advance = Advance.FORWARD;
    PushedTip pushed = new PushedTip(List.of(), Optional.of(id(2)), Optional.empty());
    Optional<OfferedApproval> stored = Optional.empty();
    Pusher pusher = Pusher.UNKNOWN;
    CertificateFacts certificate = new CertificateFacts.None();
    final List<CommitFacts> commits = new ArrayList<>();
    /** New, but next to the first parents. */
    final List<CommitFacts> sideCommits = new ArrayList<>();

    final List<OfferedApproval> approvals = new ArrayList<>();
    final List<OfferedWaiver> waivers = new ArrayList<>();
    final List<GuardedChange> changes = new ArrayList<>();
    final List<Failure> troubles = new ArrayList<>();
    final List<UpdateEvidence> others = new ArrayList<>();
    final Map<Rule.Factor, FactorFacts> factors = new EnumMap<>(Rule.Factor.class);

    /** @param rule what it demands, as in YAML; in an entry that observes where it begins with {@code observe} */
    Scene(String rule) {
        configuration = KNOWN.computeIfAbsent(rule, Scene::load);
        entry = configuration.policy().repositories().get(0);
        this.rule = entry.rules().get(0);
        pushedBy("alice");
        commits.add(commit(id(2), signed("alice-token")));
    }

    private static Configuration load(String rule) {
        try {
            Folder folder = Folder.least(Files.createTempDirectory(SuiteFolder.path(), "scene"));
            Random random = new Random(7);
            person(folder, "alice", "", random, "alice-token", "alice-second", "alice-laptop");
            person(folder, "bob", "", random, "bob-token", "bob-laptop");
            person(folder, "carol", "", random, "carol-token");
            person(folder, "dora", "", random, "dora-laptop");
            person(folder, "erik", "", random, "erik-laptop");
            person(folder, "bot", "robot: true\n", random, "bot-laptop");
            person(folder, "frank", "left: 2026-11-01\n", random, "frank-token");
            String mode = rule.startsWith("observe ") ? "mode: observe, until: 2027-01-01, " : "";
            String demands = rule.replaceFirst("^observe ", "");
            folder.write(
                    "policy.yaml",
                    "version: 1\ngroups: {team: [alice, bob, carol]}\nwaivers: {count: 2, by: [dora, erik, bot, bob]}\n"
                            + "repositories: [{match: [\"**\"], " + mode + "rules: [{name: r, refs: [\"**\"], "
                            + demands
                            + "}]}]\n");
            return folder.load();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void person(Folder folder, String id, String more, Random random, String... keys) {
        StringBuilder yaml = new StringBuilder(
                "name: " + id + "\nemails: [" + id + "@example.org]\naccounts: [" + id + "]\n" + more + "keys:\n");
        for (String key : keys) {
            boolean token = !key.endsWith("-laptop");
            yaml.append("  - {id: ")
                    .append(key)
                    .append(", enrolled: 2026-01-01, hardware: ")
                    .append(token);
            yaml.append(", ssh: \"").append(line(token, random)).append("\"}\n");
        }
        folder.write("people/" + id + ".yaml", yaml.toString());
    }

    private static String line(boolean token, Random random) {
        String type = token ? "sk-ssh-ed25519@openssh.com" : "ssh-ed25519";
        byte[] point = new byte[32];
        random.nextBytes(point);
        ByteBuffer blob = ByteBuffer.allocate(200);
        put(blob, type.getBytes(StandardCharsets.US_ASCII));
        put(blob, point);
        if (token) {
            put(blob, "ssh:".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = java.util.Arrays.copyOf(blob.array(), blob.position());
        return type + " " + Base64.getEncoder().encodeToString(bytes);
    }

    private static void put(ByteBuffer blob, byte[] part) {
        blob.putInt(part.length).put(part);
    }

    static ObjectId id(int number) {
        return ObjectId.fromHex(String.format("%040x", number));
    }

    Person person(String id) {
        return configuration.policy().people().person(new PersonId(id)).orElseThrow();
    }

    EnrolledKey enrolled(String key) {
        return configuration.policy().people().all().stream()
                .flatMap(person -> person.keys().stream())
                .filter(enrolled -> enrolled.id().value().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** By a token with a touch, by any other key without flags. */
    SignatureCheck.Valid signed(String key) {
        return signed(key, TOUCHED);
    }

    SignatureCheck.Valid signed(String key, TokenFlags flags) {
        EnrolledKey enrolled = enrolled(key);
        SigningKey signing = enrolled.key().signingKeys().get(0);
        return new SignatureCheck.Valid(
                enrolled, signing, signing.type().carriesFlags() ? Optional.of(flags) : Optional.empty());
    }

    /** The same signature by a key whose people file says something else. */
    static SignatureCheck.Valid with(SignatureCheck.Valid valid, UnaryOperator<EnrolledKey> change) {
        return new SignatureCheck.Valid(change.apply(valid.enrolled()), valid.key(), valid.flags());
    }

    /** The same by an RSA key of so many bits. */
    static SignatureCheck.Valid rsa(SignatureCheck.Valid valid, int bits) {
        SigningKey key = new SigningKey(
                new Fingerprint("SHA256:rsa"), KeyType.RSA, "rsa", bits, Optional.empty(), Optional.empty());
        return new SignatureCheck.Valid(valid.enrolled(), key, Optional.empty());
    }

    static SignatureCheck unusable(Defect defect) {
        return new SignatureCheck.Unusable(defect, "it is " + defect);
    }

    /** One of Alice, by her address. */
    CommitFacts commit(ObjectId id, SignatureCheck check) {
        return commit(id, check, "alice@example.org", "alice@example.org", 1);
    }

    CommitFacts commit(ObjectId id, SignatureCheck check, String committer, String author, int parents) {
        return new CommitFacts(
                id,
                "subject",
                committer,
                author,
                parents,
                parents == 2,
                check,
                check,
                Optional.empty(),
                Optional.empty());
    }

    /** Only this commit is new. */
    Scene bringing(CommitFacts... only) {
        commits.clear();
        commits.addAll(List.of(only));
        return this;
    }

    Scene bringing(SignatureCheck check) {
        return bringing(commit(id(2), check));
    }

    Scene pushedBy(String account) {
        pusher =
                new Pusher(Optional.of(account), configuration.policy().people().byAccount(account), Optional.empty());
        return this;
    }

    Scene certified(String key, TokenFlags flags) {
        return certified(signed(key, flags));
    }

    Scene certified(SignatureCheck.Valid valid) {
        certificate = new CertificateFacts.Signed(valid, digest("certificate"));
        pusher = pusher.signedBy(
                configuration.policy().people().person(valid.enrolled().person()));
        return this;
    }

    Scene approvedBy(String... keys) {
        for (String key : keys) {
            approvals.add(approval(signed(key)));
        }
        return this;
    }

    OfferedApproval.Stated approval(SignatureCheck check) {
        return approval(check, new ApprovalStatement(NAME, update, now.plus(Duration.ofDays(1))));
    }

    OfferedApproval.Stated approval(SignatureCheck check, ApprovalStatement statement) {
        return new OfferedApproval.Stated(
                statement,
                check,
                digest("approval " + check + statement),
                now.minus(Duration.ofDays(1)),
                Optional.empty());
    }

    Scene waivedBy(List<String> findings, String... keys) {
        for (String key : keys) {
            waivers.add(waiver(signed(key), waiverOf(findings)));
        }
        return this;
    }

    WaiverStatement waiverOf(List<String> findings) {
        return new WaiverStatement(NAME, "K7F3-2QXM", List.of(update), findings, now.plus(Duration.ofHours(1)));
    }

    OfferedWaiver waiver(SignatureCheck check, WaiverStatement statement) {
        return new OfferedWaiver(Optional.of(statement), check, digest("waiver " + check), false, true);
    }

    Scene tag(String refName, TagFacts... layers) {
        ref = new RefName(refName);
        names = List.of(ref);
        update = new RefUpdate(ObjectId.ZERO, id(2), ref);
        tip = Optional.empty();
        advance = Advance.CREATED;
        pushed = new PushedTip(List.of(layers), Optional.of(id(9)), Optional.empty());
        commits.clear();
        return this;
    }

    TagFacts layer(int number, String name, SignatureCheck check) {
        return new TagFacts(id(number), name, "subject", "alice@example.org", check, check, Optional.empty());
    }

    /** A guarded file changes in the new commits. */
    Scene changing(String path) {
        changes.add(new GuardedChange(
                rule.paths().get(0), path, Optional.of(commits.get(0).id()), 1, List.copyOf(commits)));
        return this;
    }

    static StatementDigest digest(String what) {
        return StatementDigest.of("scene", what, what.getBytes(StandardCharsets.UTF_8));
    }

    Push push() {
        List<RefUpdate> updates = new ArrayList<>(List.of(update));
        others.forEach(other -> updates.add(other.update()));
        return new Push("platform/api", pusher, configuration.policy().people(), updates);
    }

    RuleEvidence ruleEvidence() {
        return new RuleEvidence(
                ref,
                entry,
                rule,
                rule.commits().isPresent() ? commits : List.of(),
                underApproval(),
                Map.of(),
                changes,
                onBranch,
                List.of(),
                true,
                false,
                troubles);
    }

    private List<CommitFacts> underApproval() {
        List<CommitFacts> all = new ArrayList<>(sideCommits);
        all.addAll(commits);
        return rule.demandsApprovals() ? all : List.of();
    }

    UpdateEvidence updateEvidence() {
        return new UpdateEvidence(
                update, tip, names, internal, pushed, advance, stored, matches ? List.of(ruleEvidence()) : List.of());
    }

    Evidence evidence() {
        List<UpdateEvidence> updates = new ArrayList<>(List.of(updateEvidence()));
        updates.addAll(others);
        return new Evidence(
                namespace,
                configuration.policy().repositories(),
                configuration.policy().waivers(),
                new Attestations(NAME, certificate, approvals, waivers, factors),
                updates,
                false);
    }

    Verdict verdict() {
        return Decision.decide(push(), evidence(), now);
    }

    /** What refuses the push, or is only observed: each code with its words. */
    List<String> said() {
        return verdict().findings().stream()
                .map(finding -> finding.detail() + " [" + finding.code().word() + "]")
                .toList();
    }

    List<Code> codes() {
        return verdict().findings().stream().map(Finding::code).toList();
    }
}
