package dev.refwarden.decision;

import static dev.refwarden.decision.Scene.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.format.Defect;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.suite.Effort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is pushed under whatever rule: one thing more that is wrong never turns a refusal into an acceptance. */
class AnotherFindingTest {
    private static final int PUSHES = Effort.rounds(4_000);
    private static final List<String> COMMITS = List.of(
            "", "commits: {signed-by: [team]}, ", "commits: {signed-by: [alice], author: known, merges-by: [bot]}, ");
    private static final List<String> KEYS = List.of(
            "", "keys: {types: [sk-ssh-ed25519]}, ", "keys: {hardware: required, touch: required, cool-down: 14d}, ");
    private static final List<String> PUSH = List.of(
            "push: {}",
            "push: {by: [team], certificate: required}",
            "push: {second-factor: [hardware-touch], approvals: {count: 1, by: [team]}}",
            "push: {approvals: {count: 2, by: [team, dora], second-key: true}, robots: {certificate: required}}",
            "push: {second-factor: [hardware-pin, one-time-code]}, paths: [{match: [x], approvals: {count: 1, by: [team]}}]");
    private static final List<String> SIGNERS = List.of(
            "alice-token", "alice-second", "alice-laptop", "bob-token", "carol-token", "dora-laptop", "bot-laptop");
    private static final List<String> LIFTED =
            List.of("unsigned", "approvals-missing", "signer-not-allowed", "unknown-key");

    private final Random random = new Random(11);

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Scene anyScene(String mode) {
        Scene scene = new Scene(mode + any(COMMITS) + any(KEYS) + any(PUSH));
        List<CommitFacts> commits = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            commits.add(scene.commit(
                    id(2 + i),
                    anyCheck(scene),
                    any(List.of("alice@example.org", "bob@example.org", "x@y")),
                    "alice@example.org",
                    1 + random.nextInt(2)));
        }
        scene.bringing(commits.toArray(CommitFacts[]::new));
        scene.pushedBy(any(List.of("alice", "alice", "bob", "bot", "nobody")));
        if (random.nextBoolean()) {
            scene.certified(any(SIGNERS), any(List.of(Scene.TOUCHED, Scene.WITH_PIN, Scene.UNTOUCHED)));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            scene.approvedBy(any(SIGNERS));
        }
        if (!scene.rule.paths().isEmpty() && random.nextBoolean()) {
            scene.changing("x");
        }
        if (random.nextInt(3) == 0) {
            scene.waivedBy(LIFTED, "dora-laptop", "erik-laptop");
        }
        return scene;
    }

    private SignatureCheck anyCheck(Scene scene) {
        return switch (random.nextInt(8)) {
            case 0 -> new SignatureCheck.Absent();
            case 1 -> new SignatureCheck.UnknownKey("x");
            case 2 -> Scene.unusable(any(List.of(Defect.values())));
            default -> scene.signed(any(SIGNERS), any(List.of(Scene.TOUCHED, Scene.WITH_PIN, Scene.UNTOUCHED)));
        };
    }

    /** One thing more that is wrong. */
    private void worsen(Scene scene) {
        switch (random.nextInt(7)) {
            case 0 -> scene.commits.add(scene.commit(id(50), new SignatureCheck.Absent()));
            case 1 -> scene.commits.add(scene.commit(id(51), Scene.unusable(Defect.BAD_SIGNATURE)));
            case 2 -> scene.troubles.add(new Failure(any(List.of(Code.values())), "because"));
            // An offered approval that does not count is a finding of its own, which a waiver might not name.
            case 3 -> scene.approvals.removeIf(approval -> scene.waivers.isEmpty());
            case 4 -> scene.tip = Optional.of(id(99));
            case 5 -> scene.namespace = true;
            default -> {
                RefUpdate other = new RefUpdate(id(60), id(61), new RefName("refs/heads/other"));
                scene.others.add(new UpdateEvidence(
                        other,
                        Optional.of(id(60)),
                        List.of(other.ref()),
                        false,
                        new PushedTip(List.of(), Optional.of(id(61)), Optional.empty()),
                        Advance.FORWARD,
                        Optional.empty(),
                        List.of()));
            }
        }
    }

    @Test
    void neverTurnsARefusalIntoAnAcceptance() {
        int refused = 0;
        int passed = 0;
        for (int i = 0; i < PUSHES; i++) {
            Scene scene = anyScene("");
            Verdict before = scene.verdict();
            worsen(scene);
            Verdict after = scene.verdict();
            if (before instanceof Verdict.Refused) {
                assertThat(after)
                        .as("%s then %s", before.findings(), scene.said())
                        .isInstanceOf(Verdict.Refused.class);
                refused++;
            } else {
                passed++;
            }
        }
        assertThat(refused).isGreaterThan(PUSHES / 4);
        assertThat(passed).isGreaterThan(PUSHES / 20);
    }

    @Test
    void whatIsObservedWouldBeRefusedAndWhatIsAlwaysRefusedIs() {
        for (int i = 0; i < PUSHES; i++) {
            Scene observing = anyScene("observe ");
            Verdict then = observing.verdict();
            observing.now = Instant.parse("2027-01-01T00:00:00Z");
            observing.waivers.clear();
            Verdict later = observing.verdict();
            assertThat(later instanceof Verdict.Accepted)
                    .isEqualTo(
                            then instanceof Verdict.Accepted && later.findings().isEmpty());
            if (then instanceof Verdict.Observed) {
                assertThat(later).isInstanceOf(Verdict.Refused.class);
            }
        }
    }

    @Test
    void anotherRuleNeverTurnsARefusalIntoAnAcceptance() {
        for (int i = 0; i < PUSHES; i++) {
            Scene scene = anyScene("");
            Verdict before = scene.verdict();
            Scene more = new Scene(any(COMMITS) + any(KEYS) + any(PUSH));
            RuleEvidence added = new RuleEvidence(
                    scene.ref,
                    scene.entry,
                    more.rule,
                    more.rule.commits().isPresent() ? scene.commits : List.of(),
                    more.rule.demandsApprovals() ? scene.commits : List.of(),
                    Map.of(),
                    List.of(),
                    true,
                    List.of(),
                    true,
                    false,
                    List.of());
            UpdateEvidence one = scene.updateEvidence();
            UpdateEvidence both = new UpdateEvidence(
                    one.update(),
                    one.tip(),
                    one.names(),
                    one.internal(),
                    one.pushed(),
                    one.advance(),
                    one.approval(),
                    List.of(one.rules().get(0), added));
            Evidence evidence = scene.evidence();
            Verdict after = Decision.decide(
                    scene.push(),
                    new Evidence(
                            false,
                            evidence.entries(),
                            evidence.waivers(),
                            evidence.attestations(),
                            List.of(both),
                            false),
                    scene.now);
            if (before instanceof Verdict.Refused) {
                assertThat(after).isInstanceOf(Verdict.Refused.class);
            }
        }
    }
}
