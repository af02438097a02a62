package dev.refwarden.cli;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.log.StateFolder;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.policy.Server;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
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
    String id() {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    Places places() {
        return places;
    }

    StateFolder state() {
        return new StateFolder(places.state());
    }

    /** @throws NoSuchCase if this server refused no push under that id */
    LoggedDecision find() throws IOException, NoSuchCase {
        return CaseFile.of(state(), id()).found().orElseThrow(() -> new NoSuchCase(id()));
    }

    /** How the server names things; absent where the configuration cannot be read, which hides no case. */
    Optional<Server> server() throws IOException {
        try {
            return Optional.of(Configuration.load(places.config()).server());
        } catch (PolicyProblems | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** No refused push of this server bears that id. */
    static final class NoSuchCase extends Exception {
        NoSuchCase(String id) {
            super("there is no refused push of the case " + dev.refwarden.report.Printable.of(id, 40)
                    + " in this log; was it another server's?");
        }
    }
}
