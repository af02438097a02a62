package dev.refwarden.review;

import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.IndexProgress;
import dev.refwarden.log.StateFolder;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The installation that the pages are about, as it is at each moment. */
final class Site {
    private final Path config;
    private final StateFolder state;
    private CaseIndex index;

    Site(Path config, StateFolder state, IndexProgress progress) throws IOException {
        this.config = config;
        this.state = state;
        this.index = CaseIndex.open(state, progress);
    }

    StateFolder state() {
        return state;
    }

    Path config() {
        return config;
    }

    /** Up to date with the log. */
    synchronized CaseIndex index() throws IOException {
        index = index.refreshed();
        return index;
    }

    /** Absent where it has errors. */
    Optional<Configuration> configuration() throws IOException {
        try {
            return Optional.of(Configuration.load(config));
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    /** What is wrong with it. */
    List<Problem> problems() throws IOException {
        try {
            Configuration.load(config);
            return List.of();
        } catch (PolicyProblems e) {
            return e.problems();
        }
    }
}
