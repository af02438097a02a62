package dev.refwarden.cli;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.policy.yaml.Suggestion;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is said of a name that was typed and means nothing here, with the one that was probably meant. */
final class Unknown {
    private static final int LONGEST = 100;

    /** A case that someone copies wrongly is mostly a new one. */
    private static final int NEWEST = 500;

    private Unknown() {}

    static String person(String typed, People people) {
        return person(typed, people, "");
    }

    /** @param more that is said of it */
    static String person(String typed, People people, String more) {
        List<String> known =
                people.all().stream().map(person -> person.id().value()).toList();
        return "no such person: " + safe(typed) + more + Suggestion.hint(typed, known);
    }

    static String key(String typed, People people) {
        return key(typed, people, "");
    }

    /** @param more that is said of it */
    static String key(String typed, People people, String more) {
        List<String> known = people.all().stream()
                .flatMap(person -> person.keys().stream())
                .map(EnrolledKey::id)
                .map(id -> id.value())
                .toList();
        return "no key is called " + safe(typed) + ", or has that fingerprint" + more + Suggestion.hint(typed, known);
    }

    static String refusedPush(CaseId typed, Ledger ledger) throws IOException {
        List<String> newest = new DecisionIndex(ledger)
                .page(DecisionQuery.refusals(), Optional.empty(), NEWEST).stream()
                        .map(refused -> refused.text("case"))
                        .toList();
        return "there is no refused push of the case " + safe(typed.value()) + Suggestion.hint(typed.value(), newest);
    }

    private static String safe(String typed) {
        return Printable.of(typed, LONGEST);
    }
}
