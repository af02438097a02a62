package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.statement.ApprovalStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Among Refwarden's own refs only valid approvals are stored, whatever the policy and its mode. */
class OwnRefJudgeTest {
    private static final String NAME = "refs/refwarden/approvals/" + id(2) + "/" + id(8);
    private static final RefUpdate APPROVED = new RefUpdate(id(1), id(2), new RefName(Scene.MAIN));

    private static Scene storing(String ref, OfferedApproval stored) {
        Scene scene = new Scene("observe push: {certificate: required}");
        scene.ref = new RefName(ref);
        scene.names = List.of(scene.ref);
        scene.update = new RefUpdate(ObjectId.ZERO, id(8), scene.ref);
        scene.tip = Optional.empty();
        scene.advance = Advance.CREATED;
        scene.matches = false;
        scene.stored = Optional.of(stored);
        return scene;
    }

    private static OfferedApproval approval(SignatureCheck check, String repository, Instant expires) {
        return new OfferedApproval.Stated(
                new ApprovalStatement(repository, APPROVED, expires),
                check,
                Scene.digest("x"),
                Scene.NOW,
                Optional.empty());
    }

    private static OfferedApproval approval(SignatureCheck check) {
        return approval(check, Scene.NAME, Scene.NOW.plus(Duration.ofDays(1)));
    }

    private static SignatureCheck.Valid bob() {
        return new Scene("push: {}").signed("bob-laptop");
    }

    private static String fault(Scene scene) {
        assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(scene.codes()).containsExactly(Code.REF_FORBIDDEN, Code.APPROVAL_INVALID);
        return scene.verdict().findings().get(1).detail();
    }

    @Test
    void aValidApprovalUnderItsNameIsTaken() {
        assertThat(storing(NAME, approval(bob())).verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void anythingElseIsNot() {
        assertThat(fault(storing(NAME, new OfferedApproval.Unreadable("x")))).isEqualTo("this is not an approval");
        Scene nothing = storing(NAME, approval(bob()));
        nothing.stored = Optional.empty();
        assertThat(fault(nothing)).isEqualTo("this is not an approval");
        assertThat(fault(storing("refs/refwarden/x", approval(bob()))))
                .isEqualTo("an approval of 00000000 belongs to " + NAME);
    }

    @Test
    void norThroughASymbolicRef() {
        Scene scene = storing(NAME, approval(bob()));
        scene.names = List.of(scene.ref, new RefName("refs/heads/x"));
        assertThat(scene.codes()).contains(Code.REF_FORBIDDEN, Code.APPROVAL_INVALID);
        Scene hidden = storing("refs/heads/alias", approval(bob()));
        hidden.names = List.of(hidden.ref, new RefName(NAME));
        assertThat(hidden.codes()).contains(Code.REF_FORBIDDEN, Code.APPROVAL_INVALID);
    }

    @Test
    void itIsForThisRepositoryAndInItsTime() {
        Instant day = Scene.NOW.plus(Duration.ofDays(1));
        assertThat(fault(storing(NAME, approval(bob(), "elsewhere", day))))
                .isEqualTo("it is for the repository elsewhere, and this is " + Scene.NAME);
        assertThat(fault(storing(NAME, approval(bob(), Scene.NAME, Scene.NOW))))
                .isEqualTo("it expired on 2026-11-25T12:00:00Z");
        assertThat(fault(storing(
                        NAME,
                        approval(
                                bob(),
                                Scene.NAME,
                                Scene.NOW.plus(Duration.ofDays(7)).plusNanos(1)))))
                .isEqualTo("it is good for more than seven days");
        assertThat(storing(NAME, approval(bob(), Scene.NAME, Scene.NOW.plus(Duration.ofDays(7))))
                        .said())
                .isEmpty();
    }

    @Test
    void itsMakerIsAHumanWithAGoodKey() {
        assertThat(fault(storing(NAME, approval(Scene.unusable(Defect.BAD_SIGNATURE)))))
                .isEqualTo("its signature proves nothing: it is BAD_SIGNATURE");
        assertThat(fault(storing(NAME, approval(new SignatureCheck.UnknownKey("x")))))
                .isEqualTo("it is signed by no enrolled key");
        assertThat(fault(storing(NAME, approval(new Scene("push: {}").signed("bot-laptop")))))
                .isEqualTo("it is signed by a robot");
        assertThat(fault(storing(NAME, approval(KeyJudgeTest.compromised(bob(), Scene.NOW)))))
                .isEqualTo("the key bob-laptop is compromised since 2026-11-25T12:00:00Z");
    }

    @Test
    void deletingOneCanOnlyRefuseAPush() {
        Scene scene = storing(NAME, approval(bob()));
        scene.update = new RefUpdate(id(8), ObjectId.ZERO, scene.ref);
        scene.tip = Optional.of(id(8));
        scene.stored = Optional.empty();
        scene.advance = Advance.DELETED;
        assertThat(scene.said()).isEmpty();
    }
}
