package dev.refwarden.cli;

import dev.refwarden.cases.CaseIndex;
import dev.refwarden.cases.IndexProgress;
import dev.refwarden.dossier.CaseFile;
import dev.refwarden.log.CaseId;
import dev.refwarden.log.StateFolder;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.Server;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The case that a command is about. */
final class ChosenCase {
    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "CASE", description = "the case's id, such as K7F3-2QXM")
    private String typed = "";

    /** As it is written, however it was typed. */
    CaseId id() {
        return new CaseId(typed.strip().toUpperCase(Locale.ROOT));
    }

    StateFolder state() {
        return new StateFolder(places.state());
    }

    /** @throws NoSuchCase if this server refused no push under that id */
    CaseFile find() throws IOException, NoSuchCase {
        return CaseFile.of(CaseIndex.open(state(), IndexProgress.NONE), id().value())
                .orElseThrow(() -> new NoSuchCase(id()));
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
        NoSuchCase(CaseId id) {
            super("there is no refused push of the case " + Printable.of(id.value(), 40)
                    + " in this log; was it another server's?");
        }
    }
}
