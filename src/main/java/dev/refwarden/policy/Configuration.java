package dev.refwarden.policy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A whole CONFIG folder, read and free of errors.
 *
 * @param folder links resolved; secrets are read from it when one is asked for
 * @param issuers identity providers whose tokens count
 */
public record Configuration(Path folder, Server server, Policy policy, List<Issuer> issuers) {
    /** The file that describes the server. */
    public static final String SERVER = "server.yaml";

    /** The file that holds the rules. */
    public static final String POLICY = "policy.yaml";

    /** The folder of people files. */
    public static final String PEOPLE = "people";

    public Configuration {
        issuers = List.copyOf(issuers);
    }

    /**
     * Reads {@code server.yaml}, {@code policy.yaml}, {@code people/*.yaml} and the key files they
     * name. The folder may be a symbolic link; it is resolved once.
     *
     * @throws PolicyProblems with everything that is wrong, a missing or unreadable file included
     */
    public static Configuration load(Path folder) throws PolicyProblems {
        return load(folder, ConfigurationCache.NONE);
    }

    /**
     * The same, sooner where nothing has changed since it was last loaded.
     *
     * @param cache of this folder alone
     */
    public static Configuration load(Path folder, ConfigurationCache cache) throws PolicyProblems {
        Optional<byte[]> kept = cache.read();
        if (kept.isPresent()) {
            try (ConfigFolder files = ConfigFolder.open(folder)) {
                Optional<CachedConfiguration> known = CachedConfiguration.read(kept.get(), files);
                if (known.isPresent()) {
                    return new ConfigurationReader(files, known).read();
                }
            }
        }
        try (ConfigFolder files = ConfigFolder.open(folder)) {
            ConfigurationReader reader = new ConfigurationReader(files, Optional.empty());
            Configuration read = reader.read();
            reader.writeTo(cache);
            return read;
        }
    }
}
