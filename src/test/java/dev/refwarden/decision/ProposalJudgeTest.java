package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People who are known bring commits and tags to be looked at, each under its own id, whatever the policy and its mode. */
class ProposalJudgeTest {
    private static final ObjectId PROPOSED = id(8);
    private static final String NAME = WaitingProposal.REFS + PROPOSED;

    private static Scene proposing(String ref) {
        Scene scene = new Scene("observe push: {certificate: required}").pushedBy("alice");
        scene.ref = new RefName(ref);
        scene.names = List.of(scene.ref);
        scene.update = new RefUpdate(ObjectId.ZERO, PROPOSED, scene.ref);
        scene.tip = Optional.empty();
        scene.advance = Advance.CREATED;
        scene.pushed = new PushedTip(List.of(), Optional.of(PROPOSED), Optional.empty());
        scene.matches = false;
        return scene;
    }

    private static WaitingProposal waiting(int number, String person) {
        return new WaitingProposal(
                new RefName(WaitingProposal.REFS + id(number)),
                id(number),
                Optional.of(new PersonId(person)),
                Optional.of(Scene.NOW.minus(Duration.ofMinutes(number))));
    }

    private static List<WaitingProposal> waiting(int first, int count, String person) {
        List<WaitingProposal> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(waiting(first + i, person));
        }
        return all;
    }

    private static Evidence among(Scene scene, List<WaitingProposal> waiting) {
        Evidence evidence = scene.evidence();
        return evidence.with(evidence.attestations().with(new WaitingProposals(waiting)));
    }

    private static List<Code> codes(Scene scene, List<WaitingProposal> waiting) {
        return Decision.decide(scene.push(), among(scene, waiting), Scene.NOW).findings().stream()
                .map(Finding::code)
                .toList();
    }

    @Test
    void aCommitUnderItsOwnIdIsTaken() {
        assertThat(proposing(NAME).verdict()).isInstanceOf(Verdict.Accepted.class);
        Scene tag = proposing(NAME);
        tag.pushed = new PushedTip(
                List.of(tag.layer(8, "v1", tag.signed("alice-laptop"))), Optional.of(id(9)), Optional.empty());
        assertThat(tag.verdict()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void underAnotherNameItIsNot() {
        assertThat(proposing(WaitingProposal.REFS + id(7)).said())
                .containsExactly("the proposal of 00000000 belongs to " + NAME + " [ref-forbidden]");
        assertThat(proposing(NAME + "x").codes()).containsExactly(Code.REF_FORBIDDEN);
        Scene through = proposing(NAME);
        through.names = List.of(through.ref, new RefName("refs/heads/x"));
        assertThat(through.codes()).contains(Code.REF_FORBIDDEN);
    }

    @Test
    void itIsCreatedOnly() {
        Scene moved = proposing(NAME);
        moved.update = new RefUpdate(id(7), PROPOSED, moved.ref);
        moved.tip = Optional.of(id(7));
        moved.advance = Advance.FORCED;
        assertThat(moved.said()).containsExactly("a proposal is created once and never changed [ref-forbidden]");
    }

    @Test
    void anybodyMayDeleteIt() {
        Scene gone = proposing(NAME).pushedBy("nobody");
        gone.update = new RefUpdate(PROPOSED, ObjectId.ZERO, gone.ref);
        gone.tip = Optional.of(PROPOSED);
        gone.pushed = PushedTip.NOTHING;
        gone.advance = Advance.DELETED;
        assertThat(gone.said()).isEmpty();
    }

    @Test
    void onlyWhatLeadsToACommitCanBeLookedAt() {
        Scene blob = proposing(NAME);
        blob.pushed = PushedTip.NOTHING;
        assertThat(blob.said()).containsExactly("only a commit, or a tag of one, can be proposed [ref-forbidden]");
        Scene malformed = proposing(NAME);
        malformed.pushed = new PushedTip(
                List.of(), Optional.empty(), Optional.of(new Failure(Code.MALFORMED_OBJECT, "the tag is malformed")));
        assertThat(malformed.said()).containsExactly("the tag is malformed [malformed-object]");
    }

    @Test
    void whatItBringsIsSoundThroughout() {
        Scene scene = proposing(NAME);
        Flaw flaw = new Flaw(Optional.of(id(5)), new Failure(Code.MALFORMED_OBJECT, "no tree"));
        Evidence evidence = scene.evidence().with(List.of(RefFacts.NOTHING.with(false, List.of(flaw))));
        assertThat(Decision.decide(scene.push(), evidence, Scene.NOW).findings())
                .containsExactly(new Finding(
                        Code.MALFORMED_OBJECT,
                        Optional.empty(),
                        Optional.of(scene.ref),
                        Optional.of(id(5)),
                        "no tree"));
    }

    @Test
    void onlyPeopleWhoAreKnownBringOne() {
        assertThat(proposing(NAME).pushedBy("stranger").codes()).containsExactly(Code.PUSHER_UNKNOWN);
        Scene nobody = proposing(NAME);
        nobody.pusher = Pusher.UNKNOWN;
        assertThat(nobody.codes()).containsExactly(Code.PUSHER_UNKNOWN);
        assertThat(proposing(NAME).pushedBy("bot").codes()).containsExactly(Code.PUSHER_NOT_ALLOWED);
        Scene left = proposing(NAME).pushedBy("frank");
        assertThat(left.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(left.codes()).contains(Code.PUSHER_NOT_ALLOWED);
    }

    @Test
    void aCertificateMustCount() {
        Scene scene = proposing(NAME);
        scene.pusher = Pusher.UNKNOWN;
        assertThat(scene.certified(scene.signed("alice-laptop")).codes()).isEmpty();
        Scene compromised = proposing(NAME);
        compromised.certified(KeyJudgeTest.compromised(compromised.signed("alice-laptop"), Scene.NOW));
        assertThat(compromised.codes()).containsExactly(Code.KEY_COMPROMISED);
        Scene another = proposing(NAME);
        another.certified(another.signed("bob-laptop"));
        assertThat(another.codes()).containsExactly(Code.PUSHER_MISMATCH);
    }

    @Test
    void onePersonHasEight() {
        assertThat(codes(proposing(NAME), waiting(20, 7, "alice"))).isEmpty();
        assertThat(codes(proposing(NAME), waiting(20, 8, "bob"))).isEmpty();
        List<WaitingProposal> eight = waiting(20, 8, "alice");
        assertThat(codes(proposing(NAME), eight)).isEmpty();
        assertThat(new WaitingProposals(eight).makingRoomFor(proposing(NAME).push()))
                .containsExactly(eight.get(7).ref());
        assertThat(new WaitingProposals(eight).surplus()).isEmpty();
    }

    @Test
    void theOldestOfAPersonIsSurplus() {
        List<WaitingProposal> nine = waiting(20, 9, "alice");
        assertThat(new WaitingProposals(nine).surplus()).containsExactly(nine.get(8));
        assertThat(codes(proposing(NAME), nine)).containsExactly(Code.LIMIT_EXCEEDED);
        assertThat(new WaitingProposals(nine).toMakeRoomFor(proposing(NAME).push()))
                .containsExactly(nine.get(8).ref());
    }

    @Test
    void inAFullRepositoryOnlyOnesOwnMakeRoom() {
        List<WaitingProposal> full = waiting(100, 63, "bob");
        full.addAll(waiting(200, 1, "alice"));
        assertThat(codes(proposing(NAME), full)).isEmpty();
        assertThat(new WaitingProposals(full).makingRoomFor(proposing(NAME).push()))
                .containsExactly(full.get(63).ref());
    }

    @Test
    void oneThatTheSamePushDeletesMakesRoom() {
        List<WaitingProposal> eight = waiting(20, 8, "alice");
        Scene scene = proposing(NAME);
        RefUpdate deletion = new RefUpdate(id(27), ObjectId.ZERO, eight.get(7).ref());
        scene.others.add(new UpdateEvidence(
                deletion,
                Optional.of(id(27)),
                List.of(deletion.ref()),
                false,
                PushedTip.NOTHING,
                Advance.DELETED,
                Optional.empty(),
                List.of()));
        assertThat(codes(scene, eight)).isEmpty();
    }

    @Test
    void aRepositoryKeepsSixtyFour() {
        List<WaitingProposal> many = waiting(100, 63, "bob");
        assertThat(codes(proposing(NAME), many)).isEmpty();
        many.add(waiting(200, "carol"));
        assertThat(codes(proposing(NAME), many)).containsExactly(Code.LIMIT_EXCEEDED);
        assertThat(new WaitingProposals(many).toMakeRoomFor(proposing(NAME).push()))
                .isEmpty();
    }

    @Test
    void itWaitsForSevenDays() {
        WaitingProposal proposal = new WaitingProposal(
                new RefName(NAME), PROPOSED, Optional.empty(), Optional.of(Scene.NOW.minus(WaitingProposal.LIFE)));
        assertThat(proposal.isOver(Scene.NOW)).isTrue();
        assertThat(proposal.isOver(Scene.NOW.minusNanos(1))).isFalse();
        assertThat(new WaitingProposal(new RefName(NAME), PROPOSED, Optional.empty(), Optional.empty())
                        .isOver(Scene.NOW))
                .isTrue();
    }
}
