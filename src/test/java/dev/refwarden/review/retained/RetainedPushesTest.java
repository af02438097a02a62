package dev.refwarden.review.retained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedPushesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final Holder ALICE = new Holder("account-alice");
    private static final Holder MALLORY = new Holder("account-mallory");
    /** Room for ten cases of 100 bytes in all, four of one pusher. */
    private static final Server.EvidenceLimits LIMITS = new Server.EvidenceLimits(Duration.ofDays(90), 200, 400, 1_000);

    @TempDir
    private Path folder;

    private RetainedPushes exhibits = new RetainedPushes(new StateFolder(Path.of("/nowhere")));
    private int number;

    @BeforeEach
    void open() {
        exhibits = new RetainedPushes(new StateFolder(folder));
    }

    private CaseId nextCase() {
        return new CaseId(String.format("%04d-0000", number++));
    }

    private Optional<RetainedPush> keep(Holder holder, long size, Instant time) throws IOException {
        return exhibits.keep(
                nextCase(),
                holder,
                (objects, most) -> {
                    Files.createDirectories(objects);
                    Files.writeString(objects.resolve("file"), "of " + holder.folder());
                    return size;
                },
                LIMITS,
                time);
    }

    private List<String> cases(Holder holder) throws IOException {
        return exhibits.all().stream()
                .filter(exhibit -> exhibit.holder().equals(holder.folder()))
                .map(exhibit -> exhibit.caseId().value().substring(0, 4))
                .sorted()
                .toList();
    }

    @Test
    void whatIsKeptIsFoundAgainWithItsFiles() throws IOException {
        RetainedPush kept = keep(ALICE, 100, NOW).orElseThrow();
        RetainedPush found = exhibits.find(kept.caseId()).orElseThrow();
        assertThat(found).isEqualTo(kept);
        assertThat(found.time()).isEqualTo(NOW);
        assertThat(found.size()).isEqualTo(100);
        assertThat(found.objects().resolve("file")).hasContent("of account-alice");
    }

    @Test
    void nobodyElseMayLookInside() throws IOException {
        RetainedPush kept = keep(ALICE, 100, NOW).orElseThrow();
        for (Path at = kept.folder(); !at.equals(folder); at = Objects.requireNonNull(at.getParent())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsTooLargeForACaseIsNotKept() throws IOException {
        assertThat(keep(ALICE, 201, NOW)).isEmpty();
        assertThat(exhibits.all()).isEmpty();
        try (var left = Files.list(folder.resolve("evidence"))) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("lock");
        }
    }

    @Test
    void aPusherPushesOutTheirOwnOldestFirst() throws IOException {
        keep(ALICE, 100, NOW);
        for (int i = 1; i <= 6; i++) {
            keep(MALLORY, 100, NOW.plusSeconds(i));
        }
        assertThat(cases(ALICE)).containsExactly("0000");
        assertThat(cases(MALLORY)).containsExactly("0003", "0004", "0005", "0006");
    }

    @Test
    void whenAllIsFullWhoHoldsMostLosesTheirOldest() throws IOException {
        keep(ALICE, 100, NOW);
        for (String other : List.of("b", "c")) {
            for (int i = 0; i < 4; i++) {
                keep(new Holder(other), 100, NOW.plusSeconds(10 + i));
            }
        }
        // 900 bytes are held; 200 more do not fit.
        keep(new Holder("d"), 200, NOW.plusSeconds(100));
        assertThat(cases(ALICE)).hasSize(1);
        assertThat(cases(new Holder("d"))).hasSize(1);
        assertThat(cases(new Holder("b")).size() + cases(new Holder("c")).size())
                .isEqualTo(7);
    }

    @Test
    void nobodyCanPushOutTheExhibitsOfWhoHoldsLess() throws IOException {
        Random random = new Random(20261123);
        List<String> pushers = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        for (int i = 0; i < 400; i++) {
            Holder pusher = new Holder(pushers.get(random.nextInt(pushers.size())));
            long size = 10L + random.nextInt(190);
            List<RetainedPush> before = exhibits.all();
            keep(pusher, size, NOW.plusSeconds(i));
            List<RetainedPush> after = exhibits.all();
            long held = held(after, pusher.folder());
            for (RetainedPush lost : before) {
                if (!after.contains(lost) && !lost.holder().equals(pusher.folder())) {
                    assertThat(held(before, lost.holder())).isGreaterThanOrEqualTo(held - size);
                    assertThat(held(before, lost.holder())).isGreaterThanOrEqualTo(held(after, pusher.folder()) / 2);
                }
            }
            assertThat(after.stream().mapToLong(RetainedPush::size).sum()).isLessThanOrEqualTo(LIMITS.total());
            pushers.forEach(one -> assertThat(held(after, one)).isLessThanOrEqualTo(LIMITS.perPusher()));
        }
    }

    private static long held(List<RetainedPush> all, String holder) {
        return all.stream()
                .filter(exhibit -> exhibit.holder().equals(holder))
                .mapToLong(RetainedPush::size)
                .sum();
    }

    @Test
    void whatIsOldGoesWithTheNextRefusal() throws IOException {
        keep(ALICE, 100, NOW);
        keep(MALLORY, 100, NOW.plus(Duration.ofDays(89)));
        assertThat(cases(ALICE)).hasSize(1);
        keep(MALLORY, 100, NOW.plus(Duration.ofDays(91)));
        assertThat(cases(ALICE)).isEmpty();
        assertThat(cases(MALLORY)).hasSize(2);
    }

    @Test
    void whatACrashLeftIsSweptAwayLater() throws IOException {
        keep(ALICE, 100, NOW);
        Path left = Files.createDirectories(folder.resolve("evidence/coming-1-AAAA-AAAA/objects"));
        Files.writeString(left.resolve("half"), "written");
        Files.setLastModifiedTime(left.resolveSibling("."), FileTime.from(NOW));
        keep(ALICE, 100, NOW.plusSeconds(60));
        assertThat(left).exists();
        keep(ALICE, 100, NOW.plus(Duration.ofHours(2)));
        assertThat(left).doesNotExist();
        assertThat(exhibits.all()).hasSize(3);
    }

    @Test
    void aPurgedExhibitIsGone() throws IOException {
        RetainedPush kept = keep(ALICE, 100, NOW).orElseThrow();
        exhibits.purge(kept);
        assertThat(exhibits.find(kept.caseId())).isEmpty();
        assertThat(kept.folder()).doesNotExist();
    }

    @Test
    void manyAtOnceKeepWithinTheLimits() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Optional<RetainedPush>>> running = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CaseId caseId = nextCase();
            Holder holder = new Holder("account-" + i % 5);
            running.add(threads.submit(() -> exhibits.keep(
                    caseId,
                    holder,
                    (objects, most) -> {
                        Files.createDirectories(objects);
                        return 100;
                    },
                    LIMITS,
                    NOW)));
        }
        for (Future<Optional<RetainedPush>> one : running) {
            assertThat(one.get()).isPresent();
        }
        threads.shutdown();
        assertThat(exhibits.all()).hasSize(10);
    }

    @Test
    void strangeFoldersAreNoExhibits() throws IOException {
        keep(ALICE, 100, NOW);
        Files.createDirectories(folder.resolve("evidence/account-alice/not-one"));
        Files.createDirectories(folder.resolve("evidence/account-alice/1-2-../../../etc"));
        Files.writeString(folder.resolve("evidence/a-file"), "");
        assertThat(exhibits.all()).hasSize(1);
    }
}
