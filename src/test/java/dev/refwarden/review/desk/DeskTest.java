package dev.refwarden.review.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Drill;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.review.KeyFacts;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.assessment.Assessment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
    private static final String MAIN = "refs/heads/main";
    private static final String HOME = "10.0.0.7";

    @TempDir
    private Path root;

    private PlayedOrganisation org;
    private Ledger ledger;

    @BeforeEach
    void begin() throws IOException {
        org = new PlayedOrganisation(root);
        org.person("alice", "2025-01-10", "");
        org.person("bob", "2026-09-05", "");
        org.write("config/policy.yaml", """
                version: 1
                repositories:
                  - match: ["**"]
                    unmatched: allow
                    rules:
                      - name: main
                        refs: [refs/heads/main]
                        commits: {signed-by: [alice, bob], author: known}
                        keys: {cool-down: 14d}
                      - name: workflows
                        refs: ["refs/heads/**"]
                        paths: [{match: [".github/**"], approvals: {count: 1, by: [alice, bob]}}]
                  - match: ["lab/**"]
                    mode: observe
                    rules:
                      - {name: watched, refs: [refs/heads/main], push: {certificate: required}}
                """);
        for (String name : List.of("app", "lab/x")) {
            org.repository(name);
        }
        org.push(
                "alice",
                HOME,
                "app",
                Map.of(
                        MAIN,
                        org.commit()
                                .by("alice")
                                .signed("alice")
                                .file("a", "1\n")
                                .make()));
        org.later(Duration.ofHours(3));
        ledger = Ledger.in(org.state());
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    private Desk desk() throws IOException, PolicyProblems {
        return new Desk(ledger, Optional.of(Configuration.load(org.config())), new Contents());
    }

    private DeskCase only() throws IOException, PolicyProblems {
        List<DeskCase> cases = desk().cases(DecisionQuery.refusals(), Optional.empty(), 10);
        assertThat(cases).hasSize(1);
        return cases.get(0);
    }

    private PlayedOrganisation.Commit work() {
        return org.commit().on(org.tip("app", MAIN)).by("alice").add("a", "more");
    }

    private CaseId refused(Map<String, String> moves) throws IOException {
        return new CaseId(org.push("alice", HOME, "app", moves).orElseThrow());
    }

    @Test
    void commitsThatAnotherRefTookAreNoBetterForThat() throws Exception {
        String unsigned = work().make();
        refused(Map.of(MAIN, unsigned));
        org.push("alice", HOME, "app", Map.of("refs/heads/aside", work().make()));
        assertThat(only().state()).isEqualTo(CaseState.OPEN);
        assertThat(only().assessment().contra()).noneMatch(text -> text.contains("were accepted"));
        assertThat(only().assessment().reasons())
                .anyMatch(reason -> reason.text().contains("refs/heads/aside"));
    }

    @Test
    void whatThereIsNoTimeForIsNeverOrdinary() throws Exception {
        refused(Map.of(MAIN, work().make()));

        Desk late = desk().within(Duration.ofSeconds(-1));

        assertThat(late.cases(DecisionQuery.refusals(), Optional.empty(), 10))
                .singleElement()
                .satisfies(desk -> assertThat(desk.assessment().level()).isEqualTo(Assessment.Level.UNKNOWN));
    }

    @Test
    void aChangeThatLandedSignedClosesItself() throws Exception {
        refused(Map.of(MAIN, work().make()));
        org.later(Duration.ofMinutes(5));
        org.push("alice", HOME, "app", Map.of(MAIN, work().signed("alice").make()));
        assertThat(only().state()).isEqualTo(CaseState.LANDED);
        assertThat(only().landed()).isPresent();
    }

    @Test
    void anotherChangeThatLandedClosesNothing() throws Exception {
        refused(Map.of(MAIN, work().make()));
        org.later(Duration.ofMinutes(5));
        org.push(
                "alice",
                HOME,
                "app",
                Map.of(MAIN, work().add("a", "else").signed("alice").make()));
        assertThat(only().state()).isEqualTo(CaseState.OPEN);
    }

    @Test
    void everyFileIsNamedAndGuardedOnesComeFirst() throws Exception {
        PlayedOrganisation.Commit large = work();
        for (int i = 0; i < 400; i++) {
            large.file("aaa/" + i, "x\n");
        }
        refused(Map.of(
                MAIN,
                large.file("zzz/.github/workflows/ci.yml", "on: push\n")
                        .file(".github/x", "y\n")
                        .make()));
        DeskCase desk = only();
        assertThat(desk.content().files()).hasSize(403);
        assertThat(desk.content().files().stream().limit(2).map(PushContent.File::name))
                .containsExactly(".github/x", "zzz/.github/workflows/ci.yml");
        assertThat(desk.content().whole()).isTrue();
    }

    @Test
    void whereListsWereCutNothingIsCalledOrdinary() throws Exception {
        String tip = org.tip("app", MAIN);
        for (int i = 0; i < 105; i++) {
            tip = org.commit().on(tip).by("alice").subject("wip " + i).make();
        }
        refused(Map.of(MAIN, tip));
        assertThat(only().decision().isWhole()).isFalse();
        assertThat(only().assessment().level()).isEqualTo(Assessment.Level.UNKNOWN);
    }

    @Test
    void whatWasThrownAwayIsNotCalledOrdinary() throws Exception {
        CaseId caseId = refused(Map.of(MAIN, work().make()));
        assertThat(only().assessment().level()).isEqualTo(Assessment.Level.ORDINARY);
        dev.refwarden.review.retained.RetainedPushes exhibits =
                new dev.refwarden.review.retained.RetainedPushes(org.state());
        exhibits.purge(exhibits.find(caseId).orElseThrow());
        assertThat(only().assessment().level()).isEqualTo(Assessment.Level.UNKNOWN);
    }

    @Test
    void whatRulesOnlyObserveIsNotWhatRefused() throws Exception {
        String tip = org.commit().by("alice").file(".github/w", "x\n").make();
        org.push("alice", HOME, "lab/x", Map.of(MAIN, tip));
        DeskCase desk = only();
        assertThat(desk.decision().codes()).contains("certificate-missing", "unsigned");
        assertThat(desk.decision().refusingCodes()).contains("unsigned").doesNotContain("certificate-missing");
    }

    @Test
    void onlyAnAnnouncedDrillIsLeftOut() throws Exception {
        String tip = org.commit().by("alice").subject("drill").make();
        new Drill(new RefName("refs/replace/" + tip), ObjectId.fromHex(tip), "root").announceIn(ledger, org.now());
        refused(Map.of("refs/replace/" + tip, tip));
        DecisionIndex index = new DecisionIndex(ledger);
        assertThat(index.count(DecisionQuery.refusals())).isZero();
        assertThat(index.count(DecisionQuery.pushes())).isEqualTo(1);
        assertThat(index.page(
                        FilterWords.read("verdict:drill", new People(List.of()), org.now())
                                .query(),
                        Optional.empty(),
                        9))
                .singleElement()
                .satisfies(line -> assertThat(line.fields().get("drill")).isEqualTo(true));
        String other = org.commit().by("alice").subject("no drill").make();
        refused(Map.of("refs/replace/" + other, other));
        assertThat(only().assessment().level()).isEqualTo(Assessment.Level.ALARMING);
        org.later(Duration.ofHours(1));
        String late = org.commit().by("alice").subject("drill").make();
        refused(Map.of("refs/replace/" + late, late));
        assertThat(index.count(DecisionQuery.refusals())).isEqualTo(2);
    }

    @Test
    void whatPeopleSayIsInTheChainAndMovesTheCase() throws Exception {
        CaseId caseId = refused(Map.of(MAIN, work().make()));
        for (CaseEvent.Kind kind : List.of(CaseEvent.Kind.NOTE, CaseEvent.Kind.TAKEN, CaseEvent.Kind.MISTAKE)) {
            new CaseEvent(caseId, kind, org.now(), "root", "carol", "because").appendTo(ledger);
        }
        assertThat(only().state()).isEqualTo(CaseState.MISTAKE);
        assertThat(only().takenBy()).isEqualTo("carol");
        new CaseEvent(caseId, CaseEvent.Kind.REOPENED, org.now(), "root", "", "").appendTo(ledger);
        assertThat(only().state()).isEqualTo(CaseState.OPEN);
        new CaseEvent(caseId, CaseEvent.Kind.ATTACK, org.now(), "root", "", "").appendTo(ledger);
        assertThat(only().state()).isEqualTo(CaseState.ATTACK);
        assertThat(only().assessment().level()).isNotEqualTo(Assessment.Level.ORDINARY);
        assertThat(only().events()).hasSize(5).extracting(CaseEvent::who).contains("carol", "root");
        assertThatThrownBy(() -> new CaseEvent(caseId, CaseEvent.Kind.NOTE, org.now(), "root", "", "x".repeat(1 << 20)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aColleaguesSignedCommitIsNobodysForgery() throws Exception {
        String bobs = org.commit()
                .on(org.tip("app", MAIN))
                .by("bob")
                .signed("alice")
                .author("bob@example.org")
                .add("a", "b")
                .make();
        refused(Map.of(MAIN, bobs));
        assertThat(only().assessment().pro())
                .anyMatch(text -> text.contains("bear the name of bob, and alice signed them"));
        org.later(Duration.ofHours(2));
        String signed = org.commit()
                .on(org.tip("app", MAIN))
                .by("bob")
                .signed("bob")
                .add("a", "c")
                .make();
        CaseId caseId = refused(
                Map.of(MAIN, org.commit().on(signed).by("alice").add("a", "d").make()));
        DeskCase desk = desk().incidentOf(caseId.value()).get(0);
        assertThat(desk.assessment().pro()).noneMatch(text -> text.contains("bear the name"));
    }

    @Test
    void oneUnknownKeyTiesCasesTogetherWhoeverPushed() throws Exception {
        refused(Map.of(MAIN, work().signed("thief").make()));
        org.later(Duration.ofMinutes(10));
        org.push(
                "bob",
                "10.0.9.9",
                "app",
                Map.of(
                        MAIN,
                        org.commit()
                                .on(org.tip("app", MAIN))
                                .by("bob")
                                .signed("thief")
                                .add("a", "z")
                                .make()));
        List<DeskCase> cases = desk().cases(DecisionQuery.refusals(), Optional.empty(), 10);
        assertThat(cases)
                .extracting(DeskCase::incident)
                .containsOnly("INC-" + cases.get(1).id());
        assertThat(cases).extracting(one -> one.assessment().level()).containsOnly(Assessment.Level.ALARMING);
    }

    @Test
    void alarmsAreFound() throws Exception {
        assertThat(new DecisionIndex(ledger).alarms(9)).isEmpty();
        ledger.append(org.now(), "app", (json, caseId) -> {
            json.writeStringField("verdict", "noted");
            json.writeStringField("repository", "app");
            json.writeArrayFieldStart("alarms");
            json.writeString("a counter went back");
            json.writeEndArray();
        });
        assertThat(new DecisionIndex(ledger).alarms(9))
                .singleElement()
                .satisfies(line -> assertThat(line.fields().get("alarms")).isEqualTo(List.of("a counter went back")));
    }

    @Test
    void casesWithinAnHourByTheSameHandAreOneIncident() throws Exception {
        refused(Map.of(MAIN, work().add("a", "1").make()));
        org.later(Duration.ofMinutes(50));
        refused(Map.of(MAIN, work().add("a", "2").make()));
        org.later(Duration.ofMinutes(50));
        refused(Map.of(MAIN, work().add("a", "3").make()));
        org.later(Duration.ofMinutes(61));
        refused(Map.of(MAIN, work().add("a", "4").make()));
        List<DeskCase> cases = desk().cases(DecisionQuery.refusals(), Optional.empty(), 10);
        assertThat(cases).hasSize(4);
        assertThat(cases.subList(1, 4))
                .extracting(DeskCase::incident)
                .containsOnly("INC-" + cases.get(3).id());
        assertThat(cases.get(0).incident()).isEqualTo("INC-" + cases.get(0).id());
        assertThat(desk().incidentOf(cases.get(2).id()))
                .extracting(DeskCase::id)
                .containsExactly(
                        cases.get(1).id(), cases.get(2).id(), cases.get(3).id());
    }

    @Test
    void aKeyThatIsTooNewIsNotCalledActive() throws Exception {
        Configuration configuration = Configuration.load(org.config());
        assertThat(KeyFacts.of(configuration, "bob-key", Instant.parse("2026-09-07T00:00:00Z"))
                        .orElseThrow()
                        .state())
                .startsWith("cooling down until 2026-09-19");
        assertThat(KeyFacts.of(configuration, "bob-key", Instant.parse("2026-09-20T00:00:00Z"))
                        .orElseThrow()
                        .state())
                .isEqualTo("active");
    }

    @Test
    void wordsFindWhatTheySay() throws Exception {
        refused(Map.of(
                MAIN,
                work().subject("Widen the table").file("src/Table.java", "x").make()));
        People people = Configuration.load(org.config()).policy().people();
        for (String fits : List.of(
                "person:\"alice example\"",
                "person:alice@example.org",
                "repo:a* ref:main since:1000w",
                "address:10.0.0. code:unsigned",
                "file:table.java subject:widen",
                "email:ALICE@",
                "state:open",
                "verdict:ordinary",
                "address:" + HOME,
                "unsigned",
                "10.0.0.7")) {
            assertThat(page(fits, people)).as(fits).hasSize(1);
        }
        for (String not : List.of(
                "person:bob", "since:1d", "address:10.0.1.", "file:chair", "state:landed", "verdict:alarming", "zzz")) {
            assertThat(page(not, people)).as(not).isEmpty();
        }
        assertThatThrownBy(() -> page("persn:alice", people)).hasMessageContaining("did you mean \"person\"");
        assertThatThrownBy(() -> page("state:opn", people)).hasMessageContaining("did you mean \"open\"");
        assertThatThrownBy(() -> page("since:someday", people)).hasMessageContaining("is not a time");
    }

    private List<LoggedDecision> page(String words, People people) throws IOException, PolicyProblems {
        FilterWords filter = FilterWords.read(words, people, Instant.parse("2026-11-01T00:00:00Z"));
        return new CasePages(new DecisionIndex(ledger), desk())
                .page(filter, Optional.empty(), 10).pushes().stream()
                        .map(row -> row.push().decision())
                        .toList();
    }
}
