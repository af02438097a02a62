package dev.refwarden.policy;

import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a configuration in memory, and counts how often it is kept anew. */
public final class KeptConfiguration implements ConfigurationCache {
    private Optional<byte[]> content = Optional.empty();
    private int writes;

    @Override
    public Optional<byte[]> read() {
        return content.map(byte[]::clone);
    }

    @Override
    public void write(Supplier<byte[]> fresh) {
        content = Optional.of(fresh.get());
        writes++;
    }

    /** How often what was kept was of no use, so that the files were read as if for the first time. */
    public int writes() {
        return writes;
    }

    void put(byte[] other) {
        content = Optional.of(other);
    }
}
