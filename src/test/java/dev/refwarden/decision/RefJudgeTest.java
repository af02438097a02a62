package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.policy.RepositoryEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How refs move, what may be written at all, and tags. */
class RefJudgeTest {
    private static final String COMMITS = "commits: {signed-by: [team]}";
    private static final String TAGS = "tags: {signed-by: [team]}";

    private static Scene moving(String rule, String ref, Advance advance) {
        Scene scene = new Scene(rule);
        scene.ref = new RefName(ref);
        scene.names = List.of(scene.ref);
        boolean creates = advance == Advance.CREATED;
        boolean deletes = advance == Advance.DELETED;
        scene.update = new RefUpdate(creates ? ObjectId.ZERO : id(1), deletes ? ObjectId.ZERO : id(2), scene.ref);
        scene.tip = creates ? Optional.empty() : Optional.of(id(1));
        scene.advance = advance;
        if (deletes) {
            scene.pushed = PushedTip.NOTHING;
        }
        return scene;
    }

    @Test
    void aBranchMovesForward() {
        assertThat(moving(COMMITS, Scene.MAIN, Advance.FORWARD).said()).isEmpty();
        assertThat(moving(COMMITS, Scene.MAIN, Advance.CREATED).said()).isEmpty();
        assertThat(moving(COMMITS, Scene.MAIN, Advance.FORCED).said())
                .containsExactly("the push would drop commits that are there, from 00000000 on [non-fast-forward]");
        assertThat(moving(COMMITS, Scene.MAIN, Advance.DELETED).said())
                .containsExactly("it may not be deleted [branch-deleted]");
    }

    @Test
    void unlessItsRuleLetsIt() {
        assertThat(moving(COMMITS + ", push: {force: allow}", Scene.MAIN, Advance.FORCED)
                        .said())
                .isEmpty();
        assertThat(moving(COMMITS + ", push: {force: allow}", Scene.MAIN, Advance.DELETED)
                        .codes())
                .containsExactly(Code.BRANCH_DELETED);
        assertThat(moving(COMMITS + ", push: {delete: allow}", Scene.MAIN, Advance.DELETED)
                        .said())
                .isEmpty();
        assertThat(moving(COMMITS + ", push: {delete: allow}", Scene.MAIN, Advance.FORCED)
                        .codes())
                .containsExactly(Code.NON_FAST_FORWARD);
    }

    @Test
    void aTagNeitherMovesNorGoes() {
        for (String rule : List.of(TAGS, "push: {}")) {
            Scene moved = moving(rule, "refs/tags/v1", Advance.FORCED);
            moved.pushed = new PushedTip(
                    List.of(moved.layer(2, "v1", moved.signed("alice-token"))), Optional.of(id(9)), Optional.empty());
            moved.bringing();
            assertThat(moved.said()).containsExactly("it is there already, at 00000000, and may not move [tag-moved]");
            moved.advance = Advance.FORWARD;
            assertThat(moved.codes()).containsExactly(Code.TAG_MOVED);
            assertThat(moving(rule, "refs/tags/v1", Advance.DELETED).codes()).containsExactly(Code.TAG_DELETED);
        }
        Scene branch = moving(TAGS, Scene.MAIN, Advance.DELETED);
        assertThat(branch.codes()).containsExactly(Code.TAG_DELETED);
        Scene allowed = moving("push: {force: allow}", "refs/tags/v1", Advance.FORCED);
        assertThat(allowed.codes()).isEmpty();
    }

    @Test
    void howARefMovesThatLeadsToNothingReadableIsAnybodysGuess() {
        Scene scene = moving(COMMITS, Scene.MAIN, Advance.FORCED);
        scene.pushed = new PushedTip(
                List.of(), Optional.empty(), Optional.of(new Failure(Code.MALFORMED_OBJECT, "it is cut")));
        assertThat(scene.codes()).containsExactly(Code.MALFORMED_OBJECT);
    }

    @Test
    void guardsOfFilesSayNothingOfRefs() {
        Scene scene = moving("paths: [{match: [x], approvals: {count: 1, by: [team]}}]", Scene.MAIN, Advance.FORCED);
        assertThat(scene.said())
                .containsExactly("no rule matches this ref, and unmatched refs are denied [ref-unmatched]");
    }

    @Test
    void aRefThatNoRuleMatchesIsDenied() {
        Scene scene = new Scene(COMMITS);
        scene.matches = false;
        assertThat(scene.said())
                .containsExactly("no rule matches this ref, and unmatched refs are denied [ref-unmatched]");
        Scene observing = new Scene("observe " + COMMITS);
        observing.matches = false;
        assertThat(observing.verdict()).isInstanceOf(Verdict.Observed.class);
        observing.internal = true;
        assertThat(observing.verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theStrictestOfSeveralEntriesDecidesAboutARefThatNoRuleMatches() {
        Scene scene = new Scene(COMMITS);
        scene.matches = false;
        RepositoryEntry denying = scene.entry;
        RepositoryEntry observing = new Scene("observe " + COMMITS).entry;
        RepositoryEntry allowing = new RepositoryEntry(
                denying.names(), false, Optional.empty(), true, false, denying.rules(), denying.place());
        for (List<RepositoryEntry> both : List.of(List.of(denying, observing), List.of(observing, denying))) {
            assertThat(unmatched(scene, both)).isInstanceOf(Verdict.Refused.class);
        }
        for (List<RepositoryEntry> both : List.of(List.of(allowing, observing), List.of(observing, allowing))) {
            assertThat(unmatched(scene, both)).isInstanceOf(Verdict.Observed.class);
        }
        assertThat(unmatched(scene, List.of(allowing, denying))).isInstanceOf(Verdict.Refused.class);
        assertThat(unmatched(scene, List.of(allowing))).isInstanceOf(Verdict.Accepted.class);
    }

    private static Verdict unmatched(Scene scene, List<RepositoryEntry> entries) {
        Findings findings = new Findings();
        Unmatched.judge(scene.updateEvidence(), "platform/api", entries, Scene.NOW, findings);
        return findings.verdict();
    }

    @Test
    void aSymbolicRefIsJudgedUnderBothItsNames() {
        Scene scene = new Scene(COMMITS);
        scene.names = List.of(scene.ref, new RefName("refs/heads/release"));
        Verdict verdict = scene.verdict();
        assertThat(verdict.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.ref()).contains(new RefName("refs/heads/release")));
    }

    @Test
    void aRepositoryWithoutAnEntryTakesNothing() {
        Scene scene = new Scene(COMMITS);
        Evidence none = new Evidence(
                false,
                List.of(),
                Optional.empty(),
                scene.evidence().attestations(),
                List.of(scene.updateEvidence()),
                false);
        assertThat(Decision.decide(scene.push(), none, Scene.NOW).findings())
                .extracting(Finding::detail)
                .contains("no entry of the policy matches this repository, which is called "
                        + scene.push().repository() + " here");
    }

    @Test
    void aNamespaceMakesRefsOtherThanTheySeem() {
        for (String rule : List.of(COMMITS, "observe " + COMMITS)) {
            Scene scene = new Scene(rule);
            scene.namespace = true;
            assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
            assertThat(scene.codes()).containsExactly(Code.REF_FORBIDDEN);
        }
    }

    @Test
    void aRefIsNamedOnce() {
        Scene scene = new Scene("observe " + COMMITS);
        scene.others.add(scene.updateEvidence());
        assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(scene.said()).containsExactly("the ref is named twice in this push [update-malformed]");
    }

    @Test
    void theOldTipMustBeTheRealOne() {
        Scene scene = new Scene("observe " + COMMITS);
        scene.tip = Optional.of(id(7));
        assertThat(scene.said())
                .containsExactly("the push replaces " + id(1) + ", but the ref is at " + id(7) + " [update-malformed]");
        scene.tip = Optional.empty();
        assertThat(scene.said())
                .containsExactly("the push replaces " + id(1) + ", but the ref is at nothing [update-malformed]");
        scene.update = new RefUpdate(ObjectId.ZERO, id(2), scene.ref);
        scene.tip = Optional.of(id(7));
        scene.advance = Advance.CREATED;
        assertThat(scene.said())
                .containsExactly("the push replaces nothing, but the ref is at " + id(7) + " [update-malformed]");
    }

    @Test
    void anUpdateDoesSomething() {
        Scene scene = new Scene("observe " + COMMITS);
        scene.update = new RefUpdate(ObjectId.ZERO, ObjectId.ZERO, scene.ref);
        scene.tip = Optional.empty();
        scene.advance = Advance.DELETED;
        scene.pushed = PushedTip.NOTHING;
        assertThat(scene.codes()).contains(Code.UPDATE_MALFORMED).hasSize(2);
        assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refs/replace/x",
                "refs/namespaces/x/refs/heads/main",
                "HEAD",
                "refs/heads/a\u202eb",
                "refs/heads/a\ufffd"
            })
    void someNamesAreNeverWritten(String name) {
        Scene scene = moving("observe " + COMMITS, name, Advance.CREATED);
        assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(scene.codes()).contains(Code.REF_FORBIDDEN);
    }

    @Test
    void anOldNameThatCannotBeSeenMayStillBeUsedAndOneThatCannotBeReadMayNot() {
        assertThat(moving(COMMITS, "refs/heads/a\u202eb", Advance.FORWARD).said())
                .isEmpty();
        assertThat(moving(COMMITS, "refs/heads/a\ufffd", Advance.FORWARD).said())
                .containsExactly("its name holds characters that cannot be seen or read back [ref-forbidden]");
    }

    @Test
    void aTagIsSignedByOneOfThem() {
        Scene scene = new Scene(TAGS);
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("alice-token")));
        assertThat(scene.verdict()).isInstanceOf(Verdict.Accepted.class);
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("dora-laptop")));
        assertThat(scene.said())
                .containsExactly("dora is not among those whose signature counts here: team [signer-not-allowed]");
        assertThat(scene.verdict().findings().get(0).object()).contains(id(2));
        scene.tag("refs/tags/v1", scene.layer(2, "v1", new SignatureCheck.Absent()));
        assertThat(scene.codes()).containsExactly(Code.UNSIGNED);
        scene.tag("refs/tags/v1", scene.layer(2, "v1", Scene.unusable(Defect.MALFORMED)));
        assertThat(scene.codes()).containsExactly(Code.MALFORMED_SIGNATURE);
    }

    @Test
    void inEveryLayer() {
        Scene scene = new Scene(TAGS);
        scene.tag(
                "refs/tags/v1",
                scene.layer(2, "v1", scene.signed("alice-token")),
                scene.layer(3, "inner", new SignatureCheck.Absent()));
        assertThat(scene.verdict().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.object()).contains(id(3)));
    }

    @Test
    void byTheNameOfItsRef() {
        Scene scene = new Scene(TAGS);
        scene.tag("refs/tags/v1", scene.layer(2, "v2", scene.signed("alice-token")));
        assertThat(scene.said()).containsExactly("the signed tag calls itself v2 [tag-name-mismatch]");
        scene.tag("refs/tags/sub/v1", scene.layer(2, "sub/v1", scene.signed("alice-token")));
        assertThat(scene.said()).isEmpty();
        scene.tag("refs/releases/v1", scene.layer(2, "releases/v1", scene.signed("alice-token")));
        assertThat(scene.said()).isEmpty();
    }

    @Test
    void aLightweightTagIsNone() {
        Scene scene = new Scene(TAGS);
        scene.tag("refs/tags/v1");
        assertThat(scene.said())
                .containsExactly(
                        "a lightweight tag, which nobody can sign; an annotated one is required [tag-lightweight]");
        assertThat(scene.verdict().findings().get(0).object()).contains(id(2));
    }

    @Test
    void aTagLeadsToACommitOnABranchOfTheRule() {
        Scene scene = new Scene("tags: {signed-by: [team], on: [refs/heads/main, refs/heads/x]}");
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("alice-token")));
        assertThat(scene.said()).isEmpty();
        scene.onBranch = false;
        assertThat(scene.said())
                .containsExactly("the tagged commit is on none of refs/heads/main, refs/heads/x in platform/api"
                        + " [tag-off-branch]");
        scene.pushed = new PushedTip(scene.pushed.layers(), Optional.empty(), Optional.empty());
        assertThat(scene.said()).containsExactly("it does not lead to a commit [tag-target-forbidden]");
        Scene anywhere = new Scene(TAGS);
        anywhere.tag("refs/tags/v1", anywhere.layer(2, "v1", anywhere.signed("alice-token")));
        anywhere.onBranch = false;
        assertThat(anywhere.said()).isEmpty();
    }

    @Test
    void aLayerThatCannotBeReadIsToldAsSuch() {
        Scene scene = new Scene("tags: {signed-by: [team], on: [refs/heads/main]}");
        TagFacts broken = new TagFacts(
                id(2),
                "",
                "",
                "",
                new SignatureCheck.Absent(),
                new SignatureCheck.Absent(),
                Optional.of(new Failure(Code.MALFORMED_OBJECT, "it is cut")));
        scene.tag("refs/tags/v1", broken);
        scene.onBranch = false;
        scene.pushed = new PushedTip(List.of(broken), Optional.empty(), broken.trouble());
        assertThat(scene.said()).containsExactly("it is cut [malformed-object]");
    }

    @Test
    void textBehindATagsSignatureIsPassedOverOnlyWhereTheRuleSaysSo() {
        for (boolean allowed : new boolean[] {false, true}) {
            Scene scene = new Scene("tags: {signed-by: [team], trailing-armor: " + (allowed ? "allow}" : "deny}"));
            TagFacts tag = new TagFacts(
                    id(2),
                    "v1",
                    "",
                    "",
                    Scene.unusable(Defect.MALFORMED),
                    scene.signed("alice-token"),
                    Optional.empty());
            scene.tag("refs/tags/v1", tag);
            assertThat(scene.codes().isEmpty()).isEqualTo(allowed);
        }
    }

    @Test
    void theEndOfATagKeysLifeIsNow() {
        Scene scene = new Scene("tags: {signed-by: [team]}, keys: {max-age: 30d, types: [ssh-ed25519]}");
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("alice-token")));
        assertThat(scene.codes()).containsExactly(Code.KEY_TYPE_FORBIDDEN, Code.KEY_EXPIRED);
    }

    @Test
    void whatHistoryWasIsJudgedWithoutItsPush() {
        Scene scene = new Scene(
                "commits: {signed-by: [team]}, push: {certificate: required, approvals: {count: 1, by: [team]}}");
        scene.tip = Optional.of(id(7));
        scene.names = List.of(scene.ref, new RefName("refs/heads/y"));
        assertThat(scene.codes()).hasSizeGreaterThan(2);
        UpdateEvidence history = scene.updateEvidence().asHistory();
        Evidence evidence = new Evidence(
                false,
                scene.configuration.policy().repositories(),
                Optional.empty(),
                scene.evidence().attestations(),
                List.of(history),
                false);
        assertThat(Decision.decide(scene.push(), evidence, Scene.NOW)).isInstanceOf(Verdict.Accepted.class);
        assertThat(scene.updateEvidence().whereThePushBelievesIt().tip()).contains(id(1));
        assertThat(moving(COMMITS, Scene.MAIN, Advance.CREATED)
                        .updateEvidence()
                        .whereThePushBelievesIt()
                        .tip())
                .isEmpty();
        assertThat(moving(COMMITS, Scene.MAIN, Advance.CREATED)
                        .updateEvidence()
                        .asHistory()
                        .tip())
                .isEmpty();
    }
}
