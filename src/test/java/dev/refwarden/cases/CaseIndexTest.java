package dev.refwarden.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.log.StateFolder;
import dev.refwarden.object.ObjectId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseIndexTest {
    @TempDir
    private Path root;

    private StateFolder state = new StateFolder(Path.of(""));
    private LogMaker maker = new LogMaker(state, 0);

    @BeforeEach
    void open() {
        state = new StateFolder(root);
        maker = new LogMaker(state, 7);
    }

    @Test
    void anEmptyStateHasNoCases() throws IOException {
        CaseIndex index = index();
        assertThat(index.count(CaseQuery.refusals())).isZero();
        assertThat(index.page(CaseQuery.refusals(), Optional.empty(), 10)).isEmpty();
        assertThat(index.find("AAAA-AAAA")).isEmpty();
        assertThat(index.remarks()).isEmpty();
    }

    @Test
    void everyQueryFindsWhatReadingTheWholeLogFinds() throws IOException {
        maker.push(3_000);
        holdsForEveryQuery(index());
        maker.push(2_000);
        holdsForEveryQuery(index());
        assertThat(index().remarks()).isEmpty();
        assertThat(Files.size(root.resolve("index/decisions-000001.jsonl.index")))
                .isPositive();
    }

    private void holdsForEveryQuery(CaseIndex index) throws IOException {
        Instant middle = Instant.parse("2026-12-01T00:00:00Z");
        CaseQuery all = CaseQuery.refusals();
        Predicate<LoggedDecision> refused = LoggedDecision::isRefused;
        holds(index, all, refused);
        holds(index, CaseQuery.of(EnumSet.of(Kind.ACCEPTED)), LoggedDecision::isAccepted);
        holds(
                index,
                all.inRepository("tools"),
                refused.and(it -> it.text("repository").equals("tools")));
        holds(
                index,
                all.inRepository("platform/*"),
                refused.and(it -> it.text("repository").startsWith("platform/")));
        holds(index, all.ofRef("refs/heads/main"), refused.and(it -> it.json().contains("refs/heads/main\"")));
        holds(index, all.ofRef("main"), refused.and(it -> it.json().contains("refs/heads/main\"")));
        holds(index, all.ofRef("refs/heads/"), refused.and(it -> it.json().contains("refs/heads/")));
        holds(index, all.ofRef("release/*"), refused.and(it -> it.json().contains("refs/heads/release/1")));
        holds(
                index,
                all.pushedBy("alice"),
                refused.and(it -> it.text("pusher", "person").equals("alice")));
        holds(
                index,
                all.pushedBy("bobby"),
                refused.and(it -> it.text("pusher", "person").equals("bob")));
        holds(index, all.pushedBy("carol"), it -> false);
        holds(index, all.involving("carol"), refused);
        holds(index, all.involving("carol-key"), refused);
        holds(index, all.involving("SHA256:carol"), refused);
        holds(
                index,
                all.involving("mallory"),
                refused.and(it -> it.text("pusher", "account").equals("mallory")));
        holds(index, all.withCode("unsigned"), refused.and(it -> it.json().contains("\"unsigned\"")));
        holds(index, all.withCode("unsign"), it -> false);
        holds(index, all.since(middle), refused.and(it -> !it.time().isBefore(middle)));
        holds(index, all.until(middle), refused.and(it -> it.time().isBefore(middle)));
        holds(index, all.containing("MALL"), refused.and(it -> it.json().contains("mallory")));
        holds(index, all.containing("expired"), refused.and(it -> it.json().contains("key-expired")));
        String tip = "%040x".formatted(17);
        holds(
                index,
                all.naming(ObjectId.fromHex(tip)),
                refused.and(it -> it.json().contains(tip)));
        holds(
                index,
                all.inRepository("tools").withCode("unsigned").pushedBy("bob").since(middle),
                refused.and(it -> it.text("repository").equals("tools")
                        && it.json().contains("\"unsigned\"")
                        && it.text("pusher", "person").equals("bob")
                        && !it.time().isBefore(middle)));
    }

    private void holds(CaseIndex index, CaseQuery query, Predicate<LoggedDecision> wanted) throws IOException {
        List<String> expected = new ArrayList<>();
        LoggedDecision.readAll(state, decision -> {
            if (wanted.test(decision)) {
                expected.add(decision.json());
            }
        });
        Collections.reverse(expected);
        List<String> found = new ArrayList<>();
        Optional<Cursor> before = Optional.empty();
        for (List<CaseEntry> page = index.page(query, before, 97);
                !page.isEmpty();
                page = index.page(query, before, 97)) {
            for (CaseEntry entry : page) {
                found.add(entry.read().json());
            }
            before = Cursor.parse(page.get(page.size() - 1).cursor().toString());
        }
        assertThat(found).as("%s", query).isEqualTo(expected);
        assertThat(index.count(query)).as("%s", query).isEqualTo(expected.size());
    }

    @Test
    void anEntrySaysWhatItsLineSays() throws IOException {
        maker.push(300);
        for (CaseEntry entry : index().page(CaseQuery.pushes(), Optional.empty(), 300)) {
            LoggedDecision line = entry.read();
            assertThat(entry.caseId()).isEqualTo(line.text("case"));
            assertThat(entry.time()).isEqualTo(line.time());
            assertThat(entry.repository()).isEqualTo(line.text("repository"));
            assertThat(entry.person()).isEqualTo(line.text("pusher", "person"));
            assertThat(entry.account()).isEqualTo(line.text("pusher", "account"));
            assertThat(entry.refs()).isEqualTo(texts(line, "updates", "ref"));
            assertThat(entry.codes()).isEqualTo(texts(line, "findings", "code"));
            assertThat(entry.signers()).containsExactly(new Signer("carol", "carol-key", "SHA256:carol"));
        }
    }

    @Test
    void aCaseIsFoundByItsIdHoweverItIsTyped() throws IOException {
        maker.push(2_000);
        CaseIndex index = index();
        for (CaseEntry entry : index.page(CaseQuery.refusals(), Optional.empty(), 500)) {
            String id = entry.caseId();
            assertThat(index.find(id)).contains(entry);
            assertThat(index.find(" " + id.toLowerCase(java.util.Locale.ROOT).replace("-", "")))
                    .contains(entry);
            assertThat(index.page(CaseQuery.refusals().containing(id), Optional.empty(), 5))
                    .containsExactly(entry);
        }
        assertThat(index.find(LogMaker.strange())).isEmpty();
        assertThat(index.find("no case")).isEmpty();
        assertThat(index.find("")).isEmpty();
    }

    @Test
    void whatThePusherDidBeforeAndWhatWasTriedAgainIsFound() throws IOException {
        maker.push(400);
        CaseIndex index = index();
        CaseEntry entry = index.page(CaseQuery.refusals().pushedBy("alice"), Optional.empty(), 50)
                .get(49);
        List<CaseEntry> before = index.previousOf(entry, CaseQuery.refusals(), 10);
        assertThat(before)
                .hasSize(10)
                .allMatch(other -> other.person().equals("alice"))
                .doesNotContain(entry);
        assertThat(before).allMatch(other -> !other.time().isAfter(entry.time()));
        String tip = LoggedDecision.text(entry.read().objects("updates").get(0), "new");
        List<String> same = new ArrayList<>();
        LoggedDecision.readAll(state, decision -> {
            if (decision.json().contains(tip) && decision.text("repository").equals(entry.repository())) {
                same.add(decision.text("seq") + decision.json());
            }
        });
        assertThat(index.aboutSameTips(entry)).hasSize(same.size() - 1).doesNotContain(entry);
    }

    @Test
    void refusalsAreCountedByDayCodeAndRepository() throws IOException {
        maker.push(1_500);
        CaseIndex index = index();
        long unsigned = index.count(CaseQuery.refusals().withCode("unsigned"));
        assertThat(index.counts(CaseQuery.refusals()).byDay().values().stream()
                        .mapToLong(codes -> codes.getOrDefault("unsigned", 0L))
                        .sum())
                .isEqualTo(unsigned);
        assertThat(index.counts(CaseQuery.refusals()).byCode())
                .containsOnlyKeys(LogMaker.CODES)
                .containsEntry("unsigned", unsigned);
        assertThat(index.counts(CaseQuery.refusals()).byRepository()).containsOnlyKeys(LogMaker.REPOSITORIES);
        assertThat(index.counts(CaseQuery.refusals()).byRepository().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(index.count(CaseQuery.refusals()));
        assertThat(index.counts(CaseQuery.refusals()).pushers())
                .contains("alice", "bob", "mallory")
                .doesNotContain("");
    }

    @Test
    void linesThatAppearLaterAreSeen() throws IOException {
        maker.push(10);
        CaseIndex index = index();
        assertThat(index.refreshed()).isSameAs(index);
        maker.push(5);
        CaseIndex later = index.refreshed();
        assertThat(later.count(CaseQuery.pushes())).isEqualTo(15);
        assertThat(index.count(CaseQuery.pushes())).isEqualTo(10);
    }

    @Test
    void damagedLinesArePassedOverAndSaid() throws IOException {
        maker.push(3);
        maker.tear("{\"seq\":4,\"prev\":\"00\n");
        maker.push(2);
        maker.tear("{\"seq\":6,\"prev");
        CaseIndex index = index();
        assertThat(index.count(CaseQuery.pushes())).isEqualTo(5);
        assertThat(index.remarks()).singleElement().asString().contains("holds 1 line that is no decision");
    }

    @Test
    void aLogThatIsChangedAfterwardsIsSaidAndReadAnew() throws IOException {
        maker.push(4_000);
        index();
        byte[] log = Files.readAllBytes(file());
        int at = new String(log, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\"tools\"");
        log[at + 1] = 'f';
        Files.write(file(), log);
        CaseIndex index = index();
        assertThat(index.remarks()).singleElement().asString().contains("was changed between bytes 0 and ");
        assertThat(index.counts(CaseQuery.pushes()).byRepository()).containsEntry("fools", 1L);
    }

    @Test
    void aLineThatIsChangedWhileTheIndexIsOpenIsNotShown() throws IOException {
        maker.push(20);
        CaseIndex index = index();
        String log = Files.readString(file());
        Files.writeString(file(), log.replace("carol-key", "carol-kei"));
        CaseEntry entry = index.page(CaseQuery.pushes(), Optional.empty(), 1).get(0);
        assertThatThrownBy(entry::read).isInstanceOf(LogChanged.class).hasMessageContaining("log verify");
    }

    @Test
    void aLogThatIsCutOrGoneIsSaid() throws IOException {
        maker.push(4_000);
        index();
        byte[] log = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(log, 1 << 19));
        assertThat(index().remarks()).anyMatch(remark -> remark.contains("shorter than it was"));
        Files.write(file(), log);
        index();
        Files.delete(file());
        assertThat(index().remarks()).singleElement().asString().contains("is gone");
        assertThat(index().count(CaseQuery.pushes())).isZero();
    }

    @Test
    void severalFilesAreReadAsOne() throws IOException {
        maker.push(1_000);
        maker.nextFile();
        maker.push(2_500);
        index();
        maker.push(500);
        maker.nextFile();
        maker.push(700);
        holdsForEveryQuery(index());
        assertThat(index().refreshed().remarks()).isEmpty();
        Path old = root.resolve("log/decisions-000001.jsonl");
        Files.setLastModifiedTime(old, java.nio.file.attribute.FileTime.fromMillis(0));
        holdsForEveryQuery(index());
        Files.writeString(old, Files.readString(old).replaceFirst("carol-key", "carol-kex"));
        assertThat(index().remarks()).singleElement().asString().startsWith("decisions-000001.jsonl was changed");
    }

    @Test
    void anyDamageOfTheIndexIsMended() throws IOException {
        maker.push(3_000);
        index();
        Path kept = root.resolve("index/decisions-000001.jsonl.index");
        byte[] whole = Files.readAllBytes(kept);
        long refused = index().count(CaseQuery.refusals());
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(kept, i % 2 == 0 ? damaged : java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
            CaseIndex index = index();
            assertThat(index.count(CaseQuery.refusals())).isEqualTo(refused);
            assertThat(index.counts(CaseQuery.pushes()).byRepository()).containsOnlyKeys(LogMaker.REPOSITORIES);
            assertThat(index.remarks()).isEmpty();
        }
        assertThat(Files.readAllBytes(kept)).isNotEmpty();
    }

    @Test
    void readersThatMakeTheIndexAtOnceAllGetIt() throws Exception {
        maker.push(4_000);
        ExecutorService readers = Executors.newFixedThreadPool(6);
        List<Future<Long>> counts = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            counts.add(readers.submit(() -> index().count(CaseQuery.pushes())));
        }
        for (Future<Long> count : counts) {
            assertThat(count.get()).isEqualTo(4_000);
        }
        readers.shutdown();
        try (Stream<Path> files = Files.list(root.resolve("index"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aStateThatCannotBeWrittenIsReadAllTheSame() throws IOException {
        maker.push(3_000);
        // A file in the folder's place, since root may write into any folder.
        Files.writeString(root.resolve("index"), "");
        CaseIndex index = index();
        assertThat(index.count(CaseQuery.pushes())).isEqualTo(3_000);
        assertThat(index.remarks()).singleElement().asString().contains("cannot be kept");
    }

    @Test
    void theIndexIsForTheOwnerAlone() throws IOException {
        maker.push(3_000);
        index();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("index"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(root.resolve("index/decisions-000001.jsonl.index"))))
                .isEqualTo("rw-------");
    }

    private static List<String> texts(LoggedDecision line, String list, String name) {
        return line.objects(list).stream()
                .map(item -> LoggedDecision.text(item, name))
                .toList();
    }

    private CaseIndex index() throws IOException {
        return CaseIndex.open(state, IndexProgress.NONE);
    }

    private Path file() {
        return root.resolve("log/decisions-000001.jsonl");
    }
}
