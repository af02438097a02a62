package dev.refwarden.policy;

import dev.refwarden.key.KeyId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A whole CONFIG folder, read and free of errors.
 *
 * @param folder links resolved; secrets are read from it when one is asked for
 * @param issuers identity providers whose tokens count
 * @param enrolments where the people files enrol each key
 */
public record Configuration(
        Path folder, Server server, Policy policy, List<Issuer> issuers, Map<KeyId, Place> enrolments) {
    /** The file that describes the server. */
    public static final String SERVER = "server.yaml";

    /** The file that holds the rules. */
    public static final String POLICY = "policy.yaml";

    /** The folder of people files. */
    public static final String PEOPLE = "people";

    public Configuration {
        issuers = List.copyOf(issuers);
        enrolments = Map.copyOf(enrolments);
    }

    /**
     * Reads {@code server.yaml}, {@code policy.yaml}, {@code people/*.yaml} and the key files they
     * name. The folder may be a symbolic link; it is resolved once.
     *
     * @throws PolicyProblems with everything that is wrong, a missing or unreadable file included
     */
    public static Configuration load(Path folder) throws PolicyProblems {
        try (ConfigFolder files = ConfigFolder.open(folder)) {
            return new ConfigurationReader(files).read();
        }
    }
}
