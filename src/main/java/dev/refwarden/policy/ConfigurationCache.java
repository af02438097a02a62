package dev.refwarden.policy;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a configuration is kept as it was understood, for the next program that reads the same files. Whoever can write
 * there can make keys count that nobody enrolled, so it is as private as the log of decisions.
 */
public interface ConfigurationCache {
    /** Keeps nothing. */
    ConfigurationCache NONE = new ConfigurationCache() {
        @Override
        public Optional<byte[]> read() {
            return Optional.empty();
        }

        @Override
        public void write(Supplier<byte[]> content) {}
    };

    /** What was written last, if it can be had. */
    Optional<byte[]> read();

    /** Replaces what is kept. That it could not be is nobody's trouble: the files are then read as if for the first time. */
    void write(Supplier<byte[]> content);
}
