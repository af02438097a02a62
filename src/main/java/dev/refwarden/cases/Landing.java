package dev.refwarden.cases;

import dev.refwarden.log.LoggedDecision;
import dev.refwarden.object.RefName;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether hooks that ran after an accepted push saw the ref where it was allowed to go. */
enum Landing {
    SEEN,
    /** The next hook looked, and did not see it there. */
    MISSED,
    /** No hook has run since, or the ref's rules give hooks no reason to look. */
    UNKNOWN;

    static Landing of(CaseIndex index, RefHistories histories, RefName ref, RefHistories.Step step) throws IOException {
        boolean looked = false;
        for (CaseEntry later : histories.after(index, step.entry())) {
            LoggedDecision line = later.read();
            if (says(line, histories, ref, step)) {
                return SEEN;
            }
            looked |= later.time().isAfter(ended(step.entry()));
        }
        return looked && isWaitedFor(histories, ref, step) ? MISSED : UNKNOWN;
    }

    private static boolean says(LoggedDecision line, RefHistories histories, RefName ref, RefHistories.Step step) {
        for (Map<String, Object> landed : line.objects("landed")) {
            boolean same = landed.get("seq") instanceof Number seq
                    && seq.longValue() == step.word().seq()
                    && histories.names(ref).contains(LoggedDecision.text(landed, "ref"));
            if (same) {
                return true;
            }
        }
        return false;
    }

    /** When the hook that accepted was done; hooks that started before may not have known of it. */
    private static Instant ended(CaseEntry entry) throws IOException {
        Object millis = Optional.ofNullable(entry.read().fields().get("millis")).orElse(0L);
        return entry.time().plusMillis(millis instanceof Number number ? number.longValue() : 0);
    }

    /** Whether later hooks look for the ref at all: only what settles something is waited for. */
    private static boolean isWaitedFor(RefHistories histories, RefName ref, RefHistories.Step step) throws IOException {
        return step.entry().read().objects("updates").stream()
                .filter(update -> histories.names(ref).contains(LoggedDecision.text(update, "ref")))
                .anyMatch(update -> update.get("accepts") != null);
    }
}
