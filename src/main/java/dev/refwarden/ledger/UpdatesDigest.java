package dev.refwarden.ledger;

import dev.refwarden.crypto.Digests;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.statement.WaiverStatement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * Which updates a push was of, however many.
 *
 * @param value {@code sha256:} and the hex digits of the SHA-256 of {@code <old> <new> <ref>} lines, sorted by ref
 */
record UpdatesDigest(String value) {
    static UpdatesDigest of(List<RefUpdate> updates) {
        MessageDigest sha256 = Digests.sha256();
        for (RefUpdate update : WaiverStatement.sorted(updates)) {
            String line = update.before() + " " + update.after() + " " + update.ref() + "\n";
            sha256.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return new UpdatesDigest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }
}
