package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every new commit, by its signature, its signer and its two addresses. */
class CommitJudgeTest {
    private static final String RULE = "commits: {signed-by: [team]}";

    private static Scene scene() {
        return new Scene(RULE);
    }

    @Test
    void aSignatureByOneOfThemPasses() {
        assertThat(scene().verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void noSignatureIsTold() {
        Verdict verdict = scene().bringing(new SignatureCheck.Absent()).verdict();
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        assertThat(verdict.findings())
                .containsExactly(new Finding(
                        Code.UNSIGNED,
                        Optional.of("r"),
                        Optional.of(new RefName(Scene.MAIN)),
                        Optional.of(id(2)),
                        "not signed"));
    }

    @Test
    void aKeyThatNobodyEnrolledIsTold() {
        assertThat(scene().bringing(new SignatureCheck.UnknownKey("SHA256:x")).said())
                .containsExactly("no such key is enrolled [unknown-key]");
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_SIGNATURE, BAD_SIGNATURE",
        "MALFORMED, MALFORMED_SIGNATURE",
        "WEAK_DIGEST, WEAK_DIGEST",
        "WEAK_KEY, WEAK_KEY",
        "NOT_A_SIGNING_KEY, KEY_PURPOSE_FORBIDDEN",
        "UNSUPPORTED, KEY_TYPE_FORBIDDEN",
        "UNTRUSTED_ISSUER, UNTRUSTED_ISSUER",
        "NOT_VALID_THEN, KEY_EXPIRED"
    })
    void everyDefectHasItsCode(Defect defect, Code code) {
        assertThat(scene().bringing(Scene.unusable(defect)).codes()).containsExactly(code);
    }

    @Test
    void everyCommitIsJudged() {
        Scene scene = scene();
        scene.bringing(
                scene.commit(id(2), new SignatureCheck.Absent()),
                scene.commit(id(3), scene.signed("alice-token")),
                scene.commit(id(4), Scene.unusable(Defect.BAD_SIGNATURE)));
        assertThat(scene.codes()).containsExactly(Code.UNSIGNED, Code.BAD_SIGNATURE);
    }

    @Test
    void whatCannotBeReadIsToldAsSuchAndNothingElse() {
        Scene scene = scene();
        scene.bringing(
                CommitFacts.unreadable(id(2), "x", new Failure(Code.MALFORMED_OBJECT, "it has two trees")),
                scene.commit(id(3), new SignatureCheck.Absent()));
        assertThat(scene.said()).containsExactly("it has two trees [malformed-object]", "not signed [unsigned]");
        assertThat(scene.verdict().findings().get(0).object()).contains(id(2));
    }

    @Test
    void anotherSignerIsTold() {
        Scene scene = scene();
        scene.bringing(scene.commit(id(2), scene.signed("dora-laptop"), "dora@example.org", "x@example.org", 1));
        assertThat(scene.said())
                .containsExactly("dora is not among those whose signature counts here: team [signer-not-allowed]");
    }

    @Test
    void theCommitterIsTheSigner() {
        Scene scene = scene();
        scene.bringing(scene.commit(id(2), scene.signed("alice-token"), "bob@example.org", "x@example.org", 1));
        assertThat(scene.said())
                .containsExactly("the committer's address bob@example.org is not one of alice, who signed it"
                        + " [committer-mismatch]");
        scene.bringing(scene.commit(id(2), scene.signed("alice-token"), "ALICE@example.org", "", 1));
        assertThat(scene.codes()).isEmpty();
        scene.bringing(scene.commit(id(2), scene.signed("alice-token"), "nobody@example.org", "", 1));
        assertThat(scene.codes()).containsExactly(Code.COMMITTER_MISMATCH);
    }

    @Test
    void orAnybodyKnownOrAnyone() {
        Scene known = new Scene("commits: {signed-by: [team], committer: known}");
        known.bringing(known.commit(id(2), known.signed("alice-token"), "bob@example.org", "", 1));
        assertThat(known.codes()).isEmpty();
        known.bringing(known.commit(id(2), known.signed("alice-token"), "x@example.org", "", 1));
        assertThat(known.said())
                .containsExactly("no enrolled person has the committer's address x@example.org [committer-mismatch]");
        Scene anyone = new Scene("commits: {signed-by: [team], committer: anyone}");
        anyone.bringing(anyone.commit(id(2), anyone.signed("alice-token"), "x@example.org", "", 1));
        assertThat(anyone.codes()).isEmpty();
    }

    @Test
    void soTheAuthor() {
        Scene signer = new Scene("commits: {signed-by: [team], author: signer}");
        signer.bringing(signer.commit(id(2), signer.signed("alice-token"), "alice@example.org", "bob@example.org", 1));
        assertThat(signer.codes()).containsExactly(Code.AUTHOR_MISMATCH);
        Scene known = new Scene("commits: {signed-by: [team], author: known}");
        known.bringing(known.commit(id(2), known.signed("alice-token"), "alice@example.org", "bob@example.org", 1));
        assertThat(known.codes()).isEmpty();
        known.bringing(known.commit(id(2), known.signed("alice-token"), "alice@example.org", "x@example.org", 1));
        assertThat(known.said())
                .containsExactly("no enrolled person has the author's address x@example.org [author-mismatch]");
    }

    @Test
    void theAddressesOfAnUnsignedCommitAreHeldAgainstNobody() {
        Scene scene = new Scene("commits: {signed-by: [team], author: signer}");
        scene.bringing(scene.commit(id(2), new SignatureCheck.Absent(), "x@example.org", "y@example.org", 1));
        assertThat(scene.codes()).containsExactly(Code.UNSIGNED);
    }

    @Test
    void aMergeButtonSignsMergesOfTwoParentsOnly() {
        Scene scene = new Scene("commits: {signed-by: [team], merges-by: [bot]}");
        scene.bringing(scene.commit(id(2), scene.signed("bot-laptop"), "bob@example.org", "", 2));
        assertThat(scene.codes()).isEmpty();
        for (int parents : new int[] {0, 1, 3}) {
            scene.bringing(scene.commit(id(2), scene.signed("bot-laptop"), "bot@example.org", "", parents));
            assertThat(scene.said())
                    .containsExactly(
                            "bot may sign clean merges of two different parents only; merge locally and sign [signer-not-allowed]");
        }
        scene.bringing(scene.commit(id(2), scene.signed("bot-laptop"), "x@example.org", "", 2));
        assertThat(scene.codes()).containsExactly(Code.COMMITTER_MISMATCH);
        scene.bringing(scene.commit(id(2), scene.signed("dora-laptop"), "dora@example.org", "", 2));
        assertThat(scene.said())
                .containsExactly("dora is not among those whose signature counts here: team" + " [signer-not-allowed]");
    }

    @Test
    void textBehindTheSignatureIsPassedOverOnlyWhereTheRuleSaysSo() {
        for (boolean allowed : new boolean[] {false, true}) {
            Scene scene = new Scene("commits: {signed-by: [team], trailing-armor: " + (allowed ? "allow}" : "deny}"));
            CommitFacts strict = scene.commit(id(2), Scene.unusable(Defect.MALFORMED));
            scene.bringing(new CommitFacts(
                    id(2),
                    "",
                    strict.committer(),
                    strict.author(),
                    1,
                    false,
                    strict.signature(),
                    scene.signed("alice-token"),
                    Optional.empty(),
                    Optional.empty()));
            assertThat(scene.verdict() instanceof Verdict.Accepted).isEqualTo(allowed);
        }
    }

    @Test
    void aBranchLeadsToACommit() {
        Scene scene = scene();
        scene.pushed = new PushedTip(List.of(), Optional.empty(), Optional.empty());
        scene.bringing();
        assertThat(scene.said())
                .containsExactly(
                        "git keeps only commits on a branch, and this is none [ref-forbidden]",
                        "what is pushed here is not a commit [tag-target-forbidden]");
        scene.pushed = new PushedTip(
                List.of(), Optional.empty(), Optional.of(new Failure(Code.MALFORMED_OBJECT, "it is cut")));
        assertThat(scene.said()).containsExactly("it is cut [malformed-object]");
    }

    @Test
    void whatGoesBringsNoCommits() {
        Scene scene = new Scene("commits: {signed-by: [team]}, push: {delete: allow}");
        scene.bringing(new SignatureCheck.Absent());
        scene.update = new RefUpdate(id(1), ObjectId.ZERO, scene.ref);
        scene.pushed = PushedTip.NOTHING;
        scene.advance = Advance.DELETED;
        assertThat(scene.codes()).isEmpty();
    }

    @Test
    void whatKeptCommitsFromBeingCollectedRefuses() {
        Scene scene = scene();
        scene.troubles.add(new Failure(Code.LIMIT_EXCEEDED, "too many"));
        assertThat(scene.said()).containsExactly("too many [limit-exceeded]");
        Scene observing = new Scene("observe " + RULE);
        observing.troubles.add(new Failure(Code.LIMIT_EXCEEDED, "too many"));
        assertThat(observing.verdict()).isInstanceOf(Verdict.Observed.class);
        observing.troubles.add(new Failure(Code.SHALLOW_PUSH, "it is cut off"));
        assertThat(observing.verdict()).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void observingEndsByItself() {
        Scene scene = new Scene("observe " + RULE).bringing(new SignatureCheck.Absent());
        assertThat(scene.verdict()).isInstanceOf(Verdict.Observed.class);
        scene.now = Instant.parse("2026-12-31T23:59:59Z");
        assertThat(scene.verdict()).isInstanceOf(Verdict.Observed.class);
        scene.now = Instant.parse("2027-01-01T00:00:00Z");
        assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aCompromisedKeySpeaksAgainstWhatWasAcceptedSince() {
        Scene scene = scene();
        Instant since = Instant.parse("2026-05-01T00:00:00Z");
        SignatureCheck.Valid valid = KeyJudgeTest.compromised(scene.signed("alice-token"), since);
        CommitFacts commit = scene.commit(id(2), valid);
        assertThat(commit.compromisedSince(since)).contains(since);
        assertThat(commit.compromisedSince(since.minusMillis(1))).isEmpty();
        assertThat(commit.accepted(since.minusMillis(1)).compromisedSince(Scene.NOW))
                .isEmpty();
        assertThat(commit.accepted(since).compromisedSince(Instant.EPOCH)).contains(since);
        assertThat(scene.commit(id(2), new SignatureCheck.Absent()).compromisedSince(Scene.NOW))
                .isEmpty();
    }
}
