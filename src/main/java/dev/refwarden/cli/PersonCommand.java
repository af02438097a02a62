package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.Identifiers;
import dev.refwarden.policy.Members;
import dev.refwarden.policy.edit.ConfigEdit;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.YamlEdit;
import dev.refwarden.review.KeyState;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at people. */
@Command(name = "person", description = "Look after the people whom the configuration names.")
final class PersonCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List everybody, with groups and how many keys are active.")
    int list(@Mixin Places places, @Option(names = "--json", description = "as JSON") boolean asJson)
            throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        PrintWriter out = spec.commandLine().getOut();
        if (asJson) {
            return write(configuration, configuration.policy().people().all(), true);
        }
        Table table = new Table("PERSON", "NAME", "GROUPS", "KEYS").whole(0);
        for (Person person : configuration.policy().people().all()) {
            long active = person.keys().stream()
                    .filter(key -> KeyState.of(key, Instant.now()).startsWith("active"))
                    .count();
            table.row(List.of(
                    person.id().value(),
                    person.name() + (person.robot() ? "  robot" : ""),
                    String.join(", ", groups(configuration, person)),
                    active + " of " + person.keys().size() + " keys active"));
        }
        table.printOrJoin(out, Terminal.columns());
        out.flush();
        return ExitStatus.FINE;
    }

    @Command(name = "show", description = "Show one person: addresses, accounts, groups, keys.")
    int show(
            @Mixin Places places,
            @Parameters(paramLabel = "PERSON", description = "the person's id") String id,
            @Option(names = "--json", description = "as JSON") boolean asJson)
            throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        Optional<Person> found = configuration.policy().people().person(new PersonId(id));
        if (found.isEmpty()) {
            return unknown(id, configuration);
        }
        Person person = found.get();
        if (asJson) {
            return write(configuration, List.of(person), false);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(person.id() + ": " + person.name() + (person.robot() ? ", a robot" : ""));
        out.println("e-mails   " + String.join(", ", person.emails()));
        out.println("accounts  " + String.join(", ", person.accounts()));
        out.println("groups    " + String.join(", ", groups(configuration, person)));
        person.left().ifPresent(left -> out.println("left      " + left));
        for (EnrolledKey key : person.keys()) {
            out.println("key       " + key.id() + ", " + KeyCommand.kinds(key) + (key.hardware() ? ", hardware" : "")
                    + ": " + KeyState.of(key, Instant.now()));
        }
        out.flush();
        return ExitStatus.FINE;
    }

    @Command(name = "add", description = "Add a person; keys come with refwarden key add.")
    int add(
            @Mixin Places places,
            @Parameters(paramLabel = "ID", description = "the id that rules and groups use") String id,
            @Option(names = "--name", paramLabel = "NAME", required = true, description = "for people to read")
                    String name,
            @Option(names = "--email", paramLabel = "E-MAIL", description = "may be given again") List<String> emails,
            @Option(
                            names = "--account",
                            paramLabel = "NAME",
                            description = "as the Git server names them; may be given again")
                    List<String> accounts,
            @Option(names = "--robot", description = "no human") boolean robot)
            throws IOException, PolicyProblems {
        if (!Identifiers.isPerson(id)) {
            throw new IllegalArgumentException(
                    id + " is not an id for a person: lower-case letters, digits, and . _ - inside");
        }
        ConfigEdit edit = new ConfigEdit(places.config());
        String file = Configuration.PEOPLE + "/" + id + ".yaml";
        if (edit.exists(file)) {
            spec.commandLine().getErr().println("refwarden: " + file + " is there already");
            return ExitStatus.FOUND;
        }
        StringBuilder text = new StringBuilder("name: " + quoted(name) + "\n");
        text.append(list("emails", emails)).append(list("accounts", accounts));
        edit.change(file, text.append(robot ? "robot: true\n" : "").toString());
        edit.apply();
        return say(id + " is known from the next push on");
    }

    @Command(name = "left", description = "Retire all keys of a person from a time on.")
    int left(
            @Mixin Places places,
            @Parameters(paramLabel = "PERSON", description = "the person's id") String id,
            @Nullable
                    @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description = "from when on: 2026-12-31, now, yesterday, '3d ago' (default: now)")
                    Instant at)
            throws IOException, PolicyProblems {
        Instant from = (at == null ? Instant.now() : at).truncatedTo(ChronoUnit.SECONDS);
        Optional<Instant> before = Configuration.load(places.config())
                .policy()
                .people()
                .person(new PersonId(id))
                .flatMap(Person::left);
        if (before.isPresent() && !before.get().isAfter(from)) {
            return say(
                    id + " has left from " + before.get() + " on already, and that stays; if they come back later than"
                            + " that, write it into people/" + id + ".yaml");
        }
        ConfigEdit edit = new ConfigEdit(places.config());
        String file = Configuration.PEOPLE + "/" + id + ".yaml";
        if (!edit.exists(file)) {
            return unknown(id, Configuration.load(places.config()));
        }
        YamlEdit text = YamlEdit.of(edit.text(file));
        text.setTop("left", from.toString());
        edit.change(file, text.text());
        edit.apply();
        say("all keys of " + id + " are retired from " + from + " on, and from then on they push nothing");
        return say(
                "not Refwarden's to end: the lines of their keys in authorized_keys, and their tokens and passwords of the"
                        + " Git server");
    }

    private int write(Configuration configuration, Collection<Person> people, boolean asArray) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (JsonGenerator json = Json.to(out, asArray ? "people" : "person")) {
            if (asArray) {
                json.writeArrayFieldStart("people");
            }
            for (Person person : people) {
                if (asArray) {
                    json.writeStartObject();
                }
                json.writeStringField("id", person.id().value());
                json.writeStringField("name", person.name());
                json.writeBooleanField("robot", person.robot());
                write("emails", person.emails(), json);
                write("accounts", person.accounts(), json);
                write("groups", groups(configuration, person), json);
                if (person.left().isPresent()) {
                    json.writeStringField("left", person.left().get().toString());
                }
                json.writeArrayFieldStart("keys");
                for (EnrolledKey key : person.keys()) {
                    json.writeStartObject();
                    json.writeStringField("id", key.id().value());
                    json.writeStringField("type", KeyCommand.kinds(key));
                    json.writeBooleanField("hardware", key.hardware());
                    json.writeStringField("state", KeyState.of(key, Instant.now()));
                    json.writeEndObject();
                }
                json.writeEndArray();
                if (asArray) {
                    json.writeEndObject();
                }
            }
        }
        out.println();
        out.flush();
        return ExitStatus.FINE;
    }

    private static void write(String field, List<String> values, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private int unknown(String id, Configuration configuration) {
        String unknown = Unknown.person(id, configuration.policy().people());
        spec.commandLine().getErr().println("refwarden: " + unknown);
        return ExitStatus.FOUND;
    }

    private int say(String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
        return ExitStatus.FINE;
    }

    private static String list(String name, @Nullable List<String> items) {
        if (items == null || items.isEmpty()) {
            return "";
        }
        return name + ": ["
                + String.join(", ", items.stream().map(PersonCommand::quoted).toList()) + "]\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static List<String> groups(Configuration configuration, Person person) {
        List<String> groups = new ArrayList<>();
        for (Map.Entry<String, Members> group :
                new TreeMap<>(configuration.policy().groups()).entrySet()) {
            if (group.getValue().contain(person.id())) {
                groups.add(group.getKey());
            }
        }
        return groups;
    }
}
