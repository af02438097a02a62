package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionIndexTest {
    private static final DecisionQuery REFUSALS = DecisionQuery.refusals();

    @TempDir
    private Path root;

    private Ledger ledger = Ledger.in(new StateFolder(Path.of("")));
    private LogMaker maker = new LogMaker(ledger, 0);
    /** So that most answers are put together from several parts of the log. */
    private static final int FEW_LINES = 16;

    private DecisionIndex index = new DecisionIndex(ledger, FEW_LINES);

    /** The log as it was when queries were asked. */
    private final List<LoggedDecision> whole = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        ledger = Ledger.create(new StateFolder(root));
        maker = new LogMaker(ledger, 7);
        index = new DecisionIndex(ledger, FEW_LINES);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void anEmptyLedgerHasNoCases() throws IOException {
        assertThat(index.count(REFUSALS)).isZero();
        assertThat(index.page(REFUSALS, Optional.empty(), 10)).isEmpty();
        assertThat(index.find("AAAA-AAAA")).isEmpty();
        assertThat(index.repositories()).isEmpty();
    }

    @Test
    void everyQueryFindsWhatReadingTheWholeLogFinds() throws IOException {
        maker.push(900);
        holdsForEveryQuery();
        maker.push(600);
        holdsForEveryQuery();
    }

    private void holdsForEveryQuery() throws IOException {
        whole.clear();
        LoggedDecision.readAll(ledger, whole::add);
        Instant middle = Instant.parse("2026-12-01T00:00:00Z");
        Predicate<LoggedDecision> refused = LoggedDecision::isRefused;
        holds(REFUSALS, refused);
        holds(DecisionQuery.pushes(), refused.or(LoggedDecision::isAccepted));
        holds(DecisionQuery.of(DecisionKind.accepting()), LoggedDecision::isAccepted);
        holds(
                DecisionQuery.of(EnumSet.of(DecisionKind.WAIVED)),
                it -> it.text("verdict").equals("waived"));
        holds(
                REFUSALS.inRepository("tools"),
                refused.and(it -> it.text("repository").equals("tools")));
        holds(
                REFUSALS.inRepository("platform/*"),
                refused.and(it -> it.text("repository").startsWith("platform/")));
        holds(REFUSALS.inRepository("none"), it -> false);
        holds(REFUSALS.ofRef("refs/heads/main"), refused.and(it -> it.json().contains("refs/heads/main\"")));
        holds(REFUSALS.ofRef("main"), refused.and(it -> it.json().contains("refs/heads/main\"")));
        holds(REFUSALS.ofRef("refs/heads/"), refused.and(it -> it.json().contains("refs/heads/")));
        holds(REFUSALS.ofRef("release/*"), refused.and(it -> it.json().contains("refs/heads/release/1")));
        holds(
                REFUSALS.ofRef("v1").inRepository("platform/*"),
                refused.and(it -> it.json().contains("refs/tags/v1")
                        && it.text("repository").startsWith("platform/")));
        holds(
                REFUSALS.pushedBy("alice"),
                refused.and(it -> it.text("pusher", "person").equals("alice")));
        holds(
                REFUSALS.pushedBy("bobby"),
                refused.and(it -> it.text("pusher", "person").equals("bob")));
        holds(REFUSALS.pushedBy("carol"), it -> false);
        holds(REFUSALS.involving("carol"), refused);
        holds(REFUSALS.involving("carol-key"), refused);
        holds(REFUSALS.involving("SHA256:carol"), refused);
        holds(
                REFUSALS.involving("mallory"),
                refused.and(it -> it.text("pusher", "account").equals("mallory")));
        holds(REFUSALS.withCode("unsigned"), refused.and(it -> it.json().contains("\"unsigned\"")));
        holds(REFUSALS.withCode("unsign"), it -> false);
        holds(REFUSALS.withCode("key-too-old"), it -> false);
        holds(REFUSALS.since(middle), refused.and(it -> !it.time().isBefore(middle)));
        holds(REFUSALS.until(middle), refused.and(it -> it.time().isBefore(middle)));
        holds(REFUSALS.containing("MALL"), refused.and(it -> it.json().contains("mallory")));
        holds(REFUSALS.containing("expired"), refused.and(it -> it.json().contains("key-expired")));
        holds(REFUSALS.containing("too-old"), refused);
        holds(REFUSALS.containing("latform/w"), refused.and(it -> it.json().contains("platform/web")));
        holds(
                REFUSALS.inRepository("tools")
                        .withCode("unsigned")
                        .pushedBy("bob")
                        .since(middle),
                refused.and(it -> it.text("repository").equals("tools")
                        && it.json().contains("\"unsigned\"")
                        && it.text("pusher", "person").equals("bob")
                        && !it.time().isBefore(middle)));
    }

    private void holds(DecisionQuery query, Predicate<LoggedDecision> wanted) throws IOException {
        List<String> expected = new ArrayList<>(
                whole.stream().filter(wanted).map(LoggedDecision::json).toList());
        List<String> visited = new ArrayList<>();
        index.visit(query, decision -> visited.add(decision.json()));
        assertThat(visited).as("%s", query).isEqualTo(expected);
        Collections.reverse(expected);
        List<String> found = new ArrayList<>();
        Optional<Long> before = Optional.empty();
        for (List<LoggedDecision> page = index.page(query, before, 97);
                !page.isEmpty();
                page = index.page(query, before, 97)) {
            page.forEach(decision -> found.add(decision.json()));
            before = Optional.of(page.get(page.size() - 1).seq());
        }
        assertThat(found).as("%s", query).isEqualTo(expected);
        assertThat(index.count(query)).as("%s", query).isEqualTo(expected.size());
    }

    @Test
    void anObjectIsFoundByItsBeginning() throws IOException {
        append("refused", "server", "c0ffee00aabb12345678".repeat(2), "alice");
        append("accepted", "server", "c0ffee00aabb12345678".repeat(2), "alice");
        append("refused", "server", "c0ffee0f".repeat(8), "alice");
        append("refused", "server", "ff".repeat(20), "alice");
        assertThat(seqs(REFUSALS.containing("c0ffee0"))).containsExactly(3L, 1L);
        assertThat(seqs(REFUSALS.containing("C0FFEE00aabb12345678"))).containsExactly(1L);
        assertThat(seqs(REFUSALS.containing("c0ffee0f".repeat(8)))).containsExactly(3L);
        assertThat(seqs(REFUSALS.containing("ffff"))).containsExactly(4L);
        assertThat(seqs(REFUSALS.containing("c0f"))).isEmpty();
        assertThat(seqs(REFUSALS.containing("c0ffeeg"))).isEmpty();
    }

    @Test
    void aCaseIsFoundByItsIdHoweverItIsTyped() throws IOException {
        maker.push(200);
        for (LoggedDecision refused : index.page(REFUSALS, Optional.empty(), 50)) {
            String id = refused.text("case");
            String typed = " " + id.toLowerCase(Locale.ROOT).replace("-", "");
            assertThat(index.find(id).map(LoggedDecision::json)).contains(refused.json());
            assertThat(index.find(typed).map(LoggedDecision::json)).contains(refused.json());
            assertThat(seqs(REFUSALS.containing(typed))).containsExactly(refused.seq());
        }
        assertThat(index.find(CaseId.ofIncident(Instant.EPOCH).value())).isEmpty();
        assertThat(index.find("no case")).isEmpty();
        assertThat(index.find("")).isEmpty();
    }

    @Test
    void shouldTwoCasesHaveOneIdTheNewestCounts() throws IOException {
        for (String repository : List.of("first", "second")) {
            ledger.append(Instant.EPOCH, repository, (json, caseId) -> {
                json.writeStringField("verdict", "refused");
                json.writeStringField("case", "K7F3-2QXM");
                json.writeStringField("repository", repository);
            });
        }
        assertThat(index.find("K7F3-2QXM").orElseThrow().text("repository")).isEqualTo("second");
        assertThat(seqs(REFUSALS.containing("k7f32qxm"))).containsExactly(2L);
    }

    @Test
    void whatThePusherDidBeforeIsFound() throws IOException {
        append("refused", "server", id(1), "alice");
        append("accepted", "server", id(1), "alice");
        append("refused", "other", id(2), "alice");
        append("refused", "server", id(3), "bob");
        append("refused", "server", id(4), "alice");
        append("refused", "server", id(5), "alice");
        assertThat(seqs(index.previousOf(index.at(5), 10))).containsExactly(3L, 1L);
        assertThat(seqs(index.previousOf(index.at(5), 1))).containsExactly(3L);
        assertThat(index.previousOf(index.at(1), 10)).isEmpty();
    }

    @Test
    void anAccountThatIsCalledAsAPersonIsAnother() throws IOException {
        append("refused", "server", id(1), "alice");
        ledger.append(Instant.EPOCH, "server", (json, caseId) -> {
            json.writeStringField("verdict", "refused");
            json.writeObjectFieldStart("pusher");
            json.writeStringField("account", "alice");
            json.writeEndObject();
        });
        append("refused", "server", id(2), "alice");
        assertThat(seqs(index.previousOf(index.at(3), 10))).containsExactly(1L);
        assertThat(index.previousOf(index.at(2), 10)).isEmpty();
    }

    @Test
    void whatWasTriedAgainIsFoundInItsRepositoryAlone() throws IOException {
        append("refused", "server", id(1), "alice");
        append("refused", "other", id(1), "alice");
        append("accepted", "server", id(1), "bob");
        append("accepted", "server", id(2), "bob");
        // Two ids that the table takes for one.
        append("accepted", "server", id(1).substring(0, 30) + "f".repeat(10), "bob");
        assertThat(seqs(index.aboutSameTips(index.at(1)))).containsExactly(3L);
        assertThat(seqs(index.aboutSameTips(index.at(3)))).containsExactly(1L);
    }

    @Test
    void refusalsAreCountedByDayCodeAndRepository() throws IOException {
        maker.push(700);
        long unsigned = index.count(REFUSALS.withCode("unsigned"));
        assertThat(index.byDay(REFUSALS).values().stream()
                        .mapToLong(codes -> codes.getOrDefault("unsigned", 0L))
                        .sum())
                .isEqualTo(unsigned)
                .isPositive();
        assertThat(index.byDay(REFUSALS).values())
                .allSatisfy(day -> assertThat(LogMaker.CODES).containsAll(day.keySet()));
        assertThat(index.byRepository(REFUSALS)).containsOnlyKeys(LogMaker.REPOSITORIES);
        assertThat(index.byRepository(REFUSALS).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(index.count(REFUSALS));
        assertThat(index.pushers()).containsExactly("alice", "bob", "bobby", "mallory");
        assertThat(index.codes()).containsExactlyInAnyOrderElementsOf(LogMaker.CODES);
        assertThat(index.repositories()).containsExactlyElementsOf(LogMaker.REPOSITORIES);
    }

    @Test
    void theRowsFollowFromTheLines() throws IOException {
        maker.push(100);
        append("refused", "server", id(1), "alice");
        maker.push(100);
        assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {}).breaks())
                .isEmpty();
    }

    @Test
    void aChangedRowIsFound() throws IOException {
        maker.push(20);
        for (String table : List.of("decisions", "decision_refs", "decision_names", "decision_objects")) {
            ledger.decide("", Ledger.PATIENCE, transaction -> {
                transaction
                        .session()
                        .update("DELETE FROM " + table + " WHERE seq = (SELECT max(seq) FROM " + table + ")");
                return table;
            });
            assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {})
                            .breaks())
                    .anySatisfy(fault -> assertThat(fault.problem()).contains("the table " + table + " does not say"));
        }
    }

    private void append(String verdict, String repository, String tip, String person) throws IOException {
        ledger.append(Instant.EPOCH, repository, (json, caseId) -> {
            json.writeStringField("verdict", verdict);
            if (verdict.equals("refused")) {
                json.writeStringField("case", caseId.value());
            }
            json.writeStringField("repository", repository);
            json.writeObjectFieldStart("pusher");
            json.writeStringField("person", person);
            json.writeEndObject();
            json.writeArrayFieldStart("updates");
            json.writeStartObject();
            json.writeStringField("ref", "refs/heads/main");
            json.writeStringField("new", tip);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private List<Long> seqs(DecisionQuery query) throws IOException {
        return seqs(index.page(query, Optional.empty(), 1_000));
    }

    private static List<Long> seqs(List<LoggedDecision> decisions) {
        return decisions.stream().map(LoggedDecision::seq).toList();
    }

    private static String id(int number) {
        return "%02x".formatted(number).repeat(20);
    }
}
