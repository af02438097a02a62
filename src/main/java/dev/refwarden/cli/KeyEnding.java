package dev.refwarden.cli;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.policy.edit.KeyEdit;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Ends keys: from a time on, and never later than what is said of them already.
 *
 * @param field {@code retired} or {@code compromised}
 * @param former what a people file says already
 * @param then what comes of it, as the end of a sentence
 */
record KeyEnding(String field, Function<EnrolledKey, Optional<Instant>> former, String then) {
    /** @return those that end at {@code time} now; all of them, or an exception and none */
    List<EnrolledKey> end(KeyEdit edit, List<EnrolledKey> keys, Instant time, PrintWriter out)
            throws IOException, PolicyProblems {
        List<EnrolledKey> ended = new ArrayList<>();
        for (EnrolledKey key : keys) {
            if (former.apply(key).filter(before -> !before.isAfter(time)).isEmpty()) {
                ended.add(key);
            }
        }
        if (!ended.isEmpty()) {
            edit.end(ended, field, time);
        }
        for (EnrolledKey key : keys) {
            out.println(ended.contains(key) ? ended(key, time) : stays(key));
        }
        return ended;
    }

    private String ended(EnrolledKey key, Instant time) {
        String push = time.isAfter(Instant.now()) ? "a push signed by it after that" : "the next push signed by it";
        return key.id() + " of " + key.person() + " is " + field + " from " + time.truncatedTo(ChronoUnit.SECONDS)
                + " on: " + push + " is refused [key-" + field + "]; "
                + then.replace("KEY", key.id().value());
    }

    private String stays(EnrolledKey key) {
        return key.id() + " of " + key.person() + " is " + field + " from "
                + former.apply(key).orElseThrow()
                + " on already, and stays so: a later time would make good again what it"
                + " signed in between; if that is what you want, write it into people/" + key.person() + ".yaml";
    }
}
