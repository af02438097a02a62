package dev.refwarden.ledger.legacy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.ledger.LineHash;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.LogExport;
import dev.refwarden.ledger.LogFault;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.Refusal;
import dev.refwarden.ledger.RepositoryFolders;
import dev.refwarden.ledger.RepositoryRecord;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.UseKind;
import dev.refwarden.statement.StatementDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A STATE that version 0.1 wrote, with a torn line, over two files; moved into a ledger whole, or not at all. */
class OldStateTest {
    private static final Path RECORDED = Path.of("src/test/resources/scenarios/161-import/before/state");
    private static final Path OLDER = Path.of("src/test/resources/scenarios/81-state-of-before/before/state");
    private static final Instant NOW = Instant.parse("2026-11-29T19:00:00Z");
    private static final String SPENT = "698c4fa5bcfe45672349220fdc5238eeffef6bae79fea4ddcd74f6d536a28a5f";

    @TempDir
    private Path root;

    private Path old = Path.of("");
    private StateFolder state = new StateFolder(Path.of(""));

    @BeforeEach
    void copyTheRecordedOne() throws IOException {
        old = root.resolve("old");
        copy(RECORDED, old);
        state = new StateFolder(Files.createDirectory(root.resolve("state")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    private OldState.Outcome imported() throws IOException {
        return new OldState(old).importInto(state, Optional.empty(), NOW, "root");
    }

    private static LogCheck.Result check(Ledger ledger) throws IOException {
        return LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {});
    }

    @Test
    void everyLineStaysAsItIs() throws IOException {
        OldState.Outcome outcome = imported();
        assertThat(outcome.lines()).isEqualTo(25);
        assertThat(outcome.bridges()).isEqualTo(1);
        assertThat(outcome.remarks()).isEmpty();
        List<String> lines = lines();
        List<String> expected = new ArrayList<>();
        for (int file = 1; file <= 2; file++) {
            String text = Files.readString(old.resolve("log/decisions-00000" + file + ".jsonl"), UTF_8);
            for (String line : text.split("(?<=\n)", -1)) {
                if (line.endsWith("}\n")) {
                    expected.add(line);
                }
            }
        }
        assertThat(lines.subList(0, 25)).isEqualTo(expected);
        assertThat(lines.get(25))
                .contains("\"event\":\"imported\",\"account\":\"root\"")
                .contains("\"lines\":25,\"last\":\""
                        + LineHash.of(expected.get(24).getBytes(UTF_8)).hex());
    }

    @Test
    void theTornLogIsWholeAndMadeAnewFromItsLines() throws IOException {
        imported();
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(check(ledger).breaks()).isEmpty();
        }
        StateFolder another = new StateFolder(Files.createDirectory(root.resolve("another")));
        byte[] exported = String.join("", lines()).getBytes(UTF_8);
        try (Ledger ledger = Ledger.rebuild(another, new ByteArrayInputStream(exported))) {
            assertThat(check(ledger).breaks()).isEmpty();
        }
        String forged = String.join("", lines())
                .replace("eyJzZXEiOjksInByZXYiOiIwMDAwCg==", "eyJzZXEiOjksInByZXYiOiIwMDAxCg==");
        StateFolder third = new StateFolder(Files.createDirectory(root.resolve("third")));
        assertThatThrownBy(() -> Ledger.rebuild(third, new ByteArrayInputStream(forged.getBytes(UTF_8))))
                .hasMessageContaining("it was changed: it is not the one that line 11 followed");
    }

    @Test
    void whatWasSettledStaysSoAndWhatWaitsMayLand() throws IOException {
        imported();
        try (Ledger ledger = Ledger.in(state)) {
            RefName main = new RefName("refs/heads/main");
            ObjectId tip = ObjectId.fromHex("e122e495d1ea71392a09bbd08a7ddbc13112e5e0");
            RepositoryRecord record = RepositoryRecord.open(
                    ledger, "server", List.of(), ref -> ref.equals(main) ? Optional.of(tip) : Optional.empty());
            assertThat(record.landed()).hasSize(1);
            assertThat(record.settled().stream().map(settled -> settled.commit().hex()))
                    .contains(
                            tip.hex(),
                            "2775988e4fb57560929873c9b21ee103f9483700",
                            "159025485811e949d2b04616c72e7f829f939259",
                            "8fcdf181c5e20b0efc3b5836f3b9dcb08a88a649",
                            "3d1f88e4460532a7ee165d0d450c56413012b461")
                    .doesNotContain("ebb925b225925369127817eb5a05e089b527ff3f");
            for (var first : OldAccepted.read(old.resolve("accepted/%73erver"))
                    .orElseThrow()
                    .entrySet()) {
                assertThat(record.firstAccepted(first.getKey())).contains(first.getValue());
            }
        }
    }

    @Test
    void whatWasUsedStaysUsed() throws IOException {
        imported();
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(LedgerView.of(ledger, "server").uses(new StatementDigest(SPENT), UseKind.APPROVAL_SPENT))
                    .hasSize(1);
        }
    }

    @Test
    void oldWordsAreUnderstood() throws IOException {
        imported();
        List<LoggedDecision> decisions = new ArrayList<>();
        try (Ledger ledger = Ledger.in(state)) {
            LoggedDecision.readAll(ledger, decisions::add);
            assertThat(decisions.stream().filter(line -> line.text("verdict").equals("waived")))
                    .hasSize(1);
            LoggedDecision refused = decisions.stream()
                    .filter(LoggedDecision::isRefused)
                    .findFirst()
                    .orElseThrow();
            assertThat(LoggedDecision.text(refused.objects("codes").get(0), "code"))
                    .isEqualTo("approvals-missing");
            Refusal refusal = Refusal.of(ledger, refused.text("case")).orElseThrow();
            assertThat(refusal.codes()).containsExactly("approvals-missing");
        }
    }

    @Test
    void aRepositoryIsKnownByItsFolder() throws IOException {
        Path place = Path.of("/srv/git/server.git");
        String digest = LineHash.of(place.toString().getBytes(UTF_8)).hex().substring(0, 40);
        Files.writeString(old.resolve("folders").resolve(digest), "server");
        imported();
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(RepositoryFolders.nameOf(ledger, place)).contains("server");
            assertThat(RepositoryFolders.nameOf(ledger, Path.of("/srv/git/other.git")))
                    .isEmpty();
        }
    }

    @Test
    void aStateOfTheFirstReleaseIsTakenOver() throws IOException {
        old = root.resolve("older");
        copy(OLDER, old);
        assertThat(imported().remarks()).hasSize(2);
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(check(ledger).breaks()).isEmpty();
        }
    }

    @Test
    void inPlaceTheOldFilesMoveAsideAndTheOldHookFindsNoLog() throws IOException {
        state = new StateFolder(old);
        imported();
        assertThat(old.resolve("before-0.2/log/decisions-000002.jsonl")).exists();
        assertThat(old.resolve("before-0.2/repositories")).exists();
        assertThat(old.resolve("repositories")).doesNotExist();
        assertThat(old.resolve("log")).isRegularFile();
        assertThatThrownBy(() -> new OldState(old)).hasMessageContaining("is not a STATE of version 0.1");
    }

    @Test
    void everyChangeOfTheLogIsFoundAndNothingIsLeftBehind() throws IOException {
        for (String file : List.of("log/decisions-000001.jsonl", "log/decisions-000002.jsonl")) {
            byte[] whole = Files.readAllBytes(old.resolve(file));
            String text = new String(whole, ISO_8859_1);
            int end = text.indexOf("{\"seq\":25");
            // Nothing names the hash of the line before torn bytes that do not say themselves what they follow.
            int unknown = text.indexOf("{\"seq\":10,");
            int known = text.indexOf("{\"seq\":9,\"prev\":\"0000\n");
            for (int at = 0; at < (end < 0 ? whole.length : end); at += 97) {
                if (unknown >= 0 && at >= unknown && at < known) {
                    continue;
                }
                byte[] damaged = whole.clone();
                damaged[at] ^= 1;
                Files.write(old.resolve(file), damaged);
                assertRefused(BrokenOldLog.class);
            }
            Files.write(old.resolve(file), whole);
        }
    }

    @Test
    void aRemovedLineAndAMissingFileAreFound() throws IOException {
        Path file = old.resolve("log/decisions-000001.jsonl");
        String text = Files.readString(file, ISO_8859_1);
        Files.writeString(file, text.substring(text.indexOf('\n') + 1), ISO_8859_1);
        assertRefused(BrokenOldLog.class);
        Files.delete(file);
        assertRefused(BrokenOldLog.class);
    }

    @Test
    void tornBytesThatFollowAnotherLineAreFound() throws IOException {
        Path file = old.resolve("log/decisions-000002.jsonl");
        Files.writeString(
                file, Files.readString(file, ISO_8859_1).replace("{\"seq\":99,\"prev\":\"12", ""), ISO_8859_1);
        String torn = "{\"seq\":26,\"prev\":\"" + "12".repeat(32) + "\",\"time";
        Files.writeString(file, torn, StandardOpenOption.APPEND);
        assertRefused(BrokenOldLog.class);
    }

    @Test
    void whatTheStoresAloneSayIsFound() throws IOException {
        replaced(
                "repositories/%73erver",
                "3d1f88e4460532a7ee165d0d450c56413012b461\t1795421460", "00".repeat(20) + "\t1");
        replaced("repositories/%73erver", "1795976746672", "1795976746673");
        replaced("used/69", "approval-spent", "certificate");
        replaced("used/69", " 1795976749780 ", " 1795976749781 ");
    }

    private void replaced(String file, String text, String by) throws IOException {
        byte[] before = Files.readAllBytes(old.resolve(file));
        String changed = new String(before, ISO_8859_1).replace(text, by);
        assertThat(changed.getBytes(ISO_8859_1)).isNotEqualTo(before);
        Files.write(old.resolve(file), changed.getBytes(ISO_8859_1));
        assertRefused(DifferentOldStores.class);
        Files.write(old.resolve(file), before);
    }

    @Test
    void aUseThatTheStoreDoesNotKnowIsFound() throws IOException {
        Files.delete(old.resolve("used/69"));
        assertRefused(DifferentOldStores.class);
    }

    @Test
    void aKeySeenAtAnotherTimeIsFound() throws IOException {
        Path file = old.resolve("keys");
        String text = Files.readString(file, UTF_8).replaceFirst("alice 0 good", "alice 7 good");
        Files.writeString(file, checked(text.substring(0, text.lastIndexOf("end "))), UTF_8);
        assertRefused(DifferentOldStores.class);
    }

    @Test
    void aKeyThatACrashKeptOutOfTheLogIsTakenOver() throws IOException {
        Path file = old.resolve("keys");
        String text = Files.readString(file, UTF_8);
        String more = text.substring(0, text.lastIndexOf("end ")) + "SHA256:x dora 1795976746000 good\n";
        Files.writeString(file, checked(more), UTF_8);
        imported();
        assertThat(lines().get(25)).contains("{\"key\":\"SHA256:x dora\",\"time\":1795976746000}");
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(check(ledger).breaks()).isEmpty();
        }
    }

    private static String checked(String lines) {
        CRC32 crc = new CRC32();
        crc.update(lines.getBytes(UTF_8));
        return lines + "end " + HexFormat.of().toHexDigits((int) crc.getValue()) + "\n";
    }

    @Test
    void aCertificateOfAnUnfinishedPushIsUsedAndAnApprovalIsNot() throws IOException {
        String position = " 1795976746000 26 2 10412 700 " + "ab".repeat(32) + " alice\n";
        Files.writeString(old.resolve("used/11"), "\n" + "11".repeat(32) + " certificate" + position, ISO_8859_1);
        Files.writeString(old.resolve("used/22"), "\n" + "22".repeat(32) + " approval-spent" + position, ISO_8859_1);
        imported();
        try (Ledger ledger = Ledger.in(state)) {
            LedgerView view = LedgerView.of(ledger, "server");
            assertThat(view.uses(new StatementDigest("11".repeat(32)), UseKind.CERTIFICATE))
                    .hasSize(1);
            assertThat(view.uses(new StatementDigest("22".repeat(32)), UseKind.APPROVAL_SPENT))
                    .isEmpty();
            assertThat(check(ledger).breaks()).isEmpty();
        }
    }

    @Test
    void storesThatAreLostOrDamagedAreNoFailure() throws IOException {
        Files.delete(old.resolve("keys"));
        Files.writeString(old.resolve("repositories/%73erver"), "refwarden settled 3\n");
        Files.delete(old.resolve("accepted/%73erver/files"));
        deleteAll(old.resolve("used"));
        assertThat(imported().remarks()).hasSize(4);
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(check(ledger).breaks()).isEmpty();
        }
    }

    @Test
    void aLedgerThatIsThereStays() throws IOException {
        Ledger.create(state).close();
        assertThatThrownBy(this::imported).hasMessageContaining("a ledger was in use here");
        try (Ledger ledger = Ledger.in(state)) {
            assertThat(check(ledger).lines()).isZero();
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void assertRefused(Class<? extends IOException> failure) throws IOException {
        assertThatThrownBy(this::imported).isInstanceOf(failure);
        try (Stream<Path> files = Files.list(state.path())) {
            assertThat(files).isEmpty();
        }
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Ledger ledger = Ledger.in(state)) {
            LogExport.show(ledger, Optional.empty(), 0, new LogExport.Sink() {
                @Override
                public void line(LogExport.Line line) {
                    lines.add(new String(line.bytes(), UTF_8));
                }

                @Override
                public void fault(LogFault fault) throws IOException {
                    throw new IOException(fault.toString());
                }
            });
        }
        return lines;
    }
}
