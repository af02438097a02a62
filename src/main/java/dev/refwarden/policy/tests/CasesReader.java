package dev.refwarden.policy.tests;

import dev.refwarden.git.RefName;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Rule;
import dev.refwarden.policy.tests.PolicyCase.By;
import dev.refwarden.policy.tests.PolicyCase.Change;
import dev.refwarden.policy.tests.PolicyCase.Expected;
import dev.refwarden.policy.tests.PolicyCase.NewCommit;
import dev.refwarden.policy.tests.PolicyCase.Signing;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Suggestion;
import dev.refwarden.policy.yaml.Words;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tests.yaml}. */
final class CasesReader {
    private static final String NOBODY = "nobody";
    private static final String STRANGER = "stranger";

    private static final Words<Change> CHANGES = new Words<>(
            List.of("create", "update", "force", "delete"),
            List.of(Change.CREATE, Change.UPDATE, Change.FORCE, Change.DELETE));
    private static final Words<Expected> EXPECTED = new Words<>(
            List.of("accepted", "refused", "observed"),
            List.of(Expected.ACCEPTED, Expected.REFUSED, Expected.OBSERVED));
    private static final Words<Rule.Factor> FACTORS = new Words<>(
            List.of("identity-token", "one-time-code"), List.of(Rule.Factor.IDENTITY_TOKEN, Rule.Factor.ONE_TIME_CODE));

    private final People people;
    private final Set<String> codes;
    private final Problems problems;
    private final Scalars scalars;

    /** @param codes every code that a finding can have */
    CasesReader(People people, Set<String> codes, Problems problems) {
        this.people = people;
        this.codes = codes;
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    List<PolicyCase> read(Section file) {
        file.require("version").number("version", 1, 1);
        List<PolicyCase> cases = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Yaml item : file.require("tests").filledList("tests")) {
            Optional<Section> section = Section.of(item, "a test", problems);
            if (section.isPresent()) {
                PolicyCase read = one(section.get());
                if (!names.add(read.name())) {
                    problems.add(section.get().place("name"), "there are two tests of this name");
                }
                cases.add(read);
            }
        }
        file.end();
        return cases;
    }

    private PolicyCase one(Section test) {
        String name = test.require("name").text("name").orElse("");
        String repository = test.text("repository").orElse("example");
        Optional<String> ref = test.require("ref").text("ref");
        Optional<Instant> at = test.moment("at");
        Change change = test.word("change", CHANGES, Change.UPDATE);
        boolean tag = ref.filter(full -> full.startsWith("refs/tags/")).isPresent();
        boolean annotated = test.flag("annotated", true);
        boolean onBranch = test.flag("on-branch", true);
        Signing signature = signature(test);
        Optional<PersonId> pusher = pusher(test, signature);
        List<NewCommit> commits = commits(test, signature, pusher, tag || change == Change.DELETE);
        Optional<Signing> certificate = test.take("certificate").flatMap(node -> signing("certificate", node, true));
        Set<Rule.Factor> factors = EnumSet.noneOf(Rule.Factor.class);
        factors.addAll(test.words("factors", test.list("factors"), FACTORS));
        List<Signing> approvals = new ArrayList<>();
        for (Yaml item : test.list("approvals")) {
            signing("approvals", item, false).ifPresent(approvals::add);
        }
        Expected expected = test.require("expect").word("expect", EXPECTED, Expected.REFUSED);
        Optional<Set<String>> found = codes(test, expected);
        test.end();
        if (ref.isPresent() && !ref.get().startsWith("refs/")) {
            problems.add(
                    test.place("ref"),
                    "ref: expected a full name, such as refs/heads/" + DisplayText.escaped(ref.get()));
        }
        return new PolicyCase(
                name,
                test.place(),
                repository,
                new RefName(ref.orElse("refs/heads/main")),
                at,
                change,
                pusher,
                commits,
                tag && annotated && change != Change.DELETE ? Optional.of(signature) : Optional.empty(),
                onBranch,
                certificate,
                factors,
                approvals,
                expected,
                found);
    }

    private Optional<Set<String>> codes(Section test, Expected expected) {
        if (!test.has("codes")) {
            return Optional.empty();
        }
        Set<String> found = new HashSet<>();
        for (Yaml item : test.list("codes")) {
            Optional<String> code = scalars.text("codes", item);
            if (code.isPresent() && !codes.contains(code.get())) {
                problems.add(
                        item.place(),
                        "no finding has the code " + DisplayText.quoted(code.get())
                                + Suggestion.hint(code.get(), codes));
            }
            code.ifPresent(found::add);
        }
        if (expected == Expected.ACCEPTED && !found.isEmpty()) {
            problems.add(test.place("codes"), "a push that is accepted has no findings");
        }
        return Optional.of(found);
    }

    /** The pusher is the signer unless the test says otherwise. */
    private Optional<PersonId> pusher(Section test, Signing signature) {
        Optional<Yaml> node = test.take("pusher");
        if (node.isEmpty()) {
            return signature.person();
        }
        Optional<String> name = scalars.text("pusher", node.get());
        return name.filter(pusher -> !pusher.equals(NOBODY))
                .flatMap(pusher -> person(pusher, node.get().place()));
    }

    private List<NewCommit> commits(Section test, Signing signature, Optional<PersonId> pusher, boolean noneByItself) {
        List<NewCommit> commits = new ArrayList<>();
        for (Yaml item : test.list("commits")) {
            Section.of(item, "a commit", problems).ifPresent(section -> {
                commits.add(commit(section, signature(section), pusher));
                section.end();
            });
        }
        NewCommit own = commit(test, signature, pusher);
        if (commits.isEmpty() && (!noneByItself || !own.files().isEmpty())) {
            commits.add(own);
        }
        return commits;
    }

    /** By the signer's address, else the pusher's, unless it says otherwise. */
    private NewCommit commit(Section section, Signing signature, Optional<PersonId> pusher) {
        String signer = signature
                .person()
                .or(() -> pusher)
                .flatMap(people::person)
                .map(CasesReader::address)
                .orElse("somebody@example.invalid");
        String committer = email(section, "committer").orElse(signer);
        return new NewCommit(
                signature,
                committer,
                email(section, "author").orElse(committer),
                section.flag("merge", false),
                section.texts("files", section.list("files")));
    }

    /** A person, whose first address is meant, or an address. */
    private Optional<String> email(Section section, String key) {
        Optional<String> text = section.text(key);
        if (text.isEmpty() || People.isEmail(text.get())) {
            return text;
        }
        return person(text.get(), section.place(key)).flatMap(people::person).map(CasesReader::address);
    }

    private static String address(Person person) {
        return person.emails().isEmpty() ? "" : person.emails().get(0);
    }

    private Signing signature(Section section) {
        Optional<String> signer = section.text("signer");
        Optional<String> key = section.text("key");
        boolean touch = section.flag("touch", true);
        boolean pin = section.flag("pin", false);
        if (signer.filter(NOBODY::equals).isPresent()) {
            return new Signing(By.NOBODY, Optional.empty(), Optional.empty(), touch, pin);
        }
        if (signer.filter(STRANGER::equals).isPresent()) {
            return new Signing(By.STRANGER, Optional.empty(), Optional.empty(), touch, pin);
        }
        Optional<PersonId> person = signer.isPresent()
                ? person(signer.get(), section.place("signer"))
                : key.flatMap(id -> owner(id, section.place("key")));
        if (person.isEmpty()) {
            return new Signing(By.NOBODY, Optional.empty(), Optional.empty(), touch, pin);
        }
        key.ifPresent(id -> checkKey(id, person.get(), section.place("key")));
        return new Signing(By.PERSON, person, key, touch, pin);
    }

    /** A person, or a key's id, or a mapping of {@code by}, {@code key}, {@code touch} and {@code pin}. */
    private Optional<Signing> signing(String what, Yaml node, boolean byKey) {
        if (node instanceof Yaml.Scalar) {
            Optional<String> name = scalars.text(what, node);
            if (name.filter(STRANGER::equals).isPresent()) {
                return Optional.of(new Signing(By.STRANGER, Optional.empty(), Optional.empty(), true, false));
            }
            Optional<String> key = byKey ? name : Optional.empty();
            Optional<PersonId> person = name.flatMap(id -> byKey ? owner(id, node.place()) : person(id, node.place()));
            return person.map(id -> new Signing(By.PERSON, Optional.of(id), key, true, false));
        }
        Optional<Section> section = Section.of(node, what, problems);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> by = section.get().text("by");
        Optional<String> key = section.get().text("key");
        boolean touch = section.get().flag("touch", true);
        boolean pin = section.get().flag("pin", false);
        section.get().end();
        Optional<PersonId> person = by.isPresent()
                ? person(by.get(), section.get().place("by"))
                : key.flatMap(id -> owner(id, section.get().place("key")));
        if (by.isEmpty() && key.isEmpty()) {
            problems.add(section.get().place(), what + " needs by or key");
        }
        if (person.isPresent() && key.isPresent()) {
            checkKey(key.get(), person.get(), section.get().place("key"));
        }
        return person.map(id -> new Signing(By.PERSON, Optional.of(id), key, touch, pin));
    }

    private Optional<PersonId> person(String name, Place place) {
        PersonId id = new PersonId(name);
        if (people.person(id).isEmpty()) {
            List<String> known =
                    people.all().stream().map(person -> person.id().value()).toList();
            problems.add(place, "no such person: " + DisplayText.quoted(name) + Suggestion.hint(name, known));
            return Optional.empty();
        }
        return Optional.of(id);
    }

    private Optional<PersonId> owner(String key, Place place) {
        List<String> known = new ArrayList<>();
        for (Person person : people.all()) {
            for (EnrolledKey enrolled : person.keys()) {
                if (enrolled.id().value().equals(key)) {
                    return Optional.of(person.id());
                }
                known.add(enrolled.id().value());
            }
        }
        problems.add(place, "no key is called " + DisplayText.quoted(key) + Suggestion.hint(key, known));
        return Optional.empty();
    }

    private void checkKey(String key, PersonId person, Place place) {
        Optional<PersonId> owner = owner(key, place);
        if (owner.isPresent() && !owner.get().equals(person)) {
            problems.add(
                    place, "the key " + DisplayText.quoted(key) + " is " + owner.get() + "'s, not " + person + "'s");
        }
    }
}
