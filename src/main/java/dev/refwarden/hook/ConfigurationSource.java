package dev.refwarden.hook;

import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.nio.file.Path;

/** Where the rules come from that a push is judged by. */
@FunctionalInterface
public interface ConfigurationSource {
    /**
     * The configuration as its files stand now.
     *
     * @throws PolicyProblems with everything that is wrong with them
     */
    Configuration load() throws PolicyProblems;

    /** Reads the files of CONFIG each time. */
    static ConfigurationSource of(Path config) {
        return () -> Configuration.load(config);
    }
}
