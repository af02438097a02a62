package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.statement.ApprovalStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which approvals count, for what, and what an approval uses up. */
class ApprovalsTest {
    private static final String ONE = "push: {approvals: {count: 1, by: [team]}}";
    private static final String TWO = "push: {approvals: {count: 2, by: [team]}}";
    private static final String WANTED = "1 approval required from team [approvals-missing]";

    private static Scene scene(String rule) {
        return new Scene(rule);
    }

    @Test
    void anotherPersonMustAgree() {
        assertThat(scene(ONE).said()).containsExactly(WANTED);
        assertThat(scene(ONE).approvedBy("bob-laptop").verdict()).isInstanceOf(Verdict.Accepted.class);
        assertThat(scene(TWO).approvedBy("bob-laptop").said())
                .containsExactly("1 more approval required from team [approvals-missing]");
        assertThat(scene(TWO).approvedBy("bob-laptop", "carol-token").said()).isEmpty();
    }

    @Test
    void twoKeysOfOnePersonCountOnce() {
        assertThat(scene(TWO).approvedBy("bob-laptop", "bob-token").codes()).containsExactly(Code.APPROVALS_MISSING);
    }

    @Test
    void oneWhoIsNotNamedCountsForNothing() {
        assertThat(scene(ONE).approvedBy("dora-laptop").said())
                .containsExactly(WANTED, "an approval by dora is by someone other than team [approval-invalid]");
    }

    @Test
    void norDoesARobotOrThePusher() {
        assertThat(scene("push: {approvals: {count: 1, by: [everyone]}}")
                        .approvedBy("bot-laptop")
                        .said())
                .contains("an approval by bot is by a robot [approval-invalid]");
        assertThat(scene(ONE).approvedBy("alice-second").said())
                .containsExactly(WANTED, "an approval by alice is by the pusher [approval-invalid]");
    }

    @Test
    void whoPushesMustBeKnown() {
        Scene scene = scene(ONE).approvedBy("bob-laptop");
        scene.pusher = Pusher.UNKNOWN;
        assertThat(scene.codes()).containsExactly(Code.PUSHER_UNKNOWN);
    }

    @Test
    void aSignatureThatProvesNothingApprovesNothing() {
        Scene scene = scene(ONE);
        scene.approvals.add(scene.approval(Scene.unusable(Defect.BAD_SIGNATURE)));
        scene.approvals.add(scene.approval(new SignatureCheck.UnknownKey("x")));
        scene.approvals.add(scene.approval(new SignatureCheck.Absent()));
        scene.approvals.add(new OfferedApproval.Unreadable("an approval that is none"));
        assertThat(scene.said())
                .containsExactly(
                        WANTED,
                        "an approval has a signature that proves nothing: it is BAD_SIGNATURE [approval-invalid]",
                        "an approval is signed by no enrolled key [approval-invalid]",
                        "an approval that is none [approval-invalid]");
    }

    private static Scene with(RefUpdate update, String name, Duration good) {
        Scene scene = scene(ONE);
        scene.approvals.add(
                scene.approval(scene.signed("bob-laptop"), new ApprovalStatement(name, update, Scene.NOW.plus(good))));
        return scene;
    }

    @Test
    void itIsForExactlyThisUpdate() {
        Duration day = Duration.ofDays(1);
        RefName main = new RefName(Scene.MAIN);
        assertThat(with(new RefUpdate(id(1), id(2), main), Scene.NAME, day).said())
                .isEmpty();
        assertThat(with(new RefUpdate(id(1), id(2), main), "git.example.org/other", day)
                        .said())
                .containsExactly(
                        WANTED, "an approval by bob is for the repository git.example.org/other [approval-invalid]");
        assertThat(with(new RefUpdate(id(1), id(2), new RefName("refs/heads/x")), Scene.NAME, day)
                        .said())
                .containsExactly(WANTED, "an approval by bob is for refs/heads/x [approval-invalid]");
        assertThat(with(new RefUpdate(id(1), id(3), main), Scene.NAME, day).said())
                .containsExactly(WANTED, "an approval by bob is for the new tip 00000000 [approval-invalid]");
        assertThat(with(new RefUpdate(id(3), id(2), main), Scene.NAME, day).said())
                .containsExactly(WANTED, "an approval by bob is for the old tip 00000000 [approval-invalid]");
    }

    @Test
    void oneForAnotherRefOfThePushIsNoFault() {
        Scene scene = scene(ONE);
        RefUpdate other = new RefUpdate(id(5), id(6), new RefName("refs/heads/x"));
        scene.approvals.add(scene.approval(
                scene.signed("bob-laptop"),
                new ApprovalStatement(Scene.NAME, other, Scene.NOW.plus(Duration.ofDays(1)))));
        scene.others.add(new UpdateEvidence(
                other,
                Optional.of(id(5)),
                List.of(other.ref()),
                true,
                new PushedTip(List.of(), Optional.of(id(6)), Optional.empty()),
                Advance.FORWARD,
                Optional.empty(),
                List.of()));
        assertThat(scene.said()).containsExactly(WANTED);
    }

    @Test
    void itsTimeIsUpToTheInstantAndNeverLongerThanAWeek() {
        RefUpdate update = new RefUpdate(id(1), id(2), new RefName(Scene.MAIN));
        assertThat(with(update, Scene.NAME, Duration.ZERO).said())
                .containsExactly(WANTED, "an approval by bob expired on 2026-11-25T12:00:00Z [approval-invalid]");
        assertThat(with(update, Scene.NAME, Duration.ofNanos(1)).said()).isEmpty();
        assertThat(with(update, Scene.NAME, Duration.ofDays(7)).said()).isEmpty();
        assertThat(with(update, Scene.NAME, Duration.ofDays(7).plusNanos(1)).said())
                .containsExactly(WANTED, "an approval by bob is good for more than seven days [approval-invalid]");
    }

    @Test
    void oneThatWasUsedCountsNoMore() {
        Scene scene = scene(ONE);
        OfferedApproval.Stated fresh = scene.approval(scene.signed("bob-laptop"));
        scene.approvals.add(new OfferedApproval.Stated(
                fresh.statement(), fresh.signature(), fresh.digest(), fresh.firstSeen(), Optional.of("was used up")));
        assertThat(scene.said()).containsExactly(WANTED, "an approval by bob was used up [approval-invalid]");
    }

    @Test
    void oneMayHaveToLieForAWhile() {
        String held = "push: {approvals: {count: 1, by: [team], held: 12h}}";
        for (long seconds : new long[] {0, 1}) {
            Scene scene = scene(held);
            OfferedApproval.Stated fresh = scene.approval(scene.signed("bob-laptop"));
            Instant seen = Scene.NOW.minus(Duration.ofHours(12)).plusSeconds(seconds);
            scene.approvals.add(new OfferedApproval.Stated(
                    fresh.statement(), fresh.signature(), fresh.digest(), seen, Optional.empty()));
            assertThat(scene.codes().isEmpty()).isEqualTo(seconds == 0);
        }
    }

    @Test
    void itsKeyCountsUnderTheRule() {
        Scene scene = scene(ONE + ", keys: {types: [sk-ssh-ed25519]}").approvedBy("bob-laptop");
        assertThat(scene.said())
                .containsExactly(
                        WANTED,
                        "an approval: keys of type ssh-ed25519 do not count here [key-type-forbidden]",
                        "an approval by bob does not count by its key [approval-invalid]");
        assertThat(scene(ONE + ", keys: {types: [sk-ssh-ed25519]}")
                        .approvedBy("bob-token")
                        .said())
                .isEmpty();
    }

    @Test
    void whereAHardwareFactorIsNamedApprovalsComeFromHardware() {
        String touch = "push: {second-factor: [hardware-touch, one-time-code], approvals: {count: 1, by: [team]}}";
        assertThat(scene(touch)
                        .certified("alice-token", Scene.TOUCHED)
                        .approvedBy("bob-laptop")
                        .said())
                .containsExactly(WANTED, "an approval by bob is not by a hardware key with a touch [approval-invalid]");
        assertThat(scene(touch)
                        .certified("alice-token", Scene.TOUCHED)
                        .approvedBy("bob-token")
                        .said())
                .isEmpty();
        String pin = "push: {second-factor: [hardware-pin], approvals: {count: 1, by: [team]}}";
        assertThat(scene(pin)
                        .certified("alice-token", Scene.WITH_PIN)
                        .approvedBy("bob-token")
                        .said())
                .containsExactly(
                        WANTED, "an approval by bob is not by a hardware key with touch and PIN [approval-invalid]");
        String code = "push: {second-factor: [one-time-code], approvals: {count: 1, by: [team]}}";
        Scene software = scene(code).approvedBy("bob-laptop");
        software.factors.put(
                dev.refwarden.policy.Rule.Factor.ONE_TIME_CODE,
                FactorFacts.of(new dev.refwarden.people.PersonId("alice"), Scene.digest("x")));
        assertThat(software.said()).isEmpty();
    }

    @Test
    void noCommitRestsOnItsOwnSignerAlone() {
        Scene scene = scene(ONE).approvedBy("bob-laptop");
        scene.bringing(scene.signed("bob-token"));
        assertThat(scene.said())
                .containsExactly(
                        "only its signer, bob, vouches for it; someone else in team must approve [approvals-missing]");
        assertThat(scene.verdict().findings().get(0).object()).contains(id(2));
        // The pusher vouches for it, too, once a certificate shows that it is she.
        assertThat(scene.certified("alice-laptop", Scene.TOUCHED).said()).isEmpty();
    }

    @Test
    void thePusherVouchesOnlyByACertificateThatCountsAndAsOneOfThem() {
        Scene software = scene(ONE + ", keys: {types: [sk-ssh-ed25519]}").approvedBy("bob-token");
        software.bringing(software.signed("bob-token"));
        assertThat(software.certified("alice-laptop", Scene.TOUCHED).codes())
                .containsExactly(Code.KEY_TYPE_FORBIDDEN, Code.APPROVALS_MISSING);
        Scene stranger = scene(ONE).pushedBy("dora").approvedBy("bob-laptop");
        stranger.bringing(stranger.signed("bob-token"));
        assertThat(stranger.certified("dora-laptop", Scene.TOUCHED).codes()).containsExactly(Code.APPROVALS_MISSING);
        Scene robot = scene("push: {approvals: {count: 1, by: [everyone]}}")
                .pushedBy("bot")
                .approvedBy("bob-laptop");
        robot.bringing(robot.signed("bob-token"));
        assertThat(robot.certified("bot-laptop", Scene.TOUCHED).codes()).containsExactly(Code.APPROVALS_MISSING);
    }

    @Test
    void anUnsignedCommitWantsTwo() {
        Scene scene = scene(ONE).approvedBy("bob-laptop");
        scene.bringing(new SignatureCheck.Absent());
        assertThat(scene.said())
                .containsExactly("it is not signed, so two people must vouch for it; someone else in team must approve"
                        + " [approvals-missing]");
        assertThat(scene.approvedBy("carol-token").said()).isEmpty();
        Scene pushed = scene(ONE).approvedBy("bob-laptop").certified("alice-laptop", Scene.TOUCHED);
        assertThat(pushed.bringing(new SignatureCheck.Absent()).said()).isEmpty();
    }

    @Test
    void norDoesATag() {
        Scene scene = scene("tags: {signed-by: [team]}, " + ONE);
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("bob-token")));
        scene.approvedBy("bob-laptop");
        assertThat(scene.codes()).containsExactly(Code.APPROVALS_MISSING);
        assertThat(scene.verdict().findings().get(0).object()).contains(id(2));
        assertThat(scene.approvedBy("carol-token").said()).isEmpty();
    }

    @Test
    void aMaintainerAloneMayUseASecondKey() {
        String second = "push: {approvals: {count: 1, by: [alice], second-key: true}}";
        assertThat(scene(second)
                        .certified("alice-token", Scene.TOUCHED)
                        .approvedBy("alice-second")
                        .said())
                .isEmpty();
        String not = "an approval by alice is by the pusher, and not by another hardware key of theirs"
                + " [approval-invalid]";
        assertThat(scene(second).approvedBy("alice-token").said()).contains(not);
        assertThat(scene(second).approvedBy("alice-laptop").said()).contains(not);
        Scene certifiedBySame = scene(second)
                .bringing(new SignatureCheck.Absent())
                .certified("alice-second", Scene.TOUCHED)
                .approvedBy("alice-second");
        assertThat(certifiedBySame.said()).contains(not);
        Scene untouched = scene(second);
        untouched.approvals.add(untouched.approval(untouched.signed("alice-second", Scene.UNTOUCHED)));
        assertThat(untouched.said()).contains(not);
    }

    @Test
    void aSecondKeyVouchesForThePushersOwnCommitsOnly() {
        String second = "push: {approvals: {count: 1, by: [alice, bob], second-key: true}}";
        Scene scene = scene(second).pushedBy("alice").approvedBy("bob-laptop");
        scene.bringing(scene.signed("bob-token"));
        assertThat(scene.codes()).containsExactly(Code.APPROVALS_MISSING);
        Scene others = scene(second).approvedBy("alice-second");
        others.bringing(others.signed("bob-token"));
        assertThat(others.said()).isEmpty();
    }

    @Test
    void aSecondKeySignedNothingInThePush() {
        String second = "tags: {signed-by: [alice]}, push: {approvals: {count: 1, by: [alice], second-key: true}}";
        Scene tag = scene(second);
        tag.tag("refs/tags/v1", tag.layer(2, "v1", tag.signed("alice-second")));
        assertThat(tag.approvedBy("alice-second").codes())
                .containsExactly(Code.APPROVALS_MISSING, Code.APPROVAL_INVALID);
        tag.tag("refs/tags/v1", tag.layer(2, "v1", tag.signed("alice-token")));
        tag.approvals.clear();
        assertThat(tag.approvedBy("alice-second").said()).isEmpty();
        Scene commit = scene("commits: {signed-by: [alice]}, paths: [{match: [x], "
                + "approvals: {count: 1, by: [alice], second-key: true}}]");
        commit.bringing(commit.signed("alice-second"));
        commit.changing("x");
        assertThat(commit.approvedBy("alice-second").codes())
                .containsExactly(Code.PATH_APPROVALS_MISSING, Code.APPROVAL_INVALID);
        Scene other = scene("commits: {signed-by: [alice]}, paths: [{match: [x], "
                + "approvals: {count: 1, by: [alice], second-key: true}}]");
        other.changing("x");
        assertThat(other.approvedBy("alice-second").said()).isEmpty();
    }

    @Test
    void theKeyThatSignedAGuardedChangeIsNoSecondKey() {
        String paths = "push: {}, paths: [{match: [x], " + "approvals: {count: 1, by: [alice], second-key: true}}]";
        assertThat(scene(paths).changing("x").approvedBy("alice-token").said())
                .contains("an approval by alice is by the pusher, and not by another hardware key of theirs"
                        + " [approval-invalid]");
        assertThat(scene(paths).changing("x").approvedBy("alice-second").said()).isEmpty();
    }

    @Test
    void norIsThatOfATag() {
        Scene scene = scene("tags: {signed-by: [team]}, push: {approvals: {count: 1, by: [alice], second-key: true}}");
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("alice-token")));
        assertThat(scene.approvedBy("alice-token").codes())
                .containsExactly(Code.APPROVALS_MISSING, Code.APPROVAL_INVALID);
        assertThat(scene.approvedBy("alice-second").said()).isEmpty();
    }

    @Test
    void norIsTheSameKeyUnderAnotherId() {
        Scene scene = scene("push: {approvals: {count: 1, by: [alice], second-key: true}}");
        SignatureCheck.Valid sameKey = Scene.with(
                scene.signed("alice-token"),
                key -> new EnrolledKey(
                        new KeyId("alice-again"),
                        key.person(),
                        key.key(),
                        true,
                        key.enrolled(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        key.purposes()));
        scene.approvals.add(scene.approval(sameKey));
        assertThat(scene.codes()).containsExactly(Code.APPROVALS_MISSING, Code.APPROVAL_INVALID);
    }

    @Test
    void whoLeftApprovesNothing() {
        Scene scene = scene("push: {approvals: {count: 1, by: [everyone]}}").approvedBy("frank-token");
        assertThat(scene.said())
                .containsExactly(
                        "1 approval required from everyone [approvals-missing]",
                        "an approval: the key frank-token is retired since frank left on 2026-11-01 [key-retired]",
                        "an approval by frank does not count by its key [approval-invalid]");
    }

    @Test
    void aKeyThatDoesNotCountMakesNobodyTheSigner() {
        Scene scene = scene("push: {approvals: {count: 1, by: [team]}}").approvedBy("bob-laptop");
        scene.bringing(scene.signed("frank-token"));
        assertThat(scene.said())
                .containsExactly("its signature does not count here (the key frank-token is retired since frank left on"
                        + " 2026-11-01), so two people must vouch for it; someone else in team must approve"
                        + " [approvals-missing]");
        assertThat(scene.approvedBy("carol-token").said()).isEmpty();
        Scene whileThere = scene("push: {approvals: {count: 1, by: [team]}}").approvedBy("bob-laptop");
        whileThere.bringing(
                whileThere.commit(id(2), whileThere.signed("frank-token")).accepted(Scene.ENROLLED));
        assertThat(whileThere.said()).isEmpty();
        Scene guarded = scene("push: {}, paths: [{match: [x], approvals: {count: 1, by: [team]}}]");
        guarded.bringing(guarded.signed("frank-token")).changing("x").approvedBy("bob-laptop");
        assertThat(guarded.codes()).containsExactly(Code.PATH_APPROVALS_MISSING);
    }

    @Test
    void whereTheRuleJudgesTheSignatureItsFaultIsSaidOnce() {
        Scene scene = scene("commits: {signed-by: [everyone], committer: anyone}, " + ONE)
                .approvedBy("bob-laptop");
        scene.bringing(scene.signed("frank-token"));
        assertThat(scene.codes()).containsExactly(Code.KEY_RETIRED);
    }

    @Test
    void whoeverSignsAMergeDoesNotVouchForWhatItBrings() {
        Scene scene = scene("commits: {signed-by: [everyone], scope: first-parent}, " + ONE);
        scene.pushedBy("bot").approvedBy("bob-laptop");
        CommitFacts side = scene.commit(id(7), scene.signed("bob-token"));
        CommitFacts unsigned = scene.commit(id(8), new SignatureCheck.Absent());
        scene.sideCommits.add(side);
        scene.sideCommits.add(unsigned);
        // Merged and signed by Alice.
        assertThat(scene.verdict().findings())
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactly(id(7), id(8));
        scene.bringing(scene.commit(id(2), scene.signed("bot-laptop"), "bot@example.org", "x@example.org", 2));
        assertThat(scene.verdict().findings())
                .extracting(finding -> finding.object().orElseThrow())
                .containsExactly(id(7), id(8));
        assertThat(scene.codes()).containsOnly(Code.APPROVALS_MISSING);
        assertThat(scene.approvedBy("carol-token").said()).isEmpty();
    }

    @Test
    void aTagThatBringsAGuardedChangeRestsOnMoreThanItsSigner() {
        Scene scene = scene("push: {}, paths: [{match: [x], approvals: {count: 1, by: [team]}}]");
        scene.tag("refs/tags/v1", scene.layer(2, "v1", scene.signed("bob-token")));
        scene.changes.add(new GuardedChange(
                scene.rule.paths().get(0),
                "x",
                Optional.of(id(9)),
                1,
                List.of(scene.commit(id(9), scene.signed("alice-token")))));
        assertThat(scene.approvedBy("bob-laptop").codes()).containsExactly(Code.PATH_APPROVALS_MISSING);
        assertThat(scene.approvedBy("carol-token").said()).isEmpty();
    }

    @Test
    void guardedFilesWantTheirOwn() {
        String paths = "push: {}, paths: [{match: [pom.xml], approvals: {count: 1, by: [carol]}}]";
        assertThat(scene(paths).said()).isEmpty();
        assertThat(scene(paths).changing("pom.xml").said())
                .containsExactly("changes pom.xml: 1 approval required from carol [path-approvals-missing]");
        assertThat(scene(paths).changing("pom.xml").verdict().findings().get(0).object())
                .contains(id(2));
        assertThat(scene(paths).changing("pom.xml").approvedBy("carol-token").said())
                .isEmpty();
        assertThat(scene(paths).changing("pom.xml").approvedBy("bob-token").codes())
                .containsExactly(Code.PATH_APPROVALS_MISSING, Code.APPROVAL_INVALID);
        Scene own = scene(paths);
        own.bringing(own.signed("carol-token")).changing("pom.xml").approvedBy("carol-token");
        assertThat(own.said())
                .containsExactly("changes pom.xml: only its signer, carol, vouches for it; someone else"
                        + " in carol must approve [path-approvals-missing]");
    }

    @Test
    void whatOnlyTheWholePushChangesIsSaidOfThePush() {
        Scene scene = scene("push: {}, paths: [{match: [pom.xml], approvals: {count: 1, by: [carol]}}]");
        scene.changes.add(new GuardedChange(scene.rule.paths().get(0), "pom.xml", Optional.empty(), 3, List.of()));
        Verdict verdict = scene.verdict();
        assertThat(scene.said())
                .containsExactly("changes pom.xml and 2 more: 1 approval required from carol [path-approvals-missing]");
        assertThat(verdict.findings().get(0).object()).isEmpty();
    }

    @Test
    void guardedFilesWantAPusherWhoIsKnown() {
        Scene scene = scene("push: {}, paths: [{match: [x], approvals: {count: 1, by: [team]}}]");
        scene.changing("x").approvedBy("bob-laptop");
        scene.pusher = Pusher.UNKNOWN;
        assertThat(scene.codes()).containsExactly(Code.PUSHER_UNKNOWN);
        scene.changes.clear();
        assertThat(scene.codes()).isEmpty();
    }

    @Test
    void aFaultIsSaidOnce() {
        Scene scene = scene(ONE).approvedBy("dora-laptop", "dora-laptop");
        assertThat(scene.said()).hasSize(2);
    }

    @Test
    void anAcceptanceUsesUpWhatCountedAndNothingElse() {
        Scene scene = scene(ONE).approvedBy("bob-laptop", "dora-laptop", "carol-token");
        assertThat(SpentApprovals.of(scene.push(), scene.evidence(), Scene.NOW))
                .extracting(stated -> ((SignatureCheck.Valid) stated.signature())
                        .enrolled()
                        .id()
                        .value())
                .containsExactly("bob-laptop", "carol-token");
        Scene paths = scene("push: {}, paths: [{match: [x], approvals: {count: 1, by: [team]}}]");
        paths.changing("x").approvedBy("bob-laptop");
        assertThat(SpentApprovals.of(paths.push(), paths.evidence(), Scene.NOW)).hasSize(1);
        Scene none = scene("push: {}").approvedBy("bob-laptop");
        assertThat(SpentApprovals.of(none.push(), none.evidence(), Scene.NOW)).isEmpty();
        Scene nothing = scene(ONE);
        assertThat(SpentApprovals.of(nothing.push(), nothing.evidence(), Scene.NOW))
                .isEmpty();
    }

    @Test
    void approvalsAreLookedForWhereARuleAsksForThem() {
        assertThat(scene(ONE).evidence().asksForApprovals()).isTrue();
        assertThat(scene("push: {}").evidence().asksForApprovals()).isFalse();
        Scene paths = scene("push: {}, paths: [{match: [x], approvals: {count: 1, by: [team]}}]");
        assertThat(paths.evidence().asksForApprovals()).isFalse();
        assertThat(paths.changing("x").evidence().asksForApprovals()).isTrue();
        assertThat(scene("push: {robots: {approvals: {count: 1, by: [team]}}}")
                        .evidence()
                        .asksForApprovals())
                .isTrue();
        Evidence evidence = scene(ONE).evidence();
        assertThat(evidence.with(Attestations.NONE).attestations()).isEqualTo(Attestations.NONE);
        assertThat(evidence.with(Attestations.NONE).updates()).isEqualTo(evidence.updates());
    }
}
