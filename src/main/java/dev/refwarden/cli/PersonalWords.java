package dev.refwarden.cli;

import dev.refwarden.decision.Finding;
import dev.refwarden.decision.Verdict;
import dev.refwarden.git.RefName;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.Purpose;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.RepositoryEntry;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.explain.Explanation;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.tests.PolicyCase;
import dev.refwarden.policy.tests.PolicyCase.By;
import dev.refwarden.policy.tests.PolicyCase.Signing;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.replay.Rehearsal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What rules mean for one person or one file today: found out by trying pushes that no one makes. */
final class PersonalWords {
    private final Configuration configuration;
    private final String repository;
    private final RefName ref;
    private final Instant now;

    PersonalWords(Configuration configuration, String repository, RefName ref, Instant now) {
        this.configuration = configuration;
        this.repository = repository;
        this.ref = ref;
        this.now = now;
    }

    /**
     * What would become of a push by this person, with each of their keys.
     *
     * @param file that it changes; empty where none is asked about
     */
    List<String> of(Person person, String file) {
        List<String> words = new ArrayList<>();
        if (person.left().filter(left -> !now.isBefore(left)).isPresent()) {
            words.add(person.id() + " has left: all their keys are retired.");
        }
        if (person.keys().isEmpty()) {
            words.add(person.id() + " has no key, so nothing of theirs counts.");
        }
        for (EnrolledKey key : person.keys()) {
            Verdict verdict = Rehearsal.of(configuration, push(person, key, file), now);
            String what =
                    "Signing and pushing with " + key.id() + (verdict.findings().isEmpty() ? " passes." : ":");
            words.add(what);
            verdict.findings().stream().map(PersonalWords::line).distinct().forEach(words::add);
        }
        words.add(approving(person));
        return words;
    }

    /** Which rules guard this file. */
    List<String> guarding(String file) {
        List<String> words = new ArrayList<>();
        rules().forEach(rule -> rule.paths().forEach(guard -> {
            if (guard.paths().contain(file)) {
                Rule.Approvals approvals = guard.approvals();
                words.add(Explanation.line(guard.place()) + " guards " + file + ": " + approvals.count()
                        + (approvals.count() == 1 ? " approval" : " approvals") + " by "
                        + String.join(", ", approvals.by().names()) + ", the pusher not counted (rule \"" + rule.name()
                        + "\").");
            }
        }));
        return words.isEmpty() ? List.of("No rule guards " + file + " on this ref.") : words;
    }

    private Stream<Rule> rules() {
        return configuration.policy().entriesFor(repository).stream()
                .map(RepositoryEntry::rules)
                .flatMap(List::stream)
                .filter(rule -> rule.refs().contain(ref.value()))
                .map(rule -> rule.over(ref.value()));
    }

    private PolicyCase push(Person person, EnrolledKey key, String file) {
        Signing signing = new Signing(
                By.PERSON, Optional.of(person.id()), Optional.of(key.id().value()), true, true);
        boolean signsPushes = key.key().signsStatements() && key.purposes().contains(Purpose.PUSHES);
        String email = person.emails().isEmpty() ? "" : person.emails().get(0);
        boolean tag = ref.isUnder("refs/tags/");
        List<PolicyCase.NewCommit> commits = tag
                ? List.of()
                : List.of(new PolicyCase.NewCommit(
                        signing, email, email, false, file.isEmpty() ? List.of() : List.of(file)));
        return new PolicyCase(
                "",
                Place.of(""),
                repository,
                ref,
                Optional.of(now),
                tag ? PolicyCase.Change.CREATE : PolicyCase.Change.UPDATE,
                Optional.of(person.id()),
                commits,
                tag ? Optional.of(signing) : Optional.empty(),
                true,
                signsPushes ? Optional.of(signing) : Optional.empty(),
                Set.of(),
                List.of(),
                PolicyCase.Expected.ACCEPTED,
                Optional.empty());
    }

    private String approving(Person person) {
        List<String> wanting = new ArrayList<>();
        rules().forEach(rule -> {
            boolean counts = approvers(rule).anyMatch(by -> by.contain(person.id()));
            if (counts && !person.robot()) {
                wanting.add("\"" + rule.name() + "\"");
            }
        });
        PersonId id = person.id();
        return wanting.isEmpty()
                ? "An approval by " + id + " counts for nothing here."
                : "What others push " + id + " may approve, under " + String.join(", ", wanting) + ".";
    }

    private static Stream<Members> approvers(Rule rule) {
        Stream<Rule.Approvals> ofPush = Stream.concat(
                rule.push().flatMap(push -> push.people().approvals()).stream(),
                rule.push().flatMap(Rule.Push::robots).flatMap(Rule.PushDemands::approvals).stream());
        return Stream.concat(ofPush, rule.paths().stream().map(Rule.GuardedPaths::approvals))
                .map(Rule.Approvals::by);
    }

    private static String line(Finding finding) {
        return "- " + finding.detail() + " [" + finding.code().word() + "]";
    }
}
