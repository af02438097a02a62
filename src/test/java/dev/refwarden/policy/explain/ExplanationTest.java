package dev.refwarden.policy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.git.RefName;
import dev.refwarden.policy.Folder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people are told a push must satisfy, word by word. */
class ExplanationTest {
    private static final String AMBIGUOUS =
            "A new tag may be named as a branch here, and a new branch as a tag (ambiguous-names: allow):"
                    + " whoever names one by its short name alone may get the other.";

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private @TempDir Path temporary;
    private Folder folder;

    @BeforeEach
    void lay() {
        folder = Folder.full(temporary);
    }

    private Explanation explain(String ref) {
        return Explanation.of(folder.load(), "platform/api", new RefName(ref), NOW);
    }

    /** What the only rule of a configuration demands. */
    private static List<String> sentences(Explanation explanation) {
        return explanation.entries().get(0).rules().get(0).demands().stream()
                .map(Explanation.Demand::sentence)
                .toList();
    }

    private List<String> demands(String rule, String ref) {
        folder.write(
                "policy.yaml",
                "version: 1\ngroups: {maintainers: [alice, bob, carol], nobody: []}\nrepositories: [{match: [\"**\"], rules: [{name: r, refs: [\"**\"], "
                        + rule + "}]}]");
        return sentences(explain(ref));
    }

    @Test
    void everyRuleThatMatchesIsExplained() {
        Explanation explanation = explain("refs/heads/main");
        assertThat(explanation.summary())
                .containsExactly("Every rule below applies, and a push must satisfy them all.", AMBIGUOUS);
        assertThat(explanation.entries()).hasSize(1);
        assertThat(explanation.entries().get(0).says()).isEqualTo("What its rules find refuses the push.");
        assertThat(explanation.entries().get(0).rules())
                .extracting(Explanation.RuleWords::name)
                .containsExactly("release branches", "workflow files, on any ref");
        assertThat(Explanation.line(explanation.entries().get(0).rules().get(1).place()))
                .isEqualTo("policy.yaml:54");
    }

    @Test
    void theFullRuleIsReadAloud() {
        assertThat(sentences(explain("refs/heads/main")))
                .containsExactly(
                        "Every new commit must be signed by alice, bob or carol (maintainers).",
                        "The committer must bear an e-mail of the signer.",
                        "The author must bear an e-mail of someone enrolled.",
                        "A merge of two parents may be signed by gitea instead; its committer is then anyone known.",
                        "What is settled on refs/heads/dev counts as settled here.",
                        "Vouched for, with everything before: 1f0c3e5a.",
                        "RSA keys need 3072 bits or more.",
                        "A key counts only from 14 days after its enrolment.",
                        "A key counts for 730 days after its enrolment and no longer.",
                        "Commits and tags must be signed by keys that are vouched for as hardware.",
                        "Signatures of commits and tags must show that a PIN was entered.",
                        "Only alice, bob and carol (maintainers) may push.",
                        "The push must be signed (git push --signed).",
                        "The pusher must prove to be there by the PIN of their hardware key (hardware-pin).",
                        "One of alice, bob and carol (maintainers) must approve, the pusher not counted; "
                                + "no new commit or tag may rest on its own signer alone.",
                        "When a robot pushes, the following holds instead:",
                        "- Of robots, only release-bot may push.",
                        "- The push must be signed (git push --signed).",
                        "- One of alice and bob (release-managers) must approve, the pusher not counted; "
                                + "no new commit or tag may rest on its own signer alone.",
                        "Force-pushes are refused.",
                        "The ref cannot be deleted.",
                        "When a new commit changes pom.xml, **/package.json, **/package-lock.json, .github/** or **/*.sh, "
                                + "two of alice, bob and carol (maintainers) must approve, the pusher not counted.");
    }

    @Test
    void tagsAreReadAloud() {
        assertThat(sentences(explain("refs/tags/v1")))
                .containsExactly(
                        "A tag must be annotated, and signed in every layer by alice or bob (release-managers); "
                                + "lightweight tags are refused.",
                        "The tagged commit must be on refs/heads/main or refs/heads/release/** once the push is done.",
                        "The pusher must prove to be there by a touch on their hardware key (hardware-touch).",
                        "No robot can push, since robots satisfy no second factor.",
                        "The tag, once there, never moves and never goes.");
    }

    @Test
    void otherDemandsAreReadAloud() {
        assertThat(demands(
                        "commits: {signed-by: [everyone], scope: first-parent, committer: anyone, trailing-armor: allow}",
                        "refs/heads/x"))
                .containsExactly(
                        "Every new commit on the first-parent line must be signed by alice, bob, carol, dora, erik, gitea or "
                                + "release-bot (everyone); what merges bring in is not judged.",
                        "Text after the signature's END line is passed over.",
                        "Force-pushes are refused.",
                        "The ref cannot be deleted.");
        assertThat(demands(
                        "keys: {types: [sk-ssh-ed25519, ecdsa], cool-down: 90m, touch: required}, tags: {signed-by: [nobody]}",
                        "refs/tags/x"))
                .containsExactly(
                        "A tag must be annotated, and signed in every layer by nobody (nobody is empty); "
                                + "lightweight tags are refused.",
                        "Only keys of the types sk-ssh-ed25519 and ecdsa count.",
                        "A key counts only from 90 minutes after its enrolment.",
                        "Signatures of commits and tags must show that someone touched the key.",
                        "The tag, once there, never moves and never goes.");
    }

    @Test
    void pushesAreReadAloud() {
        assertThat(demands(
                        "push: {by: [dora], second-factor: [one-time-code, identity-token], force: allow, delete: allow, robots: {}}",
                        "refs/heads/x"))
                .containsExactly(
                        "Only dora may push.",
                        "The pusher must prove to be there by an identity token (identity-token) or "
                                + "a one-time code (one-time-code).",
                        "When a robot pushes, the following holds instead:",
                        "- Any robot may push.",
                        "Force-pushes are allowed.",
                        "The ref may be deleted.");
        assertThat(demands("push: {force: allow}", "refs/tags/x"))
                .containsExactly("The tag, once there, may be moved but never goes.");
        assertThat(demands("push: {delete: allow}", "refs/tags/x"))
                .containsExactly("The tag, once there, never moves and may be deleted.");
    }

    @Test
    void whatIsWeakerIsSaid() {
        assertThat(demands("push: {approvals: {count: 1, by: [dora], second-key: true, held: 1h}}", "refs/heads/x"))
                .startsWith(
                        "dora must approve; no new commit or tag may rest on its own signer alone.",
                        "This is weaker than it looks: the pusher may approve with a second hardware key of their own, "
                                + "so one person alone can push.",
                        "An approval counts only from 1 hour after the server first saw it.");
    }

    @Test
    void pathsAloneDoNotMatchARef() {
        assertThat(explain("refs/heads/feature").summary())
                .containsExactly(
                        "No rule with commits, tags or push matches this ref, and such refs pass (unmatched: allow, "
                                + "policy.yaml:10). The files that the rules below guard are guarded here too.",
                        AMBIGUOUS);
        folder.replace("policy.yaml", "unmatched: allow", "unmatched: deny");
        assertThat(explain("refs/heads/feature").summary())
                .containsExactly(
                        "No rule with commits, tags or push matches this ref, and such refs are refused "
                                + "(unmatched: deny, policy.yaml:10) [ref-unmatched]. "
                                + "The files that the rules below guard are guarded here too.",
                        AMBIGUOUS);
    }

    @Test
    void theStrictestEntryWins() {
        folder.write(
                "policy.yaml",
                "version: 1\nrepositories:\n  - {match: [\"**\"], unmatched: allow}\n  - {match: [platform/*]}\n");
        assertThat(explain("refs/heads/x").summary())
                .containsExactly("No rule with commits, tags or push matches this ref, and such refs are refused "
                        + "(unmatched: deny, policy.yaml:4) [ref-unmatched].");
        assertThat(Explanation.of(folder.load(), "other", new RefName("refs/heads/x"), NOW)
                        .summary())
                .containsExactly("No rule with commits, tags or push matches this ref, and such refs pass "
                        + "(unmatched: allow, policy.yaml:3).");
    }

    @Test
    void ambiguousNamesAreSpokenOfWhereEveryEntryAllowsThem() {
        String entries = "version: 1\nrepositories:\n  - {match: [\"**\"], ambiguous-names: allow}\n";
        folder.write("policy.yaml", entries);
        assertThat(explain("refs/tags/x").summary()).contains(AMBIGUOUS);
        assertThat(explain("refs/notes/x").summary()).hasSize(1);
        folder.write("policy.yaml", entries + "  - {match: [platform/*]}\n");
        assertThat(explain("refs/tags/x").summary()).hasSize(1);
    }

    @Test
    void anObservingEntryOnlyWarnsOfUnmatchedRefs() {
        folder.write(
                "policy.yaml", "version: 1\nrepositories:\n  - {match: [\"**\"], mode: observe, until: 2027-01-01}\n");
        assertThat(explain("refs/heads/x").summary())
                .containsExactly(
                        "No rule with commits, tags or push matches this ref, and such refs will be refused, but for now "
                                + "bring a warning only (unmatched: deny, mode: observe, policy.yaml:3) [ref-unmatched].");
    }

    @Test
    void aRepositoryWithoutAnEntryTakesNothing() {
        assertThat(Explanation.of(folder.load(), "sandbox/x", new RefName("refs/heads/x"), NOW)
                        .summary())
                .containsExactly(
                        "No entry of policy.yaml matches this repository: every push to it is refused [ref-unmatched].");
    }

    @Test
    void observingIsSaidWithItsEnd() {
        folder.replace("policy.yaml", "mode: enforce", "mode: observe");
        assertThat(explain("refs/heads/main").entries().get(0).says())
                .isEqualTo("What its rules find is logged and shown as a warning until 2027-01-15T00:00:00Z, "
                        + "and refuses the push from then on.");
        assertThat(Explanation.of(
                                folder.load(), "x", new RefName("refs/heads/x"), Instant.parse("2027-01-15T00:00:00Z"))
                        .entries()
                        .get(0)
                        .says())
                .isEqualTo("What its rules find refuses the push: observing ended at 2027-01-15T00:00:00Z.");
        folder.replace("policy.yaml", "    until: 2027-01-15\n", "");
        assertThat(explain("refs/heads/main").entries().get(0).says())
                .isEqualTo(
                        "What its rules find is logged and shown as a warning, and refuses nothing (mode: observe).");
    }

    @Test
    void someRefsStandApartFromRules() {
        assertThat(explain("refs/pull/7/head").summary())
                .containsExactly("The server writes this ref itself (internal-refs in server.yaml): no rule judges it, "
                        + "and nothing on it is ever settled.");
        assertThat(explain("refs/replace/x").summary())
                .containsExactly("Every push to this ref is refused, under any policy [ref-forbidden].");
        assertThat(explain("refs/namespaces/x/refs/heads/main").summary())
                .isEqualTo(explain("refs/replace/x").summary());
        assertThat(explain("refs/refwarden/approvals/x/y").summary().get(0)).contains("valid approvals are taken");
        assertThat(explain("refs/refwarden/proposals/x").summary().get(0)).contains("nothing here is ever settled");
        assertThat(explain("refs/refwarden/x").summary().get(0))
                .contains("nothing may be pushed to it [ref-forbidden]");
        assertThat(explain("refs/heads/a\u202eb").summary().get(0))
                .contains("characters that cannot be seen [ref-forbidden]");
        assertThat(explain("refs/replace/x").entries()).isEmpty();
    }

    @Test
    void crowdsAreCounted() {
        for (int i = 0; i < 5; i++) {
            folder.write("people/person-" + i + ".yaml", "name: Person");
        }
        assertThat(demands("push: {by: [everyone], approvals: {count: 2, by: [humans]}}", "refs/heads/x"))
                .startsWith(
                        "Only the 12 people in everyone may push.",
                        "Two of the 10 people in humans must approve, the pusher not counted; "
                                + "no new commit or tag may rest on its own signer alone.");
    }
}
