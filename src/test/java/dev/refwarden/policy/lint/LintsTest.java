package dev.refwarden.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.x509.TestAuthority;
import dev.refwarden.policy.Folder;
import dev.refwarden.policy.TestKeys;
import dev.refwarden.policy.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is legal and yet worth a word. */
class LintsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private @TempDir Path temporary;
    private static final String NO_PUSHER =
            "policy.yaml:8:9: push.by must know who pushes, and server.yaml has no pusher: only signed pushes pass";

    private Folder folder;

    @BeforeEach
    void lay() {
        folder = Folder.least(temporary);
        for (String name : List.of("alice", "bob", "carol", "dora")) {
            folder.write(
                    "people/" + name + ".yaml",
                    Folder.full(temporary.resolve(name))
                            .read("people/carol.yaml")
                            .replace("carol", name)
                            .replaceAll("ssh: .*", "ssh: \"" + TestKeys.line(name) + "\""));
        }
    }

    private List<String> lints() {
        return lints(NOW);
    }

    private List<String> lints(Instant now) {
        List<Problem> lints = Lints.of(folder.load(), now);
        assertThat(lints).allMatch(lint -> lint.severity() == Problem.Severity.LINT);
        return Folder.lines(lints);
    }

    private void rule(String rule) {
        folder.write("policy.yaml", """
                version: 1
                groups: {maintainers: [alice, bob, carol], pair: [alice, bob]}
                repositories:
                  - match: ["**"]
                    rules:
                      - name: r
                """ + rule.indent(8));
    }

    @Test
    void aPlainConfigurationLeavesNothingToSay() {
        rule("""
                refs: [refs/heads/main]
                commits: {signed-by: [maintainers]}
                push: {approvals: {count: 1, by: [maintainers]}}
                paths: [{match: ["**/*.sh"], approvals: {count: 2, by: [maintainers]}}]
                """);
        assertThat(lints()).isEmpty();
    }

    @Test
    void anEntryForEverythingThatForgotItsRulesIsToldOf() {
        folder.write("policy.yaml", """
                version: 1
                repositories:
                  - match: ["**"]
                    unmatched: allow
                """);
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:4:5: unmatched: allow, and no rule matches refs/heads/main, refs/heads/master or"
                                + " refs/heads/trunk: anybody may write there",
                        "policy.yaml:4:5: unmatched: allow, and no rule matches refs/tags/v1.0.0, refs/tags/1.0.0 or"
                                + " refs/tags/release-1.0.0: anybody may write there");
    }

    @Test
    void anEntryForSomeRepositoriesMayFreeThem() {
        folder.write("policy.yaml", """
                version: 1
                repositories:
                  - match: ["sandbox/**"]
                    unmatched: allow
                """);
        assertThat(lints()).isEmpty();
    }

    @Test
    void aPatternThatAnotherCoversAddsNothing() {
        rule("refs: [refs/heads/main, \"refs/heads/**\"]\npush: {}\n");
        assertThat(lints()).containsExactly("policy.yaml:7:16: refs: refs/heads/main adds nothing to refs/heads/**");
    }

    @Test
    void aPatternOfWhichAnExceptionLeavesNothingIsToldOf() {
        rule("refs: [refs/heads/main, \"refs/heads/release/**\"]\nexcept: [\"refs/heads/release/**\"]\npush: {}\n");
        assertThat(lints())
                .containsExactly("policy.yaml:7:33: refs: except refs/heads/release/** leaves nothing of"
                        + " refs/heads/release/**");
    }

    @Test
    void aReleaseLeftToAnybodyIsToldOf() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("policy.yaml", "    rules:", "    unmatched: allow\n    rules:");
        assertThat(lints())
                .containsExactly("policy.yaml:5:5: unmatched: allow, and no rule matches refs/tags/v1.0.0,"
                        + " refs/tags/1.0.0 or refs/tags/release-1.0.0: anybody may write there");
    }

    @Test
    void whoeverMustApproveCannotPushAlone() {
        rule("refs: [refs/heads/main]\npush: {by: [alice], approvals: {count: 1, by: [alice]}}\n");
        assertThat(lints())
                .contains("policy.yaml:8:29: approvals: nobody who may push can ever have 1 by others in alice");
        rule("refs: [refs/heads/main]\npush: {by: [maintainers], approvals: {count: 2, by: [pair]}}\n");
        assertThat(lints())
                .contains("policy.yaml:8:35: approvals: not alice and bob, who may push, can ever have 2 by others in"
                        + " pair");
    }

    @Test
    void aRobotAmongApproversIsToldOf() {
        folder.write("people/carol.yaml", folder.read("people/carol.yaml") + "robot: true\n");
        rule("refs: [refs/heads/main]\npush: {approvals: {count: 1, by: [maintainers]}}\n");
        assertThat(lints()).contains("policy.yaml:8:16: approvals: carol cannot approve, being no human");
    }

    @Test
    void softwareKeysWhereOnlyATouchWillDoAreToldOf() {
        rule("""
                refs: [refs/heads/main]
                commits: {signed-by: [pair]}
                keys: {touch: required}
                push: {by: [maintainers], second-factor: [hardware-touch]}
                """);
        assertThat(lints())
                .contains(
                        "policy.yaml:8:19: nobody in pair can sign commits here today: none of their keys counts under this rule",
                        "policy.yaml:10:16: alice, bob and carol cannot push here: no security key that counts today");
    }

    @Test
    void whoeverOfSeveralHasNoSecurityKeyIsNamed() {
        folder.replace(
                "people/alice.yaml",
                "ssh: \"" + TestKeys.line("alice"),
                "hardware: true\n    ssh: \"" + TestKeys.line("alice"));
        rule("""
                refs: [refs/heads/main]
                commits: {signed-by: [pair]}
                keys: {hardware: required}
                """);
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:8:19: bob cannot sign commits here: no security key that counts today",
                        "people/alice.yaml:6:5: alice-key: hardware: true, but nothing in a key of type ssh-ed25519 says"
                                + " that a token made it");
    }

    @Test
    void aRuleThatLocksEverybodyOutTodayIsToldOf() {
        for (String keys : List.of(
                "types: [openpgp]",
                "cool-down: 365d",
                "max-age: 30d",
                "hardware: required",
                "types: [rsa], rsa-min-bits: 4096")) {
            rule("refs: [refs/heads/main]\ncommits: {signed-by: [pair]}\nkeys: {" + keys + "}\n");
            assertThat(lints())
                    .as(keys)
                    .filteredOn(lint -> !lint.contains(" counts nowhere: "))
                    .containsExactly("policy.yaml:8:19: nobody in pair can sign commits here today: none of their keys"
                            + " counts under this rule");
        }
        rule("refs: [\"refs/tags/**\"]\ntags: {signed-by: [pair]}\nkeys: {cool-down: 322d}\n");
        assertThat(lints()).isEmpty();
        assertThat(lints(Instant.parse("2026-11-22T23:59:59Z")))
                .containsExactly("policy.yaml:8:16: nobody in pair can sign tags here today: none of their keys"
                        + " counts under this rule");
        rule("refs: [refs/heads/main]\nkeys: {cool-down: 365d}\npush: {approvals: {count: 1, by: [maintainers]}}\n");
        assertThat(lints())
                .containsExactly("policy.yaml:9:16: approvals: 1 required, but nobody in maintainers can sign today");
    }

    @Test
    void aRobotThatWouldNeedASecondFactorIsToldOf() {
        folder.write("people/carol.yaml", folder.read("people/carol.yaml") + "robot: true\n");
        rule("refs: [refs/heads/main]\npush: {by: [maintainers], second-factor: [one-time-code]}\n");
        assertThat(lints())
                .containsExactly(
                        NO_PUSHER,
                        "policy.yaml:8:16: carol cannot push here: robots satisfy no second factor, "
                                + "and there is no robots block");
        rule("refs: [refs/heads/main]\npush: {by: [maintainers], second-factor: [one-time-code], robots: {}}\n");
        assertThat(lints()).containsExactly(NO_PUSHER);
    }

    @Test
    void pushersThatNobodyNamesAreToldOf() {
        rule("refs: [refs/heads/main]\npush: {by: [maintainers]}\n");
        assertThat(lints()).containsExactly(NO_PUSHER);
        rule("refs: [refs/heads/main]\npush: {by: [maintainers], certificate: required}\n");
        assertThat(lints()).isEmpty();
        rule("refs: [refs/heads/main]\npush: {by: [maintainers]}\n");
        folder.write("server.yaml", folder.read("server.yaml") + "pusher: {environment: WHO}\n");
        assertThat(lints()).isEmpty();
    }

    @Test
    void patternsThatMeanMoreElsewhereAreToldOf() {
        rule(
                "refs: [\"**\"]\npaths: [{match: [src, \"*.js\", Jenkinsfile, gradlew, \"lib/**\"], approvals: {count: 1, by:"
                        + " [maintainers]}}]\n");
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:8:26: src matches a file of that name at the top; what is in a folder of that name: src/**",
                        "policy.yaml:8:31: *.js matches at the top only; in every folder: **/*.js");
    }

    @Test
    void namesThatDifferByCaseAloneAreToldOf() {
        rule("refs: [\"**\"]\npaths: [{match: [Jenkinsfile, \"**/jenkinsfile\", JENKINSFILE], approvals: {count: 1, by:"
                + " [maintainers]}}]\n");
        assertThat(lints())
                .contains(
                        "policy.yaml:8:57: \"JENKINSFILE\" differs from \"Jenkinsfile\" only by case: each matches what is"
                                + " spelt exactly so, and nothing else")
                .noneMatch(lint -> lint.contains("**/jenkinsfile"));
        rule("refs: [refs/heads/main, refs/heads/Main]\npush: {}\n");
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:7:33: \"refs/heads/Main\" differs from \"refs/heads/main\" only by case: each"
                                + " matches what is spelt exactly so, and nothing else");
    }

    @Test
    void namesThatDifferByUnicodeFormAloneAreToldOf() {
        rule("refs: [\"**\"]\npaths: [{match: [\"caf\u00e9/**\", \"cafe\u0301/**\"], approvals: {count: 1, by:"
                + " [maintainers]}}]\n");
        assertThat(lints()).hasSize(1);
        assertThat(lints().get(0))
                .startsWith("policy.yaml:8:")
                .endsWith("only by Unicode form: each matches what is spelt exactly so, and nothing else");
        rule("refs: [\"**\"]\npaths: [{match: [\"cafe\u0301/**\"], approvals: {count: 1, by: [maintainers]}}]\n");
        assertThat(lints()).hasSize(1);
        assertThat(lints().get(0)).contains("is not in Unicode's composed form (NFC)");
    }

    @Test
    void aRobotAmongThoseWhoWaiveIsToldOf() {
        folder.write("people/carol.yaml", folder.read("people/carol.yaml") + "robot: true\n");
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("policy.yaml", "repositories:", "waivers: {count: 1, by: [maintainers]}\nrepositories:");
        assertThat(lints()).containsExactly("policy.yaml:3:1: waivers: carol cannot sign any, being no human");
    }

    @Test
    void aReleaseThatIsGuardedInOtherRepositoriesOnlyIsToldOf() {
        folder.write("policy.yaml", """
                version: 1
                repositories:
                  - match: ["platform/**"]
                    rules: [{name: p, refs: [refs/heads/main, "refs/tags/**"], push: {}}]
                  - match: ["web/**"]
                    unmatched: allow
                    rules: [{name: w, refs: ["refs/tags/**"], push: {}}]
                """);
        assertThat(lints())
                .containsExactly("policy.yaml:6:5: unmatched: allow, and no rule matches refs/heads/main, "
                        + "refs/heads/master or refs/heads/trunk: anybody may write there");
        folder.replace("policy.yaml", "platform/**", "**");
        assertThat(lints()).isEmpty();
    }

    @Test
    void anEmptyListOfRepositoriesRefusesEverything() {
        assertThat(lints()).containsExactly("policy.yaml:2:1: repositories is empty: every push is refused");
    }

    @Test
    void aGroupMayBeEmptyButIsHardlyMeantToBe() {
        rule("refs: [refs/heads/main]\ncommits: {signed-by: [maintainers]}\n");
        folder.replace("policy.yaml", "pair: [alice, bob]", "pair: []");
        assertThat(lints()).containsExactly("policy.yaml:2:44: group pair is empty");
    }

    @Test
    void aRepositoryHasNoSuffix() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("policy.yaml", "\"**\"", "platform/api.git");
        assertThat(lints())
                .containsExactly("policy.yaml:4:13: match platform/api.git: names of repositories do not end in .git");
    }

    @Test
    void untilHasAMeaningOnlyWhileObserving() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("policy.yaml", "    rules:", "    until: 2027-01-01\n    rules:");
        assertThat(lints()).containsExactly("policy.yaml:5:5: until has no effect without mode: observe");
        folder.replace("policy.yaml", "    until:", "    mode: observe\n    until:");
        assertThat(lints()).isEmpty();
        assertThat(lints(Instant.parse("2027-01-01T00:00:00Z")))
                .contains("policy.yaml:6:5: until 2027-01-01T00:00:00Z is over: this entry enforces");
    }

    @Test
    void whatNothingIsSettledOnIsNoBase() {
        rule(
                "refs: [refs/heads/main]\ncommits: {signed-by: [pair], based-on: [refs/heads/dev, refs/heads/main, \"refs/heads/**\"]}\n");
        assertThat(lints())
                .containsExactly("policy.yaml:8:49: based-on refs/heads/dev: no rule with commits matches it, "
                        + "so nothing there is settled");
    }

    @Test
    void aBaseInAnotherRepositoryIsNone() {
        folder.write("policy.yaml", """
                version: 1
                repositories:
                  - match: ["platform/**"]
                    rules: [{name: r, refs: [refs/heads/main], commits: {signed-by: [alice], based-on: [refs/heads/dev]}}]
                  - match: ["other/**"]
                    rules: [{name: s, refs: [refs/heads/dev], commits: {signed-by: [alice]}}]
                """);
        assertThat(lints()).hasSize(1);
        folder.replace("policy.yaml", "other/**", "*/api");
        assertThat(lints()).isEmpty();
    }

    @Test
    void aTagOnABranchThatAnybodyWritesProvesLittle() {
        rule("refs: [\"refs/tags/v*\"]\ntags: {signed-by: [pair], on: [refs/heads/main]}\n");
        assertThat(lints())
                .containsExactly("policy.yaml:8:40: on refs/heads/main: no rule with commits matches it, "
                        + "so anybody may put a commit there");
    }

    @Test
    void tagsAreUnderRefsTags() {
        rule("refs: [\"refs/heads/v*\"]\ntags: {signed-by: [pair]}\n");
        assertThat(lints()).containsExactly("policy.yaml:8:9: tags are demanded, but no ref of this rule is a tag");
    }

    @Test
    void hardwareConcernsCommitsAndTagsOnly() {
        rule("refs: [refs/heads/main]\nkeys: {hardware: required}\npush: {certificate: required}\n");
        assertThat(lints())
                .containsExactly("policy.yaml:8:9: hardware, touch and pin concern commits and tags, "
                        + "of which this rule demands nothing");
    }

    @Test
    void shortRsaKeysAreWorthAWord() {
        rule("refs: [refs/heads/main]\ncommits: {signed-by: [pair]}\nkeys: {rsa-min-bits: 1024}\n");
        assertThat(lints()).containsExactly("policy.yaml:9:16: rsa-min-bits 1024 lets in keys that are too short");
    }

    @Test
    void otherWildcardsAreNone() {
        rule(
                "refs: [\"**\"]\npaths: [{match: [\"*.{js,ts}\", \"!x\", \"a?\"], approvals: {count: 1, by: [maintainers]}}]\n");
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:8:26: \"*.{js,ts}\": { means itself",
                        "policy.yaml:8:39: \"!x\": ! means itself",
                        "policy.yaml:8:45: \"a?\": ? means itself");
    }

    @Test
    void approvalsByAllLeaveNobodyToPush() {
        rule("refs: [refs/heads/main]\npush: {approvals: {count: 2, by: [pair]}}\n");
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:8:16: approvals: all 2 in pair must sign, so there can be none for their own pushes");
        rule("refs: [refs/heads/main]\npush: {approvals: {count: 1, by: [alice]}}\n");
        assertThat(lints())
                .containsExactly("policy.yaml:8:16: approvals: the only one in alice must sign, "
                        + "so there can be none for their own pushes");
    }

    @Test
    void aSecondKeyOrARobotLeavesSomebodyToPush() {
        rule("refs: [refs/heads/main]\npush: {approvals: {count: 1, by: [alice], second-key: true}}\n");
        assertThat(lints()).isEmpty();
        rule("refs: [refs/heads/main]\npush: {robots: {approvals: {count: 2, by: [pair]}}}\n");
        assertThat(lints()).isEmpty();
    }

    @Test
    void whoeverLeftOrHasNoKeyDoesNotApprove() {
        rule("refs: [refs/heads/main]\npush: {approvals: {count: 2, by: [maintainers]}}\n");
        folder.replace("people/alice.yaml", "name:", "left: 2026-11-01\nname:");
        folder.replace("people/bob.yaml", "enrolled: 2026-01-05", "enrolled: 2026-01-05\n    for: [commits, pushes]");
        assertThat(lints())
                .containsExactly("policy.yaml:8:16: approvals: 2 required, but only 1 in maintainers can sign today");
        folder.replace("people/carol.yaml", "enrolled: 2026-01-05", "enrolled: 2026-01-05\n    retired: 2026-02-01");
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:8:16: approvals: 2 required, but nobody in maintainers can sign today",
                        "people/carol.yaml: carol has no key that counts today");
    }

    @Test
    void aKeyThatNoRuleTakesIsNamed() {
        rule("refs: [refs/heads/main]\ncommits: {signed-by: [everyone]}\nkeys: {types: [ecdsa, rsa]}\n");
        assertThat(lints())
                .contains("people/bob.yaml:5:5: bob-key counts nowhere: no rule takes ssh-ed25519")
                .noneMatch(lint -> lint.contains("rsa2048 counts nowhere"));
    }

    @Test
    void waiversAreCountedToo() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("policy.yaml", "repositories:", "waivers: {count: 2, by: [pair]}\nrepositories:");
        assertThat(lints())
                .containsExactly(
                        "policy.yaml:3:1: waivers: all 2 in pair must sign, so there can be none for their own pushes");
    }

    @Test
    void keysEndInTime() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("people/dora.yaml", "enrolled: 2026-01-05", "enrolled: 2026-01-05\n    expires: 2026-12-20");
        assertThat(lints())
                .containsExactly("people/dora.yaml:8:5: dora-key expires at 2026-12-20T00:00:00Z, within 30 days");
        assertThat(lints(Instant.parse("2026-11-19T00:00:00Z"))).isEmpty();
        assertThat(lints(Instant.parse("2026-12-20T00:00:00Z")))
                .containsExactly("people/dora.yaml: dora has no key that counts today");
    }

    @Test
    void aKeyOfTomorrowDoesNotCountToday() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.replace("people/dora.yaml", "enrolled: 2026-01-05", "enrolled: 2026-11-24");
        assertThat(lints()).containsExactly("people/dora.yaml: dora has no key that counts today");
        folder.replace("people/dora.yaml", "name:", "left: 2026-11-23\nname:");
        assertThat(lints()).isEmpty();
    }

    @Test
    void aRevocationListThatIsNotRenewedIsToldOf() {
        folder = Folder.full(temporary.resolve("full"));
        TestAuthority root = TestAuthority.root("Root");
        byte[] old = root.list(NOW.minus(Duration.ofDays(2)), NOW.minus(Duration.ofDays(1)), Map.of());
        folder.write("authorities/corp-ca.pem", root.pem() + TestAuthority.pem("X509 CRL", old));
        assertThat(lints())
                .anyMatch(lint -> lint.startsWith(
                        "people/alice.yaml:19:5: alice-smime: a revocation list has been out of" + " date since "));
    }

    @Test
    void anAuthorityThatHasExpiredIsToldOf() {
        folder = Folder.full(temporary.resolve("full"));
        TestAuthority root = TestAuthority.root(
                "Root", TestAuthority.Shape.authority().living(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));
        folder.write("authorities/corp-ca.pem", root.pem());
        assertThat(lints())
                .contains(
                        "people/alice.yaml:19:5: alice-smime: every certificate in authorities/corp-ca.pem has expired");
    }

    @Test
    void internalRefsAreNoBranches() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.write(
                "server.yaml", "version: 1\nserver: s\nroot: /srv\ninternal-refs: [\"refs/pull/**\", \"refs/*/x\"]\n");
        assertThat(lints())
                .containsExactly(
                        "server.yaml:4:33: internal-refs: refs/*/x takes in branches or tags, which no rule then judges");
    }

    private void certificate(String resource) throws IOException {
        rule("refs: [refs/heads/main]\npush: {}\n");
        folder.write("keys/x.asc", Files.readAllBytes(Folder.resource(resource)));
        folder.write("people/erik.yaml", """
                name: Erik
                keys:
                  - id: erik-gpg
                    openpgp: keys/x.asc
                    enrolled: 2026-01-05
                """);
    }

    @Test
    void certificatesSayWhatIsWeakInThem() throws IOException {
        certificate("carol-sha1.asc");
        assertThat(lints())
                .singleElement()
                .asString()
                .startsWith("people/erik.yaml:3:5: erik-gpg: ")
                .contains("SHA-1");
    }

    @Test
    void certificatesEndByTheirOwnWord() throws IOException {
        certificate("dora-expiring.asc");
        assertThat(lints()).isEmpty();
        assertThat(lints(Instant.parse("2026-12-30T00:00:00Z")))
                .singleElement()
                .asString()
                .matches("people/erik\\.yaml:3:5: erik-gpg expires at 2027-01-1.*, within 30 days");
        assertThat(lints(Instant.parse("2027-02-01T00:00:00Z")))
                .containsExactly("people/erik.yaml: erik has no key that counts today");
    }

    @Test
    void certificatesThatCannotSignNeverCount() throws IOException {
        certificate("erik-certonly.asc");
        assertThat(lints())
                .containsExactly(
                        "people/erik.yaml: erik has no key that counts today",
                        "people/erik.yaml:3:5: erik-gpg can never count: none of its keys can sign");
    }

    @Test
    void keysOffTheirCurveNeverCount() {
        rule("refs: [refs/heads/main]\npush: {}\n");
        String point = "AAAAC3NzaC1lZDI1NTE5AAAAIP//////////////////////////////////////////";
        folder.replace("people/dora.yaml", TestKeys.line("dora"), "ssh-ed25519 " + point);
        assertThat(lints())
                .containsExactly("people/dora.yaml:5:5: dora-key can never count: its point is not one of the curve");
    }
}
