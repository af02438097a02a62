package dev.refwarden.policy.read;

import dev.refwarden.policy.Issuer;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.Replaceable;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.nio.file.Path;
import java.util.List;

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
     * Reads {@code server.yaml} alone, whatever the other files say.
     *
     * @throws PolicyProblems with everything that is wrong with it
     */
    public static Server loadServer(Path folder) throws PolicyProblems {
        return Replaceable.of(folder).read(() -> ConfigurationReader.readServer(ConfigFolder.open(folder)));
    }

    /**
     * Reads {@code server.yaml}, {@code policy.yaml}, {@code people/*.yaml} and the key files they
     * name. The folder may be a symbolic link; it is resolved once. Where another folder takes its place meanwhile, that one
     * is read, whole.
     *
     * @throws PolicyProblems with everything that is wrong, a missing or unreadable file included
     */
    public static Configuration load(Path folder) throws PolicyProblems {
        return Replaceable.of(folder).read(() -> new ConfigurationReader(ConfigFolder.open(folder)).read());
    }
}
