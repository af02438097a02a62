package dev.refwarden.ledger;

import static dev.refwarden.ledger.WrittenLines.accepted;
import static dev.refwarden.ledger.WrittenLines.commit;
import static dev.refwarden.ledger.WrittenLines.noted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.statement.StatementDigest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ledger does, whichever database holds it. */
abstract class LedgerContract {
    static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Duration PATIENCE_OF_TESTS = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final StatementDigest TOKEN = StatementDigest.of("token", "alice", new byte[] {7});

    @TempDir
    private Path folder;

    private StateFolder state = new StateFolder(Path.of(""));
    private Ledger ledger = Ledger.in(state);

    /** A new ledger. */
    abstract Ledger make(StateFolder of) throws IOException;

    /** One that is there. */
    abstract Ledger open(StateFolder of);

    /** A new one of these lines. */
    abstract Ledger rebuild(StateFolder of, byte[] lines) throws IOException;

    @BeforeEach
    void begin() throws IOException {
        state = stateFolder("state");
        ledger = make(state);
    }

    @AfterEach
    void end() {
        ledger.close();
    }

    final StateFolder stateFolder(String name) throws IOException {
        return new StateFolder(Files.createDirectory(folder.resolve(name)));
    }

    final Ledger ledger() {
        return ledger;
    }

    final StateFolder state() {
        return state;
    }

    @Test
    void manyWritersMakeOneChain() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<Appended>> appended = new ArrayList<>();
        for (int i = 0; i < 160; i++) {
            String repository = "r" + i % 5;
            LogLine line = accepted(repository, "refs/heads/b" + i, commit(0), commit(i + 1), List.of(commit(i + 1)));
            appended.add(writers.submit(() -> ledger.append(NOON, repository, line)));
        }
        List<Long> numbers = new ArrayList<>();
        for (Future<Appended> one : appended) {
            numbers.add(one.get().seq());
        }
        writers.shutdown();
        assertThat(numbers).doesNotHaveDuplicates().hasSize(160).contains(1L, 160L);
        assertThatItIsWhole(160);
    }

    @Test
    void whatLandedIsSettledAndItsCommitsAreRemembered() throws IOException {
        List<ObjectId> commits =
                IntStream.range(1, 3_000).mapToObj(WrittenLines::commit).toList();
        ledger.append(NOON, "r", accepted("r", "refs/heads/main", commit(0), commit(1), commits));
        assertThat(record("r", commit(0)).settled()).isEmpty();
        RepositoryRecord seen = record("r", commit(1));
        assertThat(seen.landed()).hasSize(1);
        note(seen);
        RepositoryRecord after = record("r", commit(9_999));
        assertThat(after.settled())
                .singleElement()
                .satisfies(tip -> assertThat(tip.commit()).isEqualTo(commit(1)));
        assertThat(after.firstAccepted(commit(2_999))).contains(NOON);
        assertThat(after.firstAccepted(commit(3_000))).isEmpty();
        assertThatItIsWhole(2);
    }

    @Test
    void singleCommitsAndWhatLandedWhileRulesObservedAreDeclared() throws IOException {
        ledger.append(NOON, "r", WrittenLines.baseline("r", "refs/heads/main", commit(1), commit(2)));
        assertThat(record("r", commit(0)).settled())
                .extracting(tip -> tip.commit() + " " + tip.isSingle() + " " + tip.only())
                .containsExactlyInAnyOrder(
                        commit(1) + " false Optional[refs/heads/main]", commit(2) + " true Optional.empty");
        assertThatItIsWhole(1);
    }

    @Test
    void refsOfOnePushMayLandOneAfterTheOther() throws IOException {
        ledger.append(NOON, "r", WrittenLines.acceptedTwice("r", commit(1), commit(2)));
        ledger.append(NOON, "r", noted("r", 1, "refs/heads/one", commit(1)));
        assertThat(record("r", commit(0)).firstAccepted(commit(2))).isEmpty();
        ledger.append(NOON, "r", noted("r", 1, "refs/heads/two", commit(2)));
        assertThat(record("r", commit(0)).firstAccepted(commit(1))).contains(NOON);
        assertThat(record("r", commit(0)).firstAccepted(commit(2))).contains(NOON);
        assertThatItIsWhole(3);
    }

    @Test
    void ofTwoPushesAtOnceToTwoRepositoriesOneUsesATokenUp() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        ExecutorService pushes = Executors.newFixedThreadPool(2);
        List<Future<Boolean>> wins = new ArrayList<>();
        for (String repository : List.of("one", "two")) {
            wins.add(pushes.submit(() -> ledger.decide(repository, Ledger.PATIENCE, transaction -> {
                boolean fresh = LedgerView.within(transaction, repository)
                        .uses(TOKEN, UseKind.TOKEN)
                        .isEmpty();
                meet(both);
                transaction.append(NOON, WrittenLines.using(repository, TOKEN, fresh));
                return fresh;
            })));
        }
        assertThat(List.of(wins.get(0).get(), wins.get(1).get())).containsExactlyInAnyOrder(true, false);
        pushes.shutdown();
        assertThat(LedgerView.of(ledger, "one").uses(TOKEN, UseKind.TOKEN)).hasSize(1);
        assertThatItIsWhole(2);
    }

    /** Where one waits for the other anyway, they never meet. */
    private static void meet(CyclicBarrier both) throws IOException {
        try {
            both.await(1, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aNonceIsAnsweredOnce() throws IOException {
        ledger.append(NOON, "r", WrittenLines.answering("r", "nonce-1"));
        assertThatThrownBy(() -> ledger.append(NOON, "r", WrittenLines.answering("r", "nonce-1")))
                .isInstanceOf(LedgerUnavailable.class);
        ledger.append(NOON, "r", WrittenLines.answering("r", "nonce-2"));
        assertThatItIsWhole(2);
    }

    @Test
    void whatThrowsLeavesNothingBehind() throws IOException {
        ledger.append(NOON, "r", WrittenLines.answering("r", "before"));
        assertThatThrownBy(() -> ledger.decide("r", Ledger.PATIENCE, transaction -> {
                    transaction.append(NOON, WrittenLines.using("r", TOKEN, true));
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(LedgerView.of(ledger, "r").uses(TOKEN, UseKind.TOKEN)).isEmpty();
        ledger.append(NOON, "r", WrittenLines.answering("r", "after"));
        assertThatItIsWhole(2);
    }

    @Test
    void whoWaitsTooLongIsToldSo() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Boolean> holding = other.submit(() -> ledger.decide("r", Ledger.PATIENCE, transaction -> {
            held.countDown();
            return await(enough);
        }));
        assertThat(await(held)).isTrue();
        long from = System.nanoTime();
        assertThatThrownBy(() -> ledger.decide("r", SHORT, transaction -> true))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("other pushes kept the ledger");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
        enough.countDown();
        assertThat(holding.get()).isTrue();
        other.shutdown();
        boolean decided = ledger.decide("r", SHORT, transaction -> true);
        assertThat(decided).isTrue();
    }

    static boolean await(CountDownLatch latch) throws IOException {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void anotherProcessFindsItAsItWas() throws IOException {
        ledger.append(NOON, "r", accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1))));
        LedgerStatus before = ledger.status();
        ledger.close();
        ledger = open(state);
        assertThat(ledger.status())
                .usingRecursiveComparison()
                .ignoringFields("bytes")
                .isEqualTo(before);
        ledger.append(NOON, "r", WrittenLines.answering("r", "later"));
        assertThatItIsWhole(2);
    }

    @Test
    void aLedgerThatIsBehindWhatTheServerSawIsRefused() throws IOException {
        ledger.append(NOON, "r", WrittenLines.answering("r", "one"));
        KnownHead.remember(state, new KnownHead.Head(2, LineHash.of("another".getBytes(UTF_8))));
        Ledger again = open(state);
        assertThatThrownBy(() -> again.append(NOON, "r", WrittenLines.answering("r", "two")))
                .isInstanceOf(LedgerUnavailable.class)
                .hasMessageContaining("set back or exchanged");
        again.close();
    }

    /** Lines are ordered by their numbers, whatever the clock says; what was accepted first stays the earliest. */
    @Test
    void aClockThatIsSetBackForgetsNothing() throws IOException {
        ledger.append(NOON, "r", accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1))));
        ledger.append(NOON, "r", noted("r", 1, "refs/heads/main", commit(1)));
        ledger.append(NOON, "r", WrittenLines.using("r", TOKEN, true));
        Instant earlier = NOON.minus(Duration.ofDays(400));
        ledger.append(earlier, "r", accepted("r", "refs/heads/main", commit(1), commit(2), List.of(commit(2))));
        ledger.append(earlier, "r", noted("r", 4, "refs/heads/main", commit(2)));
        ledger.append(earlier, "r", WrittenLines.answering("r", "nonce"));
        assertThat(record("r", commit(2)).firstAccepted(commit(1))).contains(NOON);
        assertThat(record("r", commit(2)).firstAccepted(commit(2))).contains(earlier);
        assertThat(LedgerView.of(ledger, "r").uses(TOKEN, UseKind.TOKEN)).hasSize(1);
        assertThatItIsWhole(6);
    }

    @Test
    void aChangedTableIsFound() throws IOException {
        everything();
        ledger.read(session -> {
            session.update("UPDATE settled SET claimed = claimed + 1");
            return session;
        });
        assertThat(LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {}).breaks())
                .singleElement()
                .asString()
                .contains("the table settled does not say what follows from the log");
    }

    @Test
    void linesMakeTheSameLedgerAnew() throws IOException {
        everything();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Lines.each(ledger, 0, line -> lines.writeBytes(line.bytes()));
        try (Ledger again = rebuild(stateFolder("again"), lines.toByteArray())) {
            assertThat(again.status())
                    .usingRecursiveComparison()
                    .ignoringFields("bytes", "place")
                    .isEqualTo(ledger.status());
            assertThat(LogCheck.walk(again, LogCheck.Known.NOTHING, some -> {}).breaks())
                    .isEmpty();
        }
        byte[] damaged = lines.toByteArray();
        damaged[300] ^= 1;
        StateFolder third = stateFolder("third");
        assertThatThrownBy(() -> rebuild(third, damaged)).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void aCopyIsALedger() throws IOException {
        everything();
        StateFolder copied = stateFolder("copied");
        Ledger.create(copied).close();
        Files.delete(copied.ledger());
        ledger.backup(copied.ledger());
        try (Ledger copy = Ledger.in(copied)) {
            assertThat(LogCheck.walk(copy, LogCheck.Known.NOTHING, lines -> {}).breaks())
                    .isEmpty();
            assertThat(copy.status().root()).isEqualTo(ledger.status().root());
            assertThat(copy.status().rows()).isEqualTo(ledger.status().rows());
        }
    }

    @Test
    void decisionsAreFoundAgain() throws IOException {
        everything();
        DecisionIndex index = new DecisionIndex(ledger);
        assertThat(index.page(DecisionQuery.pushes().ofRef("main"), Optional.empty(), 10))
                .hasSize(2);
        assertThat(index.page(DecisionQuery.pushes().inRepository("**"), Optional.empty(), 10))
                .hasSizeGreaterThan(2);
        assertThat(index.count(DecisionQuery.pushes().containing(commit(5).hex().substring(0, 9))))
                .isEqualTo(3);
        assertThat(index.byDay(DecisionQuery.pushes())).isEmpty();
        assertThat(index.byRepository(DecisionQuery.pushes())).containsKeys("r", "s");
    }

    @Test
    void whateverIsWrittenTheTablesFollowFromTheLines() throws IOException {
        for (int seed = 1; seed <= 3; seed++) {
            new RandomLines(seed).append(ledger, 150);
            assertThatItIsWhole(150L * seed);
        }
    }

    /** One of every kind of row, in names that databases like to order in their own way. */
    private void everything() throws IOException {
        ledger.append(NOON, "r", accepted("r", "refs/heads/main", commit(0), commit(1), List.of(commit(1))));
        ledger.append(NOON, "r", noted("r", 1, "refs/heads/main", commit(1)));
        for (String name : List.of("a_b", "aB", "Ab", "a-b", "ab", "é", "e", "Z", "\uD83D\uDE00", "\uFFFD")) {
            ledger.append(
                    NOON,
                    "s",
                    accepted("s", "refs/heads/" + name, commit(0), commit(5 + name.hashCode() % 7), List.of()));
        }
        ledger.append(NOON, "r", accepted("r", "refs/heads/main", commit(1), commit(5), List.of(commit(5))));
        ledger.append(NOON, "s", WrittenLines.using("s", TOKEN, true));
        ledger.append(NOON, "s", WrittenLines.answering("s", "nonce"));
        ledger.append(NOON, "r", WrittenLines.baseline("r", "refs/heads/main", commit(6), commit(7)));
    }

    private void note(RepositoryRecord seen) throws IOException {
        ledger.decide("r", Ledger.PATIENCE, transaction -> {
            Noted noted = Noted.of(transaction, "r", Optional.of(seen), Optional.empty(), Optional.empty());
            assertThat(noted.isEmpty()).isFalse();
            return transaction.append(NOON, noted);
        });
    }

    /** As a push sees it, where every ref is at {@code tip}. */
    private RepositoryRecord record(String repository, ObjectId tip) throws IOException {
        return RepositoryRecord.open(ledger, repository, List.of(), (RefName ref) -> Optional.of(tip));
    }

    final void assertThatItIsWhole(long lines) throws IOException {
        LogCheck.Result result = LogCheck.walk(ledger, LogCheck.Known.NOTHING, some -> {});
        assertThat(result.breaks()).isEmpty();
        assertThat(result.lines()).isEqualTo(lines);
    }

    static ByteArrayInputStream in(byte[] lines) {
        return new ByteArrayInputStream(lines);
    }

    /** Refused for a token that someone else had used. */
    private static LogLine refused() {
        return WrittenLines.using("r", TOKEN, false);
    }

    @Test
    void whoIsToBeNotifiedIsWrittenWithTheLine() throws Exception {
        Ledger notifying = ledger.notifying(List.of("chat", "mail"));
        notifying.append(NOON, "r", WrittenLines.answering("r", "accepted"));
        long refused = notifying.append(NOON, "r", refused()).seq();
        ledger.append(NOON, "r", refused());
        assertThatThrownBy(() -> notifying.decide("r", PATIENCE_OF_TESTS, transaction -> {
                    transaction.append(NOON, refused());
                    throw new IOException("cut off");
                }))
                .hasMessage("cut off");
        Outbox outbox = new Outbox(ledger);
        assertThat(outbox.figures())
                .containsOnlyKeys("chat", "mail")
                .containsEntry("chat", new Outbox.Figures(1, refused, 0, 0));
        assertThat(outbox.due("mail", NOON, 10)).containsExactly(refused);
        assertThat(outbox.due("mail", NOON.minusMillis(1), 10)).isEmpty();
        assertThat(outbox.due("other", NOON, 10)).isEmpty();
    }

    @Test
    void whatOneSenderHasClaimedAnotherDoesNotSend() throws Exception {
        Ledger notifying = ledger.notifying(List.of("chat"));
        List<Long> seqs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            seqs.add(notifying.append(NOON, "r", refused()).seq());
        }
        ExecutorService senders = Executors.newFixedThreadPool(4);
        List<Future<List<Long>>> claimed = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            claimed.add(senders.submit(() -> List.copyOf(new Outbox(ledger)
                    .claim("chat", seqs, NOON, NOON.plusSeconds(60))
                    .keySet())));
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> one : claimed) {
            all.addAll(one.get());
        }
        senders.shutdown();
        assertThat(all).containsExactlyInAnyOrderElementsOf(seqs);
        Outbox outbox = new Outbox(ledger);
        assertThat(outbox.due("chat", NOON.plusSeconds(59), 100)).isEmpty();
        assertThat(outbox.due("chat", NOON.plusSeconds(60), 100)).isEqualTo(seqs);
        assertThat(outbox.claim("chat", seqs.subList(0, 1), NOON.plusSeconds(60), NOON.plusSeconds(61)))
                .containsEntry(seqs.get(0), 2);
    }

    @Test
    void whatIsGivenUpIsKeptUntilSomebodyDecides() throws Exception {
        Ledger notifying = ledger.notifying(List.of("chat"));
        long one = notifying.append(NOON, "r", refused()).seq();
        long two = notifying.append(NOON, "r", refused()).seq();
        long three = notifying.append(NOON, "r", refused()).seq();
        Outbox outbox = new Outbox(ledger);
        outbox.remove("chat", List.of(one));
        outbox.giveUp("chat", List.of(two));
        outbox.postpone("chat", List.of(three), NOON.plusSeconds(5));
        assertThat(outbox.figures()).containsEntry("chat", new Outbox.Figures(1, three, 0, 1));
        assertThat(outbox.due("chat", NOON.plusSeconds(5), 10)).containsExactly(three);
        outbox.retryAll(NOON);
        assertThat(outbox.due("chat", NOON, 10)).containsExactly(two, three);
        outbox.giveUp("chat", List.of(two));
        outbox.forget("chat", false);
        assertThat(outbox.figures()).containsEntry("chat", new Outbox.Figures(1, three, 0, 0));
        outbox.forget("chat", true);
        assertThat(outbox.figures()).isEmpty();
    }
}
