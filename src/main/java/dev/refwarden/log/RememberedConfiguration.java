package dev.refwarden.log;

import dev.refwarden.policy.ConfigurationCache;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** STATE's {@code configuration} file: what a large configuration says, for the next hook. It may be deleted at any time. */
public final class RememberedConfiguration implements ConfigurationCache {
    private final StateFolder state;

    public RememberedConfiguration(StateFolder state) {
        this.state = state;
    }

    @Override
    public Optional<byte[]> read() {
        File file = state.configuration().toFile();
        if (!file.isFile()) {
            return Optional.empty();
        }
        try (FileInputStream in = new FileInputStream(file)) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(Supplier<byte[]> content) {
        try {
            state.replace(state.configuration(), content.get());
        } catch (IOException e) {
            // Whoever reads the configuration next takes as long as this time. What else a hook writes tells of a bad
            // disk.
        }
    }
}
