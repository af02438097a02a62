package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.decision.Evidence;
import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Push;
import dev.refwarden.decision.Pusher;
import dev.refwarden.decision.Verdict;
import dev.refwarden.evidence.PushOptions;
import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Decided;
import dev.refwarden.ledger.Incidents;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.people.People;
import dev.refwarden.policy.Server;
import dev.refwarden.report.PushMessage;
import dev.refwarden.report.Quote;
import dev.refwarden.report.Telling;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the developer of one push reads. Where the ledger cannot take the decision, the push is refused under an incident id,
 * and the reason is left in STATE for the administrator.
 */
final class Reply {
    /** How commands name a repository whose path is not known. */
    static final String UNKNOWN = "GITDIR";

    /** For a push whose configuration is not known. */
    private static final Server.Messages NO_MESSAGES = Server.Messages.DEFAULT;

    private final StateFolder state;
    private final CaseId incident;
    private final Instant now;
    private final Consumer<String> words;

    /** @param words takes whole lines, for the developer */
    Reply(StateFolder state, CaseId incident, Instant now, Consumer<String> words) {
        this.state = state;
        this.incident = incident;
        this.now = now;
        this.words = words;
    }

    /** What to quote where there is no case. */
    Quote quote() {
        return Quote.ofIncident(incident);
    }

    void tell(String message) {
        if (!message.isEmpty()) {
            words.accept(message);
        }
    }

    /** For a push of which no more is known than its refusal. */
    void tell(PreparedPush.Fixed refused, Quote quote, Server.Messages messages) {
        tell(message(refused.decided(), elsewhere(quote), messages));
    }

    static String message(Decided decided, Telling telling, Server.Messages messages) {
        return PushMessage.of(decided.push(), decided.evidence(), decided.verdict(), telling, messages);
    }

    /** Refuses because of a failure of Refwarden's own. */
    Outcome.Refused incident(Code code, String detail, Throwable cause) {
        return incident(code, detail, NO_MESSAGES, cause);
    }

    /** @param messages what the server says besides the reasons */
    Outcome.Refused incident(Code code, String detail, Server.Messages messages, Throwable cause) {
        Push push = new Push("", Pusher.UNKNOWN, new People(List.of()), List.of());
        Verdict verdict = new Verdict.Refused(List.of(Finding.ofPush(code, detail)), List.of());
        tell(PushMessage.of(push, Evidence.NONE, verdict, elsewhere(quote()), messages));
        note(detail, Optional.of(cause));
        return new Outcome.Refused(ExitStatus.INTERNAL_FAILURE, quote().toString());
    }

    /** Refuses where no ledger is known that could record it. */
    Outcome.Refused unrecorded(PreparedPush judgement) {
        String detail = "it is not known where the decision is to be recorded";
        if (!(judgement instanceof PreparedPush.Fixed fixed)
                || !(fixed.decided().verdict() instanceof Verdict.Refused refused)) {
            return incident(Code.LOG_UNAVAILABLE, detail, new IllegalStateException(detail));
        }
        tell(fixed, quote(), NO_MESSAGES);
        note(detail + ": " + refused.findings().get(0).detail(), Optional.empty());
        return new Outcome.Refused(ExitStatus.of(refused), quote().toString());
    }

    /** Where even this cannot be written, the developer has the words, and the administrator a disk to look after. */
    void note(String detail, Optional<Throwable> cause) {
        try {
            state.refuseLinksToRoot();
            new Incidents(state).write(incident, now, detail, cause);
        } catch (IOException | RuntimeException e) {
            return;
        }
    }

    private Telling elsewhere(Quote quote) {
        return new Telling(quote, UNKNOWN, now, PushOptions.NONE);
    }
}
