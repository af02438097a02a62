package dev.refwarden.log;

import dev.refwarden.policy.ConfigurationCache;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * STATE's {@code configuration} file: what a large configuration says, for the next hook. It may be deleted at any time.
 * It is used only where it is the account's own that STATE belongs to, and no other may write it.
 */
public final class RememberedConfiguration implements ConfigurationCache {
    /** The kind of a file in its mode, and which kind is a regular file. */
    private static final int KIND = 0170000;

    private static final int REGULAR = 0100000;
    private static final int OTHERS_WRITE = 0022;

    private final StateFolder state;

    public RememberedConfiguration(StateFolder state) {
        this.state = state;
    }

    @Override
    public Optional<byte[]> read() {
        Path file = state.configuration();
        if (!file.toFile().exists()) {
            return Optional.empty();
        }
        try {
            return isPrivate(file) ? Optional.of(content(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isPrivate(Path file) throws IOException {
        int mode = number(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & KIND) == REGULAR
                && (mode & OTHERS_WRITE) == 0
                && number(file, "unix:uid", LinkOption.NOFOLLOW_LINKS) == number(state.path(), "unix:uid");
    }

    private static int number(Path file, String attribute, LinkOption... options) throws IOException {
        return (int) Files.getAttribute(file, attribute, options);
    }

    private static byte[] content(Path file) throws IOException {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readAllBytes();
        }
    }

    @Override
    public void write(Supplier<byte[]> content) {
        try {
            state.replace(state.configuration(), content.get());
            Files.setPosixFilePermissions(state.configuration(), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            // Whoever reads the configuration next takes as long as this time. What else a hook writes tells of a bad
            // disk.
        }
    }
}
