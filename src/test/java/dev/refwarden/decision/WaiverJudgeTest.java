package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.statement.WaiverStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two of Bob, Dora and Erik let exactly this refused push through, once, and only what a rule judged. */
class WaiverJudgeTest {
    private static final List<String> UNSIGNED = List.of("unsigned");

    /** What says that something could not be judged, or is forged. */
    private static final Set<Code> NEVER = Set.of(
            Code.BAD_SIGNATURE,
            Code.MALFORMED_SIGNATURE,
            Code.MALFORMED_OBJECT,
            Code.KEY_COMPROMISED,
            Code.UNTRUSTED_ISSUER,
            Code.REF_FORBIDDEN,
            Code.REF_UNMATCHED,
            Code.REF_MOVED,
            Code.UPDATE_MALFORMED,
            Code.PUSHER_UNKNOWN,
            Code.PUSHER_MISMATCH,
            Code.CERTIFICATE_MISSING,
            Code.CERTIFICATE_INVALID,
            Code.CERTIFICATE_STALE,
            Code.CERTIFICATE_REPLAYED,
            Code.LIMIT_EXCEEDED,
            Code.DEADLINE_EXCEEDED,
            Code.SHALLOW_PUSH,
            Code.OBJECT_FORMAT_UNSUPPORTED,
            Code.REPOSITORY_RENAMED,
            Code.WAIVER_INVALID,
            Code.POLICY_INVALID,
            Code.LOG_UNAVAILABLE,
            Code.INTERNAL_ERROR);

    private static Scene unsigned() {
        return new Scene("commits: {signed-by: [team]}").bringing(new SignatureCheck.Absent());
    }

    private static String fault(Scene scene) {
        List<Finding> findings = scene.verdict().findings();
        Finding last = findings.get(findings.size() - 1);
        assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(last.code()).isEqualTo(Code.WAIVER_INVALID);
        return last.detail().replaceFirst("^the waiver does not count: ", "");
    }

    @Test
    void twoOfThemLiftExactlyTheseFindings() {
        Verdict verdict =
                unsigned().waivedBy(UNSIGNED, "dora-laptop", "erik-laptop").verdict();
        assertThat(verdict).isInstanceOf(Verdict.Waived.class);
        assertThat(((Verdict.Waived) verdict).lifted())
                .extracting(Finding::code)
                .containsExactly(Code.UNSIGNED);
        assertThat(((Verdict.Waived) verdict).waivers()).hasSize(2);
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void oneIsNotEnough() {
        assertThat(fault(unsigned().waivedBy(UNSIGNED, "dora-laptop")))
                .isEqualTo("it requires the signatures of 2 of dora, erik, bot, bob, and 1 is there");
        assertThat(fault(unsigned().waivedBy(UNSIGNED, "bob-laptop", "bob-token")))
                .contains("and 1 is there");
    }

    @Test
    void twoWhoSignedDifferentStatementsAreNotEnough() {
        Scene scene = unsigned().waivedBy(UNSIGNED, "dora-laptop");
        assertThat(fault(scene.waivedBy(List.of("unsigned", "weak-key"), "erik-laptop")))
                .contains("and 1 is there");
    }

    @Test
    void whatIsNotNamedStays() {
        Scene scene = unsigned();
        scene.bringing(
                scene.commit(id(2), new SignatureCheck.Absent()),
                scene.commit(id(3), new SignatureCheck.UnknownKey("x")));
        scene.waivedBy(UNSIGNED, "dora-laptop", "erik-laptop");
        assertThat(fault(scene)).isEqualTo("it does not lift what is left");
        assertThat(scene.codes()).containsExactly(Code.UNKNOWN_KEY, Code.WAIVER_INVALID);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void onlyWhatARuleJudgedCanBeLifted(Code code) {
        Scene scene = new Scene("commits: {signed-by: [team]}");
        scene.troubles.add(new Failure(code, "because"));
        scene.waivedBy(List.of(code.word()), "dora-laptop", "erik-laptop");
        assertThat(scene.verdict() instanceof Verdict.Waived).isEqualTo(!NEVER.contains(code));
        if (NEVER.contains(code)) {
            assertThat(scene.verdict()).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Test
    void whatIsOnlyObservedStaysSoThatNothingIsSettled() {
        Scene scene = new Scene("observe commits: {signed-by: [team]}").bringing(new SignatureCheck.Absent());
        assertThat(scene.waivedBy(UNSIGNED, "dora-laptop", "erik-laptop").verdict())
                .isInstanceOf(Verdict.Observed.class);
    }

    @Test
    void anAcceptanceNeedsNone() {
        Scene scene = new Scene("commits: {signed-by: [team]}");
        assertThat(scene.waivedBy(UNSIGNED, "dora-laptop").verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aPolicyWithoutWaiversKnowsNone() {
        Scene scene = unsigned().waivedBy(UNSIGNED, "dora-laptop", "erik-laptop");
        Evidence evidence = scene.evidence();
        Evidence without = new Evidence(
                false, evidence.entries(), Optional.empty(), evidence.attestations(), evidence.updates(), false);
        assertThat(Decision.decide(scene.push(), without, Scene.NOW).findings())
                .extracting(Finding::detail)
                .containsExactly("not signed", "the waiver does not count: the policy knows no waivers");
    }

    private static Scene with(WaiverStatement statement) {
        Scene scene = unsigned();
        for (String key : List.of("dora-laptop", "erik-laptop")) {
            scene.waivers.add(scene.waiver(scene.signed(key), statement));
        }
        return scene;
    }

    private static WaiverStatement statement(String name, RefUpdate update, Duration good) {
        return new WaiverStatement(name, "K7F3-2QXM", List.of(update), UNSIGNED, Scene.NOW.plus(good));
    }

    @Test
    void itIsForExactlyThisPush() {
        RefUpdate update = new RefUpdate(id(1), id(2), new RefName(Scene.MAIN));
        Duration hour = Duration.ofHours(1);
        assertThat(with(statement(Scene.NAME, update, hour)).verdict()).isInstanceOf(Verdict.Waived.class);
        assertThat(fault(with(statement("elsewhere", update, hour)))).isEqualTo("it is for the repository elsewhere");
        assertThat(fault(with(statement(Scene.NAME, new RefUpdate(id(1), id(3), update.ref()), hour))))
                .isEqualTo("it is for other updates than these");
        Scene more = with(statement(Scene.NAME, update, hour));
        more.others.add(new UpdateEvidence(
                new RefUpdate(id(5), id(6), new RefName("refs/heads/x")),
                Optional.of(id(5)),
                List.of(new RefName("refs/heads/x")),
                true,
                PushedTip.NOTHING,
                Advance.FORWARD,
                Optional.empty(),
                List.of()));
        assertThat(fault(more)).isEqualTo("it is for other updates than these");
    }

    @Test
    void itsTimeIsADayAtMost() {
        RefUpdate update = new RefUpdate(id(1), id(2), new RefName(Scene.MAIN));
        assertThat(fault(with(statement(Scene.NAME, update, Duration.ZERO))))
                .isEqualTo("it expired on 2026-11-25T12:00:00Z");
        assertThat(with(statement(Scene.NAME, update, Duration.ofNanos(1))).verdict())
                .isInstanceOf(Verdict.Waived.class);
        assertThat(with(statement(Scene.NAME, update, Duration.ofHours(24))).verdict())
                .isInstanceOf(Verdict.Waived.class);
        assertThat(fault(with(statement(Scene.NAME, update, Duration.ofHours(24).plusNanos(1)))))
                .isEqualTo("it is good for more than 24 hours");
    }

    @Test
    void itIsOfACaseOfThisPushAndServesOnce() {
        Scene scene = unsigned();
        for (String key : List.of("dora-laptop", "erik-laptop")) {
            OfferedWaiver good = scene.waiver(scene.signed(key), scene.waiverOf(UNSIGNED));
            scene.waivers.add(new OfferedWaiver(
                    good.statement(), good.signature(), good.digest(), key.startsWith("dora"), key.startsWith("dora")));
        }
        assertThat(fault(scene))
                .isEqualTo("it let a push through before; the case K7F3-2QXM is not a refusal of this push");
    }

    @Test
    void whatIsNoWaiverIsTold() {
        Scene scene = unsigned();
        scene.waivers.add(
                new OfferedWaiver(Optional.empty(), scene.signed("dora-laptop"), Scene.digest("x"), false, true));
        assertThat(fault(scene)).isEqualTo("it is not of the form that \"refwarden waive\" writes");
    }

    @Test
    void itsMakerIsAHumanOfThoseNamedAndNotThePusher() {
        assertThat(fault(unsigned().waivedBy(UNSIGNED, "carol-token"))).isEqualTo("carol may sign none");
        assertThat(fault(unsigned().waivedBy(UNSIGNED, "bot-laptop"))).isEqualTo("bot may sign none");
        assertThat(fault(unsigned().pushedBy("bob").waivedBy(UNSIGNED, "bob-laptop", "dora-laptop")))
                .contains("it is signed by the pusher")
                .contains("and 1 is there");
        Scene unknown = unsigned().waivedBy(UNSIGNED, "dora-laptop", "erik-laptop");
        unknown.pusher = Pusher.UNKNOWN;
        assertThat(fault(unknown)).isEqualTo("nobody knows who pushes");
        Scene bad = unsigned();
        bad.waivers.add(bad.waiver(Scene.unusable(Defect.BAD_SIGNATURE), bad.waiverOf(UNSIGNED)));
        assertThat(fault(bad)).isEqualTo("it is signed by no enrolled key");
    }

    @Test
    void itsKeyIsGoodNow() {
        Scene scene = unsigned().waivedBy(UNSIGNED, "erik-laptop");
        SignatureCheck.Valid bad = KeyJudgeTest.compromised(scene.signed("dora-laptop"), Scene.NOW.minusSeconds(1));
        scene.waivers.add(scene.waiver(bad, scene.waiverOf(UNSIGNED)));
        assertThat(fault(scene))
                .contains("the key dora-laptop is compromised since 2026-11-25T11:59:59Z")
                .contains("and 1 is there");
    }
}
