package dev.refwarden.statement;

import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.SignedBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code git push --signed} signs (git's {@code pack-protocol}, section "Push Certificate"):
 * the nonce that the server gave, the push options, and every update.
 *
 * @param nonce empty where the certificate holds none
 * @param options in their order
 * @param updates in their order, all of one object format
 * @param signed the bytes before the signature
 * @param armor the signature, not checked yet
 */
public record PushCertificate(
        String nonce, List<String> options, List<RefUpdate> updates, SignedBytes signed, byte[] armor) {
    /** The kind under which its digest is remembered. */
    public static final String KIND = "certificate";

    private static final String VERSION = "certificate version 0.1";
    private static final String SIGNATURE = "-----BEGIN ";

    public PushCertificate {
        if (!RefUpdate.areOfOneFormat(updates)) {
            throw new IllegalArgumentException("updates of both object formats");
        }
        options = List.copyOf(options);
        updates = List.copyOf(updates);
    }

    /** What it is remembered by: all of its signed bytes. */
    public StatementDigest digest() {
        return StatementDigest.of(KIND, "", signed.toByteArray());
    }

    /** Absent where the bytes are not exactly one certificate of known headers with a signature behind it. */
    public static Optional<PushCertificate> parse(byte[] blob) {
        String text = new String(blob, StandardCharsets.ISO_8859_1);
        int armorAt = text.startsWith(SIGNATURE) ? 0 : text.indexOf("\n" + SIGNATURE) + 1;
        if (armorAt <= 0) {
            return Optional.empty();
        }
        byte[] armor = Arrays.copyOfRange(blob, armorAt, blob.length);
        String body = new String(blob, 0, armorAt, StandardCharsets.UTF_8);
        return new Body(body).parse(new SignedBytes(blob, armorAt, blob.length), armor);
    }

    /** The lines before the signature. */
    private static final class Body {
        private final List<String> lines;
        private int at;

        Body(String text) {
            lines = List.of(text.split("\n", -1));
        }

        Optional<PushCertificate> parse(SignedBytes signed, byte[] armor) {
            boolean headed =
                    take(VERSION, true).isPresent() && take("pusher ", false).isPresent();
            take("pushee ", false);
            String nonce = take("nonce ", false).orElse("");
            List<String> options = new ArrayList<>();
            for (Optional<String> option = option(); option.isPresent(); option = option()) {
                options.add(option.get());
            }
            if (!headed || take("", true).isEmpty()) {
                return Optional.empty();
            }
            List<RefUpdate> updates = new ArrayList<>();
            // The last item is behind the last line feed and is empty.
            while (at < lines.size() - 1) {
                Optional<RefUpdate> update = UpdateLine.parse(lines.get(at++));
                if (update.isEmpty()) {
                    return Optional.empty();
                }
                updates.add(update.get());
            }
            return updates.isEmpty() || !RefUpdate.areOfOneFormat(updates)
                    ? Optional.empty()
                    : Optional.of(new PushCertificate(nonce, options, updates, signed, armor));
        }

        private Optional<String> option() {
            return take("push-option ", false);
        }

        /** What follows {@code prefix} on the next line, which is used up if it begins so. */
        private Optional<String> take(String prefix, boolean whole) {
            if (at >= lines.size() - 1 || !lines.get(at).startsWith(prefix)) {
                return Optional.empty();
            }
            String rest = lines.get(at).substring(prefix.length());
            if (whole && !rest.isEmpty()) {
                return Optional.empty();
            }
            at++;
            return Optional.of(rest);
        }
    }
}
