package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.format.KeyOffer;
import dev.refwarden.format.SignatureFormats;
import dev.refwarden.ledger.KeySightings;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.SigningKey;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.edit.KeyEdit;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import dev.refwarden.review.KeyState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after keys. */
@Command(
        name = "key",
        description = "Look after enrolled keys.",
        subcommands = {KeyImport.class, KeyCompromised.class, KeyTrace.class})
final class KeyCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List every enrolled key with its state today.")
    int list(@Mixin Places places, @Option(names = "--json", description = "as JSON") boolean asJson)
            throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        PrintWriter out = spec.commandLine().getOut();
        People people = remembered(configuration, places.ledger());
        if (asJson) {
            write(people, longestCoolDown(configuration), out);
        } else {
            Table table = new Table("KEY", "PERSON", "TYPE", "STATE", "FOR", "FINGERPRINT")
                    .whole(0)
                    .whole(1);
            people.all().stream()
                    .flatMap(person -> person.keys().stream())
                    .forEach(key -> table.row(row(key, longestCoolDown(configuration))));
            table.printOrJoin(out, Terminal.columns());
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** The same people, whose keys know when the server first saw them, as far as STATE can be read. */
    private People remembered(Configuration configuration, Ledger ledger) {
        People people = configuration.policy().people();
        try {
            return KeySightings.of(ledger, configuration.policy().digest(), people, Instant.now())
                    .remembered(people);
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("refwarden: when keys were first seen here cannot be read, so cool-downs count from"
                            + " enrolment: " + Printable.of(String.valueOf(e.getMessage()), 200));
            return people;
        }
    }

    @Command(
            name = "add",
            description = {
                "Enrol a public key for a person, from today on.",
                "An allowed-signers file alone enrols every key in it for the person whose address it names."
            })
    int add(
            @Mixin Places places,
            @Parameters(
                            paramLabel = "[PERSON] FILE",
                            arity = "1..*",
                            description = {
                                "the id of a person, and SSH .pub files, OpenPGP or X.509 certificates, of which all are enrolled or none;",
                                "or an allowed-signers file alone"
                            })
                    List<String> arguments,
            @Nullable
                    @Option(
                            names = "--id",
                            paramLabel = "ID",
                            description = {
                                "how the key shall be called; once for each key",
                                "(default: after PERSON and its kind)"
                            })
                    List<String> ids,
            @Option(
                            names = "--authority",
                            paramLabel = "FILE",
                            description = "who issued a personal certificate, relative to the configuration")
                    @Nullable
                    String authority,
            @Option(names = "--hardware", description = "you vouch that it cannot leave its token") boolean hardware)
            throws IOException, PolicyProblems {
        if (arguments.size() == 1) {
            return addAll(places, Path.of(arguments.get(0)));
        }
        String person = arguments.get(0);
        Configuration configuration = Configuration.load(places.config());
        Optional<Person> known = configuration.policy().people().person(new PersonId(person));
        if (known.isEmpty()) {
            String words = Unknown.person(person, configuration.policy().people());
            String adding = "; to add them: refwarden person add " + person + " --name NAME --email E-MAIL";
            return unknown(words.endsWith("?") ? words : words + adding);
        }
        List<String> given = ids == null ? List.of() : ids;
        KeyEdit edit = new KeyEdit(places.config());
        for (String id : given) {
            if (edit.find(id).isPresent()) {
                return unknown("there is a key called " + id + " already");
            }
        }
        List<Path> files = arguments.stream().skip(1).map(Path::of).toList();
        for (KeyId id : edit.add(known.get(), files, given, hardware, authority == null ? "" : authority)) {
            sayAdded(id, configuration, places, hardware);
        }
        edit.notes().forEach(note -> say("note: " + note));
        return ExitStatus.FINE;
    }

    private void sayAdded(KeyId id, Configuration configuration, Places places, boolean hardware)
            throws PolicyProblems {
        EnrolledKey added = new KeyEdit(places.config()).find(id.value()).orElseThrow();
        if (configuration.policy().countsNowhere(added.key())) {
            say(id + " is enrolled for " + added.person() + ", but counts nowhere: no rule takes keys of its kind ("
                    + kinds(added) + ")");
        } else {
            say(id + " is enrolled for " + added.person() + "; it counts from the next push on"
                    + coolDowns(configuration));
        }
        if (hardware
                && added.key().signingKeys().stream()
                        .noneMatch(key -> key.type().carriesFlags())) {
            say("note: nothing in " + id
                    + " says that it is a token's; with --hardware it is you who vouches for that");
        }
    }

    private int addAll(Places places, Path file) throws IOException, PolicyProblems {
        String name = String.valueOf(file.getFileName());
        Optional<List<KeyOffer>> offers;
        try {
            offers = SignatureFormats.signers(Files.readAllBytes(file));
        } catch (UnusableKey e) {
            return unknown(name + ": " + e.getMessage());
        }
        if (offers.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "for whom? PERSON may be left out for an allowed-signers file only");
        }
        return say(name, new KeyEdit(places.config()).addAll(offers.get()));
    }

    private int say(String file, List<KeyEdit.Imported> imported) {
        boolean all = imported.stream().allMatch(KeyEdit.Imported::enrolled);
        for (KeyEdit.Imported line : imported) {
            if (all || !line.enrolled()) {
                say(file + line.place() + ": " + Printable.of(line.words(), 200));
            }
        }
        if (all) {
            return ExitStatus.FINE;
        }
        say("no key is enrolled: fix these lines, or take them out");
        return ExitStatus.FOUND;
    }

    /** For how long rules will not count a key that is new. */
    private static String coolDowns(Configuration configuration) {
        Duration longest = longestCoolDown(configuration);
        return longest.isZero() ? "" : ", where a rule has a cool-down only after that: up to " + days(longest);
    }

    private static Duration longestCoolDown(Configuration configuration) {
        return configuration.policy().repositories().stream()
                .flatMap(entry -> entry.rules().stream())
                .map(rule -> rule.keys().coolDown())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String days(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }

    @Command(name = "retire", description = "End a key's life without suspicion: it signs nothing new.")
    int retire(
            @Mixin Places places,
            @Parameters(paramLabel = "KEY", description = "the key's id, or a full fingerprint") String key,
            @Nullable @Option(names = "--at", paramLabel = "TIME", description = "from when on (default: now)")
                    Instant at)
            throws IOException, PolicyProblems {
        KeyEdit edit = new KeyEdit(places.config());
        Optional<EnrolledKey> found = edit.find(key);
        if (found.isEmpty()) {
            return unknown(Unknown.key(key, people(places)));
        }
        PrintWriter out = spec.commandLine().getOut();
        new KeyEnding("retired", EnrolledKey::retired, "what was accepted before stays good")
                .end(edit, List.of(found.get()), at == null ? Instant.now() : at, out);
        out.flush();
        return ExitStatus.FINE;
    }

    private int say(String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
        return ExitStatus.FINE;
    }

    private static People people(Places places) throws PolicyProblems {
        return Configuration.load(places.config()).policy().people();
    }

    private int unknown(String words) {
        spec.commandLine().getErr().println("refwarden: " + words);
        return ExitStatus.FOUND;
    }

    private static List<String> row(EnrolledKey key, Duration coolDown) {
        return List.of(
                key.id().value(),
                key.person().value(),
                kinds(key) + (key.hardware() ? ", hardware" : ""),
                KeyState.of(key, Instant.now(), coolDown),
                "for " + String.join(", ", purposes(key)),
                key.key().fingerprint().toString());
    }

    private static void write(People people, Duration coolDown, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out, "keys")) {
            json.writeArrayFieldStart("keys");
            for (Person person : people.all()) {
                for (EnrolledKey key : person.keys()) {
                    json.writeStartObject();
                    json.writeStringField("id", key.id().value());
                    json.writeStringField("person", key.person().value());
                    json.writeStringField("type", kinds(key));
                    json.writeStringField("fingerprint", key.key().fingerprint().value());
                    json.writeBooleanField("hardware", key.hardware());
                    json.writeStringField("state", KeyState.of(key, Instant.now(), coolDown));
                    json.writeStringField("enrolled", key.enrolled().toString());
                    json.writeArrayFieldStart("for");
                    for (String purpose : purposes(key)) {
                        json.writeString(purpose);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        }
        out.println();
    }

    static String kinds(EnrolledKey key) {
        TreeSet<String> kinds = new TreeSet<>();
        for (SigningKey signing : key.key().signingKeys()) {
            kinds.add(signing.algorithm());
        }
        return kinds.isEmpty() ? SignatureFormats.of(key.key()).name() : String.join(", ", kinds);
    }

    private static List<String> purposes(EnrolledKey key) {
        List<String> purposes = new ArrayList<>();
        key.purposes().forEach(purpose -> purposes.add(purpose.yamlName()));
        purposes.sort(null);
        return purposes;
    }
}
