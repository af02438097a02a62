package dev.refwarden.review;

import dev.refwarden.ledger.CaseEvent;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who works on cases. What they say is written into the log, each time as a line of its own.
 *
 * @param account the operating system's word, or what the page's login said
 * @param person who that is; empty where it is not said
 * @param onPage whether they use the web page
 */
public record Reviewer(String account, String person, boolean onPage) {
    /**
     * What is said about a case.
     *
     * @param text a note or the reason; blank where none is needed
     */
    public record Remark(CaseId of, CaseEvent.Kind kind, String text) {
        /** @throws IllegalArgumentException if it is too long, or missing */
        public Remark {
            text = text.replace("\r\n", "\n").strip();
            if (text.length() > CaseEvent.LONGEST_TEXT) {
                throw new IllegalArgumentException("1 to " + CaseEvent.LONGEST_TEXT + " characters are possible");
            }
            if (kind.needsText() && text.isEmpty()) {
                throw new IllegalArgumentException(
                        kind == CaseEvent.Kind.NOTE ? "an empty note says nothing" : "a reason is required");
            }
        }
    }

    /** Writes it into the log, whatever others have done meanwhile. */
    public void say(Remark remark, Ledger ledger, Instant now) throws IOException {
        event(remark, now).appendTo(ledger);
    }

    /**
     * Writes it into the log, if no one has moved the case meanwhile.
     *
     * @param moves how many events had moved the case when it was looked at
     * @return false where someone has; nothing is written then
     */
    public boolean sayAfter(long moves, Remark remark, Ledger ledger, Instant now) throws IOException {
        return event(remark, now).appendAfter(moves, ledger).isPresent();
    }

    private CaseEvent event(Remark remark, Instant now) {
        return new CaseEvent(
                remark.of(), remark.kind(), now.truncatedTo(ChronoUnit.MILLIS), account, person, remark.text(), onPage);
    }
}
