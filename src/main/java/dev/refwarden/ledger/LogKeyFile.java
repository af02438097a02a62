package dev.refwarden.ledger;

import dev.refwarden.ledger.tree.KeyName;
import dev.refwarden.ledger.tree.LogKey;
import dev.refwarden.ledger.tree.MalformedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The file {@code STATE/keys/log}: the key by which the log signs its checkpoints, in one line. Readable for its owner
 * alone, who may be another account than the one that judges pushes.
 */
public final class LogKeyFile {
    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rw-------");

    private final StateFolder state;

    public LogKeyFile(StateFolder state) {
        this.state = state;
    }

    private Path path() {
        return state.path().resolve("keys").resolve("log");
    }

    /** Whether there is one. */
    public boolean isThere() {
        return Files.exists(path(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Makes a key; one that is there is never replaced.
     *
     * @param origin of the log's checkpoints, {@code <server>/refwarden}
     */
    public LogKey create(String origin) throws IOException {
        if (isThere()) {
            throw new IOException(path() + " is there already");
        }
        KeyName name = KeyName.parse(origin)
                .orElseThrow(() -> new IOException("a log's key cannot be called " + origin + "; see server.yaml"));
        LogKey key = LogKey.generate(name, new SecureRandom());
        state.replacePrivately(path(), (key.secretText() + "\n").getBytes(StandardCharsets.UTF_8));
        return key;
    }

    /** Reads the key. */
    public LogKey read() throws IOException {
        String text;
        try {
            if (!PRIVATE.containsAll(Files.getPosixFilePermissions(path(), LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException("others than its owner may use " + path() + "; chmod 600 it");
            }
            text = Files.readString(path());
        } catch (NoSuchFileException e) {
            throw new IOException("the log has no key yet; refwarden log key --create makes one", e);
        }
        try {
            return LogKey.parse(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (MalformedKey e) {
            throw new IOException(path() + " is not a key of a log: " + e.getMessage(), e);
        }
    }
}
