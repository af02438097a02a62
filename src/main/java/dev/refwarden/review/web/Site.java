package dev.refwarden.review.web;

import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.people.People;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Problem;
import dev.refwarden.review.desk.Contents;
import dev.refwarden.review.desk.Desk;
import dev.refwarden.review.desk.OpenIncidents;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The installation that the pages are about, as it is at each moment. */
final class Site implements AutoCloseable {
    /** How long a page may look through what was kept; the next look goes on from there. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path config;
    private final Ledger ledger;
    private final Ledger writing;
    private final Contents contents = new Contents();
    private final Contents background = new Contents();
    private final OpenIncidents open = new OpenIncidents();

    /** @param ledger into which nothing is written but what reviewers say */
    Site(Path config, Ledger ledger) {
        this.config = config;
        this.ledger = ledger.reading();
        this.writing = ledger;
    }

    @Override
    public void close() {
        ledger.close();
    }

    StateFolder state() {
        return ledger.state();
    }

    /** For reading only. */
    Ledger ledger() {
        return ledger;
    }

    /** For what reviewers say. */
    Ledger writing() {
        return writing;
    }

    Path config() {
        return config;
    }

    DecisionIndex index() {
        return new DecisionIndex(ledger);
    }

    /** The desk as of now. */
    Desk desk() throws IOException {
        return new Desk(ledger, configuration(), contents).within(PATIENCE);
    }

    /** The desk for someone who does not wait, and does not push out what pages remember. */
    Desk patientDesk() throws IOException {
        return new Desk(ledger, configuration(), background);
    }

    /** What is known of open incidents. */
    OpenIncidents open() {
        return open;
    }

    /** Whom the configuration names; no one where it has errors. */
    People people() throws IOException {
        return configuration().map(read -> read.policy().people()).orElse(new People(List.of()));
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
