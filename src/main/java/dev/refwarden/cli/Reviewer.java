package dev.refwarden.cli;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Option;

/** Who says something about a case: the account that runs the command, and whom they say they are. */
final class Reviewer {
    @Option(names = "--by", paramLabel = "NAME", description = "who says it (default: the account that runs this)")
    private String by = "";

    /**
     * Writes into the log what was said.
     *
     * @throws IllegalArgumentException if it is too long
     */
    void say(CaseId caseId, CaseEvent.Kind kind, String text, Ledger ledger) throws IOException {
        String said = text.strip();
        if (said.length() > CaseEvent.LONGEST_TEXT) {
            throw new IllegalArgumentException("1 to " + CaseEvent.LONGEST_TEXT + " characters are possible");
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        new CaseEvent(caseId, kind, now, account(), by.strip(), said).appendTo(ledger);
    }

    /** Behind sudo, the person who called it. */
    private static String account() {
        String sudo = System.getenv("SUDO_USER");
        return sudo == null || sudo.isEmpty() ? System.getProperty("user.name", "") : sudo;
    }
}
