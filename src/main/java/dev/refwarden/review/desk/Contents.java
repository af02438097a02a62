package dev.refwarden.review.desk;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.CaseObjects;
import dev.refwarden.review.GuardedNames;
import dev.refwarden.review.PushContent;
import dev.refwarden.review.retained.RetainedPush;
import dev.refwarden.review.retained.RetainedPushes;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What refused pushes would have changed; remembered while what is kept of them stays the same. */
public final class Contents {
    private static final int MOST = 2_000;

    private final Map<String, Remembered> remembered = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST;
        }
    });

    private record Remembered(String from, PushContent content) {}

    /** What is kept of every case, by its id. */
    static Map<String, RetainedPush> kept(Ledger ledger) throws IOException {
        Map<String, RetainedPush> kept = new HashMap<>();
        for (RetainedPush exhibit : RetainedPushes.of(ledger).all()) {
            kept.put(exhibit.caseId().value(), exhibit);
        }
        return kept;
    }

    private static String from(Optional<RetainedPush> exhibit, Optional<Configuration> configuration) {
        return exhibit.map(there -> there.folder().toString()).orElse("") + " "
                + configuration.map(read -> read.policy().digest()).orElse("");
    }

    /** What is known of it without a look at what was kept. */
    PushContent remembered(LoggedDecision push, Map<String, RetainedPush> kept, Optional<Configuration> configuration) {
        String id = push.text("case");
        Remembered known = remembered.get(id);
        boolean current = known != null && known.from().equals(from(Optional.ofNullable(kept.get(id)), configuration));
        return current ? java.util.Objects.requireNonNull(known).content() : PushContent.UNKNOWN;
    }

    /** Looks it up, or through what was kept. */
    PushContent of(LoggedDecision push, Map<String, RetainedPush> kept, Optional<Configuration> configuration)
            throws IOException {
        String id = push.text("case");
        Optional<RetainedPush> exhibit = Optional.ofNullable(kept.get(id));
        String from = from(exhibit, configuration);
        Remembered known = remembered.get(id);
        if (known != null && known.from().equals(from)) {
            return known.content();
        }
        PushContent content;
        try (CaseObjects objects = CaseObjects.open(push, exhibit, configuration.map(Configuration::server))) {
            content = PushContent.of(push, objects, GuardedNames.of(configuration, push.text("repository")));
        }
        if (CaseId.read(id).isPresent()) {
            remembered.put(id, new Remembered(from, content));
        }
        return content;
    }
}
