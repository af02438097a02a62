package dev.refwarden.policy.read;

import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Identifiers;
import dev.refwarden.policy.Issuer;
import dev.refwarden.policy.Policy;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.yaml.ConfigFolder;
import dev.refwarden.policy.yaml.DisplayText;
import dev.refwarden.policy.yaml.Place;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Problems;
import dev.refwarden.policy.yaml.Section;
import dev.refwarden.policy.yaml.Yaml;
import dev.refwarden.policy.yaml.YamlReader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all files of a configuration: people first, since the policy names them. */
final class ConfigurationReader {
    private static final String YAML = ".yaml";

    private final ConfigFolder folder;
    private final Problems problems = new Problems();
    private final List<Person> people = new ArrayList<>();
    private final List<PersonId> unread = new ArrayList<>();

    ConfigurationReader(ConfigFolder folder) {
        this.folder = folder;
    }

    /** The file that describes this person. */
    static String fileOf(PersonId person) {
        return Configuration.PEOPLE + "/" + person + YAML;
    }

    /** Reads {@code server.yaml} alone. */
    static Server readServer(ConfigFolder folder) throws PolicyProblems {
        ConfigurationReader reader = new ConfigurationReader(folder);
        Optional<Section> file = reader.file(Configuration.SERVER);
        Optional<Server> server = file.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerReader(folder, reader.problems).read(file.get()));
        reader.problems.refuseAny();
        return server.orElseThrow();
    }

    Configuration read() throws PolicyProblems {
        boolean anyone = readPeople();
        Optional<Section> serverFile = file(Configuration.SERVER);
        Optional<Section> policyFile = file(Configuration.POLICY);
        Optional<Server> server = serverFile.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServerReader(folder, problems).read(serverFile.get()));
        List<Issuer> issuers = issuers();
        Optional<PolicyReader.Rules> rules = rules(policyFile, anyone);
        problems.refuseAny();
        return assemble(server.orElseThrow(), rules.orElseThrow(), issuers);
    }

    private Optional<PolicyReader.Rules> rules(Optional<Section> policyFile, boolean anyone) {
        PeopleResolver roster = new PeopleResolver(people, unread, !anyone, problems);
        return policyFile.isEmpty()
                ? Optional.empty()
                : Optional.of(new PolicyReader(roster, problems).read(policyFile.get()));
    }

    private Configuration assemble(Server server, PolicyReader.Rules rules, List<Issuer> issuers) {
        Policy policy =
                new Policy(new People(people), rules.groups(), rules.waivers(), rules.repositories(), folder.digest());
        return new Configuration(folder.root(), server, policy, issuers);
    }

    /** No one need have an identity provider. */
    private List<Issuer> issuers() {
        if (!Files.exists(folder.root().resolve(IssuersReader.FILE))) {
            return List.of();
        }
        Optional<byte[]> bytes = folder.read(IssuersReader.FILE, Place.of(IssuersReader.FILE), problems);
        Optional<Yaml> yaml =
                bytes.isEmpty() ? Optional.empty() : YamlReader.read(IssuersReader.FILE, bytes.get(), problems);
        return yaml.isEmpty() ? List.of() : new IssuersReader(folder, problems).read(yaml.get());
    }

    private Optional<Section> file(String name) {
        Optional<byte[]> bytes = folder.read(name, Place.of(name), problems);
        Optional<Yaml> yaml = bytes.isEmpty() ? Optional.empty() : YamlReader.read(name, bytes.get(), problems);
        return yaml.isEmpty() ? Optional.empty() : Section.of(yaml.get(), "this file", problems);
    }

    /** Reads everybody; false where there is nothing to read them from. */
    private boolean readPeople() {
        PersonReader reader = new PersonReader(folder, problems);
        Optional<List<String>> names = folder.list(Configuration.PEOPLE, problems);
        for (String name : names.orElse(List.of())) {
            String path = Configuration.PEOPLE + "/" + name;
            if (name.endsWith(".yml")) {
                problems.add(Place.of(path), "is not read: the file of a person ends in .yaml");
            } else if (name.endsWith(YAML)) {
                read(new PersonId(name.substring(0, name.length() - YAML.length())), path, reader);
            }
        }
        return names.isPresent();
    }

    private void read(PersonId id, String path, PersonReader reader) {
        int before = problems.count();
        if (!Identifiers.isPerson(id.value()) || PeopleResolver.BUILT_IN.contains(id.value())) {
            problems.add(
                    Place.of(path),
                    DisplayText.quoted(id.value()) + " is not an id for a person: lower-case letters, digits, "
                            + "and . _ - inside, and no built-in group");
        }
        Optional<Section> file = file(path);
        Optional<Person> person = file.isEmpty() ? Optional.empty() : Optional.of(reader.read(id, file.get()));
        if (problems.count() == before && person.isPresent()) {
            people.add(person.get());
        } else {
            unread.add(id);
        }
    }
}
