package dev.refwarden.policy.read;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Scalars;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads people files, one after the other, and sees to it that nothing belongs to two people. */
final class PersonReader {
    private final ConfigFolder folder;
    private final Problems problems;
    private final Scalars scalars;
    private final Owners owners;
    private final KeyReader keyReader;

    PersonReader(ConfigFolder folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.owners = new Owners(problems);
        this.keyReader = new KeyReader(new YamlKeyEntry.Sources(folder, owners, problems));
    }

    Person read(PersonId id, Section file) {
        String name = file.text("name").orElse(id.value());
        List<String> emails = emails(file, id);
        List<String> accounts = accounts(file, id);
        List<EnrolledKey> keys = keys(file, id);
        List<Person.Identity> identities = identities(file, id);
        Optional<String> secret = new SecretFiles(folder, problems).path(file, "one-time-code");
        boolean robot = file.flag("robot", false);
        Optional<Instant> left = file.moment("left");
        file.end();
        return new Person(id, name, emails, accounts, keys, identities, secret, robot, left);
    }

    private List<String> emails(Section file, PersonId id) {
        List<String> emails = new ArrayList<>();
        for (Yaml item : file.list("emails")) {
            Optional<String> email = scalars.text("emails", item);
            if (email.isEmpty()) {
                continue;
            }
            if (People.isEmail(email.get())) {
                emails.add(People.lowerCase(email.get()));
                owners.claim("e-mail", People.lowerCase(email.get()), new Owners.Claim(id, item.place()));
            } else {
                problems.add(item.place(), noEmail(email.get()));
            }
        }
        return emails;
    }

    private List<String> accounts(Section file, PersonId id) {
        List<String> accounts = new ArrayList<>();
        for (Yaml item : file.list("accounts")) {
            Optional<String> account = scalars.text("accounts", item);
            if (account.isPresent()) {
                accounts.add(account.get());
                owners.claim("account", account.get(), new Owners.Claim(id, item.place()));
            }
        }
        return accounts;
    }

    private List<EnrolledKey> keys(Section file, PersonId id) {
        List<EnrolledKey> keys = new ArrayList<>();
        for (Yaml item : file.list("keys")) {
            Optional<Section> section = Section.of(item, "a key", problems);
            if (section.isEmpty()) {
                continue;
            }
            Optional<EnrolledKey> key = keyReader.read(section.get(), id);
            if (key.isPresent()) {
                keys.add(key.get());
            }
        }
        return keys;
    }

    private List<Person.Identity> identities(Section file, PersonId id) {
        List<Person.Identity> identities = new ArrayList<>();
        for (Yaml item : file.list("identities")) {
            Optional<Section> section = Section.of(item, "an identity", problems);
            if (section.isEmpty()) {
                continue;
            }
            Optional<String> issuer = section.get().require("issuer").text("issuer");
            Optional<String> subject = section.get().require("subject").text("subject");
            section.get().end();
            if (issuer.isPresent() && subject.isPresent()) {
                identities.add(new Person.Identity(issuer.get(), subject.get()));
                owners.claim("identity", subject.get() + " of " + issuer.get(), new Owners.Claim(id, item.place()));
            }
        }
        return identities;
    }

    private static String noEmail(String text) {
        return DisplayText.quoted(text) + " is not an e-mail address";
    }
}
