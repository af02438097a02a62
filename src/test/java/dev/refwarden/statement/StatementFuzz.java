package dev.refwarden.statement;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.refwarden.format.Keyring;
import dev.refwarden.format.Purposes;
import dev.refwarden.format.SignatureCheck;
import dev.refwarden.fuzz.Promise;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Approvals and waivers, bare and signed: what was read is, written again, the same to the byte. */
public final class StatementFuzz {
    private static final Keyring NOBODY = new Keyring(new People(List.<Person>of()));

    private StatementFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        readBack(input);
        Optional<SignedStatement> signed = SignedStatement.parse(new String(input, ISO_8859_1));
        if (signed.isPresent()) {
            readBack(signed.get().statement());
            SignatureCheck check = signed.get().check(Purposes.APPROVAL, NOBODY);
            Promise.that(!(check instanceof SignatureCheck.Valid), "nobody's signature is valid");
        }
    }

    private static void readBack(byte[] statement) {
        Optional<byte[]> approval = ApprovalStatement.parse(statement).map(ApprovalStatement::bytes);
        Optional<byte[]> waiver = WaiverStatement.parse(statement).map(WaiverStatement::bytes);
        for (byte[] again : approval.or(() -> waiver).stream().toList()) {
            Promise.that(Arrays.equals(again, statement), "a statement written again is the same");
        }
        Promise.that(approval.isEmpty() || waiver.isEmpty(), "no statement is two things");
    }

    public static List<byte[]> seeds() {
        RefUpdate update =
                new RefUpdate(ObjectId.ZERO, ObjectId.fromHex("1".repeat(40)), new RefName("refs/heads/main"));
        RefUpdate other =
                new RefUpdate(ObjectId.fromHex("1".repeat(40)), ObjectId.ZERO, new RefName("refs/heads/\u00e9"));
        Instant expires = Instant.parse("2026-11-24T12:00:00Z");
        byte[] approval = new ApprovalStatement("git.example.org/server", update, expires).bytes();
        byte[] waiver = new WaiverStatement(
                        "git.example.org/server",
                        "K7F3-2QXM",
                        List.of(update, other),
                        List.of("unsigned", "unknown-key"),
                        expires)
                .bytes();
        return List.of(approval, waiver, signed(approval), signed(waiver));
    }

    private static byte[] signed(byte[] statement) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return (base64.encodeToString(statement) + "." + base64.encodeToString("SSHSIG\0\0\0\1".getBytes(ISO_8859_1)))
                .getBytes(ISO_8859_1);
    }
}
