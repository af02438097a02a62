package dev.refwarden.review.web;

import dev.refwarden.format.SignatureFormats;
import dev.refwarden.ledger.DecisionIndex;
import dev.refwarden.ledger.DecisionKind;
import dev.refwarden.ledger.DecisionQuery;
import dev.refwarden.ledger.LoggedDecision;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.SigningKey;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.review.KeyFacts;
import dev.refwarden.review.KeyState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything by one person, or by one key: every push that they made, or signed anything in.
 *
 * @param kind "person" or "key"
 * @param facts what the people files say, each as a name and a text
 * @param keys of the person
 * @param older the address of the next page; empty on the last
 */
public record SignerPage(
        String kind,
        String id,
        List<Fact> facts,
        List<KeyRow> keys,
        List<PushRow> rows,
        long accepted,
        long refused,
        String older) {
    private static final int ROWS = 50;

    /** One thing that is known. */
    public record Fact(String name, String text) {}

    /** One enrolled key. */
    public record KeyRow(String id, String type, String state, String fingerprints) {}

    /** Whom or what the page is about, and its address. */
    private record Subject(String kind, String id, List<Fact> facts, List<KeyRow> keys, String address) {}

    static SignerPage person(String id, Site site, Request request, Instant now) throws IOException {
        Optional<Person> person = site.configuration()
                .flatMap(configuration -> configuration.policy().people().person(new PersonId(id)));
        List<Fact> facts = new ArrayList<>();
        List<KeyRow> keys = new ArrayList<>();
        if (person.isPresent()) {
            Person known = person.get();
            facts.add(new Fact("Name", known.name() + (known.robot() ? ", a robot" : "")));
            facts.add(new Fact("E-mail", String.join(", ", known.emails())));
            facts.add(new Fact("Accounts", String.join(", ", known.accounts())));
            known.left().ifPresent(left -> facts.add(new Fact("Left", left.toString())));
            Duration coolDown = coolDown(site.configuration());
            known.keys().forEach(key -> keys.add(row(key, now, coolDown)));
        } else {
            facts.add(new Fact("Name", "not in the people files today"));
        }
        return of(new Subject("person", id, facts, keys, Links.person(id)), site.index(), request);
    }

    static SignerPage key(String id, Site site, Request request, Instant now) throws IOException {
        Optional<Configuration> configuration = site.configuration();
        Optional<KeyFacts> found = configuration.flatMap(read -> KeyFacts.of(read, id, now));
        List<Fact> facts = new ArrayList<>();
        if (found.isPresent()) {
            EnrolledKey key = found.get().key();
            facts.add(new Fact("Person", found.get().person().id().value()));
            facts.add(new Fact("State", found.get().words()));
            KeyRow row = row(key, now, coolDown(configuration));
            facts.add(new Fact("Type", row.type()));
            facts.add(new Fact("Fingerprints", row.fingerprints()));
        } else {
            facts.add(new Fact("State", "enrolled for nobody today"));
        }
        return of(new Subject("key", id, facts, List.of(), Links.key(id)), site.index(), request);
    }

    private static Duration coolDown(Optional<Configuration> configuration) {
        return configuration.map(KeyFacts::longestCoolDown).orElse(Duration.ZERO);
    }

    private static KeyRow row(EnrolledKey key, Instant now, Duration coolDown) {
        List<String> types = new ArrayList<>();
        List<String> fingerprints = new ArrayList<>();
        for (SigningKey signing : key.key().signingKeys()) {
            fingerprints.add(signing.fingerprint().value());
            if (!types.contains(signing.algorithm())) {
                types.add(signing.algorithm());
            }
        }
        return new KeyRow(
                key.id().value(),
                (types.isEmpty() ? SignatureFormats.of(key.key()).name() : String.join(", ", types))
                        + (key.hardware() ? ", hardware" : ""),
                KeyState.of(key, now, coolDown),
                String.join(", ", fingerprints));
    }

    private static SignerPage of(Subject subject, DecisionIndex index, Request request) throws IOException {
        String id = subject.id();
        boolean person = subject.kind().equals("person");
        DecisionQuery pushed = person
                ? DecisionQuery.pushes().pushedBy(id)
                : DecisionQuery.pushes().involving(id);
        DecisionQuery all = request.query("signed").isEmpty()
                ? pushed
                : DecisionQuery.pushes().involving(id);
        List<LoggedDecision> entries = index.page(all, request.before(), ROWS + 1);
        String older = entries.size() > ROWS
                ? Links.withQuery(
                        subject.address(),
                        Map.of("before", String.valueOf(entries.get(ROWS - 1).seq())))
                : "";
        long refused = index.count(pushed.ofKinds(EnumSet.of(DecisionKind.REFUSED)));
        long accepted = index.count(pushed.ofKinds(DecisionKind.accepting()));
        return new SignerPage(
                subject.kind(),
                id,
                subject.facts(),
                subject.keys(),
                entries.stream().limit(ROWS).map(PushRow::of).toList(),
                accepted,
                refused,
                older);
    }
}
