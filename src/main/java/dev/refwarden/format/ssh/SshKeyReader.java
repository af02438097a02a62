package dev.refwarden.format.ssh;

import dev.refwarden.format.KeyEntry;
import dev.refwarden.format.PublicKeyReader;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.UnusableKey;
import java.util.List;
import java.util.Optional;

/** Reads {@code ssh} of a people file: one line as in a {@code .pub} file, or the path of such a file. */
final class SshKeyReader implements PublicKeyReader {
    private static final List<String> TYPES = List.of("ssh-", "ecdsa-", "sk-", "webauthn-");

    @Override
    public Optional<PublicKey> read(KeyEntry entry) {
        Optional<SshPublicKey> key = entry.text().flatMap(text -> key(text, entry));
        key.ifPresent(read -> claim(read, entry));
        return key.map(read -> read);
    }

    private static Optional<SshPublicKey> key(String text, KeyEntry entry) {
        if (isLine(text)) {
            return parse(text, "", entry);
        }
        Optional<byte[]> file = entry.file(text);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return parse(SshKeyFile.onlyLine(file.get()), text + ": ", entry);
        } catch (UnusableKey e) {
            String reason = String.valueOf(e.getMessage());
            entry.problem(text + (reason.startsWith("it ") ? reason.substring(2) : ": " + reason));
            return Optional.empty();
        }
    }

    private static Optional<SshPublicKey> parse(String line, String source, KeyEntry entry) {
        try {
            return Optional.of(SshPublicKey.parse(line));
        } catch (UnusableKey e) {
            entry.unusable(source, e);
            return Optional.empty();
        }
    }

    /** A line has a blob behind its type, or begins as one, or has blanks as no path should; all else is a path. */
    private static boolean isLine(String text) {
        int blank = text.indexOf(' ');
        if (blank > 0 && text.startsWith("AAAA", blank + 1)) {
            return true;
        }
        if (text.startsWith("keys/") || text.endsWith(".pub")) {
            return false;
        }
        for (String type : TYPES) {
            if (text.startsWith(type)) {
                return true;
            }
        }
        return blank > 0;
    }

    /**
     * Keys are compared as they are, since to take the fingerprint of each would cost every push time. One person may
     * have the same private key under several types, as in a token and next to it.
     */
    private static void claim(SshPublicKey key, KeyEntry entry) {
        if (!entry.claimOnce("key", key, () -> "key " + key.fingerprint())) {
            return;
        }
        for (String point : key.points()) {
            entry.claim("point", point, () -> "key " + key.fingerprint() + ", which is the same under another type,");
        }
    }
}
