package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements and certificates over ids of either format, and of both. */
class StatementFormatTest {
    private static final String REPOSITORY = "git.example.org/api";
    private static final Instant EXPIRES = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void statementsOfEitherFormatAreReadBack(ObjectFormat format) {
        RefUpdate update = update(format, "refs/heads/main");
        RefUpdate created = new RefUpdate(format.nullId(), update.after(), new RefName("refs/tags/v 1"));
        ApprovalStatement approval = new ApprovalStatement(REPOSITORY, update, EXPIRES);
        assertThat(ApprovalStatement.parse(approval.bytes())).contains(approval);
        assertThat(new String(approval.bytes(), UTF_8)).contains("\nnew " + "b".repeat(format.hexDigits()) + "\n");
        WaiverStatement waiver =
                new WaiverStatement(REPOSITORY, "K7F3-2QXM", List.of(update, created), List.of("unsigned"), EXPIRES);
        assertThat(WaiverStatement.parse(waiver.bytes())).contains(waiver);
        assertThat(new String(new PushStatement(REPOSITORY, List.of(created, update)).bytes(), UTF_8))
                .isEqualTo("refwarden push 1\nrepository " + REPOSITORY + "\n" + "update " + update.before() + " "
                        + update.after() + " refs/heads/main\nupdate " + format.nullId() + " " + update.after()
                        + " refs/tags/v 1\n");
        assertThat(certificate(line(update) + line(created)).orElseThrow().updates())
                .containsExactly(update, created);
    }

    @ParameterizedTest
    @CsvSource({"40,64", "64,40", "39,40", "40,39", "41,41", "63,64", "64,63", "65,65", "0,40", "64,0"})
    void idsOfDifferentFormatsOrOfNoneAreNoStatement(int before, int after) {
        assertNoStatement("a".repeat(before), "b".repeat(after));
        assertNoStatement("0".repeat(before), "b".repeat(after));
        assertNoStatement("a".repeat(before), "0".repeat(after));
    }

    @ParameterizedTest
    @EnumSource
    void capitalsAndOtherDigitsAreNoStatement(ObjectFormat format) {
        String good = "a".repeat(format.hexDigits());
        for (String wrong : List.of(good.toUpperCase(Locale.ROOT), "g" + good.substring(1), good.substring(1) + " ")) {
            assertNoStatement(wrong, good);
            assertNoStatement(good, wrong);
        }
    }

    @Test
    void anUpdateIsOfOneFormat() {
        RefName ref = new RefName("refs/heads/main");
        ObjectId id = ObjectId.fromHex("b".repeat(64));
        assertThatThrownBy(() -> new RefUpdate(ObjectFormat.SHA1.nullId(), id, ref))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new RefUpdate(ObjectFormat.SHA256.nullId(), id, ref).creates())
                .isTrue();
        assertThat(new RefUpdate(id, ObjectFormat.SHA256.nullId(), ref).deletes())
                .isTrue();
        assertThat(new RefUpdate(id, id, ref).format()).isEqualTo(ObjectFormat.SHA256);
    }

    @Test
    void updatesOfBothFormatsAreNoStatement() {
        RefUpdate one = update(ObjectFormat.SHA1, "refs/heads/a");
        RefUpdate other = update(ObjectFormat.SHA256, "refs/heads/b");
        List<RefUpdate> both = List.of(one, other);
        assertThatThrownBy(() -> new PushStatement(REPOSITORY, both)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WaiverStatement(REPOSITORY, "K7F3-2QXM", both, List.of("unsigned"), EXPIRES))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(waiver("update " + line(one) + "update " + line(one).replace("heads/a", "heads/b")))
                .isPresent();
        assertThat(waiver("update " + line(one) + "update " + line(other))).isEmpty();
        assertThat(certificate(line(one) + line(other))).isEmpty();
        assertThat(certificate(line(other) + line(one))).isEmpty();
    }

    private static void assertNoStatement(String before, String after) {
        String approval = "refwarden approval 1\nrepository " + REPOSITORY + "\nref refs/heads/main\nold " + before
                + "\nnew " + after + "\nexpires 2026-11-24T12:00:00Z\n";
        assertThat(ApprovalStatement.parse(approval.getBytes(UTF_8)))
                .as(approval)
                .isEmpty();
        String line = before + " " + after + " refs/heads/main\n";
        assertThat(waiver("update " + line)).as(line).isEmpty();
        assertThat(certificate(line)).as(line).isEmpty();
    }

    private static Optional<WaiverStatement> waiver(String updates) {
        return WaiverStatement.parse(("refwarden waiver 1\nrepository " + REPOSITORY + "\ncase K7F3-2QXM\n" + updates
                        + "findings unsigned\nexpires 2026-11-24T12:00:00Z\n")
                .getBytes(UTF_8));
    }

    private static Optional<PushCertificate> certificate(String updates) {
        return PushCertificate.parse(("certificate version 0.1\npusher a <a@example.org> 1 +0000\nnonce 1-a\n\n"
                        + updates + "-----BEGIN SSH SIGNATURE-----\nAAAA\n")
                .getBytes(UTF_8));
    }

    private static String line(RefUpdate update) {
        return update.before() + " " + update.after() + " " + update.ref().value() + "\n";
    }

    private static RefUpdate update(ObjectFormat format, String ref) {
        return new RefUpdate(
                ObjectId.fromHex("a".repeat(format.hexDigits())),
                ObjectId.fromHex("b".repeat(format.hexDigits())),
                new RefName(ref));
    }
}
