package dev.refwarden.cli;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.Incidents;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.review.CaseFile;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The case that a command is about. */
final class ChosenCase {
    /** The number of a line of the log. */
    private static final String LINE = "[1-9][0-9]{0,17}";

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "CASE", description = "the case's id, such as K7F3-2QXM")
    private String typed = "";

    /** As it is written, however it was typed. */
    CaseId id() {
        return CaseId.read(typed).orElseGet(() -> new CaseId(typed.strip().toUpperCase(Locale.ROOT)));
    }

    StateFolder state() {
        return new StateFolder(places.state());
    }

    Ledger ledger() throws IOException {
        return places.ledger();
    }

    /** @throws NoSuchCase if this server refused no push under that id */
    CaseFile find() throws IOException, NoSuchCase {
        return find(ledger());
    }

    /** The case of a push that was refused. */
    CaseFile find(LoggedDecision refused) throws IOException, NoSuchCase {
        return CaseFile.of(ledger(), refused.text("case"))
                .orElseThrow(() -> new NoSuchCase("line " + refused.seq() + " has no case"));
    }

    private CaseFile find(Ledger ledger) throws IOException, NoSuchCase {
        Optional<CaseFile> found = CaseFile.of(ledger, id().value());
        if (found.isEmpty()) {
            throw new NoSuchCase(Unknown.refusedPush(id(), ledger));
        }
        return found.get();
    }

    /**
     * The push of the line whose number was typed; absent where a case's id was.
     *
     * @throws NoSuchCase if that line is not a push
     */
    Optional<LoggedDecision> push() throws IOException, NoSuchCase {
        Ledger ledger = ledger();
        DecisionIndex index = new DecisionIndex(ledger);
        if (!typed.strip().matches(LINE) || index.find(typed).isPresent()) {
            return Optional.empty();
        }
        Optional<LoggedDecision> push = index.pushAt(Long.parseLong(typed.strip()));
        if (push.isEmpty()) {
            throw new NoSuchCase("line " + typed.strip() + " is not a push");
        }
        return push;
    }

    /** What failed where that id was told as an incident's, which the log knows nothing of. */
    Optional<List<String>> incident() throws IOException {
        Optional<CaseId> id = CaseId.read(typed);
        return id.isEmpty() ? Optional.empty() : new Incidents(state()).find(id.get());
    }

    /** Absent where it cannot be read, which hides no case. */
    Optional<Configuration> configuration() throws IOException {
        try {
            return Optional.of(loaded());
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    /** @throws PolicyProblems if it has errors */
    Configuration loaded() throws IOException, PolicyProblems {
        return Configuration.load(places.config());
    }

    /** How the server names things. */
    Optional<Server> server() throws IOException {
        return configuration().map(Configuration::server);
    }

    /** No refused push of this server bears that id. */
    static final class NoSuchCase extends Exception {
        NoSuchCase(String words) {
            super(words + (words.endsWith("?") ? "" : " in this log; was it another server's?"));
        }
    }
}
