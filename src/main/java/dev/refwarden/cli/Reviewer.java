package dev.refwarden.cli;

import dev.refwarden.ledger.Caller;
import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.review.Reviewer.Remark;
import java.io.IOException;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Who says something about a case: the account that runs the command, and whom they say they are. */
final class Reviewer {
    @Option(names = "--by", paramLabel = "NAME", description = "who says it (default: the account that runs this)")
    private String by = "";

    /**
     * Writes into the log what was said.
     *
     * @throws IllegalArgumentException if it is too long, or a reason is missing
     */
    void say(CaseId caseId, CaseEvent.Kind kind, String text, Ledger ledger) throws IOException {
        Remark remark = new Remark(caseId, kind, text);
        new dev.refwarden.review.Reviewer(Caller.account(), by.strip(), false).say(remark, ledger, Instant.now());
    }
}
