package dev.refwarden.evidence;

import dev.refwarden.decision.FactorFacts;
import dev.refwarden.ledger.LedgerView;
import dev.refwarden.people.Person;
import dev.refwarden.policy.Rule;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads the second factors that come as push options. */
public interface FactorReading {
    /** Where no rule asks for one. */
    FactorReading NONE = (options, pusher, view, shown) -> {};

    /**
     * Adds what each offered factor shows.
     *
     * @param pusher who it must prove to be there
     */
    void read(PushOptions options, Optional<Person> pusher, LedgerView view, Map<Rule.Factor, FactorFacts> shown)
            throws IOException;
}
