package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.dossier.KeyState;
import dev.refwarden.key.EnrolledKey;
import dev.refwarden.key.KeyId;
import dev.refwarden.key.People;
import dev.refwarden.key.Person;
import dev.refwarden.key.PersonId;
import dev.refwarden.key.SigningKey;
import dev.refwarden.log.KeySightings;
import dev.refwarden.log.StateFolder;
import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks after keys. */
@Command(name = "key", description = "Look after enrolled keys.", subcommands = KeyTrace.class)
final class KeyCommand {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "list", description = "List every enrolled key with its state today.")
    int list(@Mixin Places places, @Option(names = "--json", description = "as JSON") boolean asJson)
            throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        PrintWriter out = spec.commandLine().getOut();
        People people = remembered(configuration, new StateFolder(places.state()));
        if (asJson) {
            write(people, longestCoolDown(configuration), out);
        } else {
            for (Person person : people.all()) {
                for (EnrolledKey key : person.keys()) {
                    out.println(line(key, longestCoolDown(configuration)));
                }
            }
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** The same people, whose keys know when the server first met them, as far as STATE can be read. */
    private People remembered(Configuration configuration, StateFolder state) {
        People people = configuration.policy().people();
        try {
            return KeySightings.of(state, configuration.policy().digest(), people, Instant.now())
                    .remembered(people);
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("refwarden: when keys were first met here cannot be read, so cool-downs count from"
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
                            arity = "1..2",
                            description = {
                                "the person's id, and an SSH .pub file, an OpenPGP certificate, or an X.509 certificate;",
                                "or an allowed-signers file alone"
                            })
                    List<String> arguments,
            @Nullable @Option(names = "--id", paramLabel = "ID", description = "how the key shall be called") String id,
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
        if (id == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--id=ID'");
        }
        Configuration configuration = Configuration.load(places.config());
        Optional<Person> known = configuration.policy().people().person(new PersonId(person));
        if (known.isEmpty()) {
            return unknown("nobody is called " + person);
        }
        if (new KeyEdit(places.config()).find(id).isPresent()) {
            return unknown("there is a key called " + id + " already");
        }
        new KeyEdit(places.config())
                .add(
                        known.get(),
                        Path.of(arguments.get(1)),
                        new KeyId(id),
                        hardware,
                        authority == null ? "" : authority);
        Optional<EnrolledKey> added = new KeyEdit(places.config()).find(id);
        if (added.isPresent()
                && configuration.policy().countsNowhere(added.get().key())) {
            return say(id + " is enrolled for " + person + ", but counts nowhere: no rule takes keys of its kind ("
                    + kinds(added.get()) + ")");
        }
        return say(id + " is enrolled for " + person + "; it counts from the next push on" + coolDowns(configuration));
    }

    private int addAll(Places places, Path file) throws IOException, PolicyProblems {
        if (!AllowedSigner.isFile(Files.readString(file, StandardCharsets.ISO_8859_1))) {
            throw new ParameterException(
                    spec.commandLine(), "for whom? PERSON may be left out for an allowed-signers file only");
        }
        List<KeyEdit.Imported> imported = new KeyEdit(places.config()).addAll(file);
        boolean all = true;
        for (KeyEdit.Imported line : imported) {
            String place = file.getFileName() + ":" + line.line() + ": ";
            say(place + Printable.of(line.words(), 200) + (line.enrolled() ? "" : ": not enrolled"));
            all &= line.enrolled();
        }
        return all ? ExitStatus.FINE : ExitStatus.FOUND;
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
        Instant from = at == null ? Instant.now() : at;
        return end(places, key, "retired", EnrolledKey::retired, from, "what was accepted before stays good");
    }

    @Command(name = "compromised", description = "Believe nothing by a key that was accepted from a time on.")
    int compromised(
            @Mixin Places places,
            @Parameters(paramLabel = "KEY", description = "the key's id, or a full fingerprint") String key,
            @Option(names = "--since", paramLabel = "TIME", required = true, description = "from when on")
                    Instant since)
            throws IOException, PolicyProblems {
        return end(
                places,
                key,
                "compromised",
                EnrolledKey::compromised,
                since,
                "what was accepted since then is new again for every ref that does not hold it yet; refwarden key trace "
                        + key + " lists it");
    }

    private int end(
            Places places,
            String name,
            String field,
            Function<EnrolledKey, Optional<Instant>> former,
            Instant time,
            String then)
            throws IOException, PolicyProblems {
        KeyEdit edit = new KeyEdit(places.config());
        Optional<EnrolledKey> key = edit.find(name);
        if (key.isEmpty()) {
            return unknown("no key is called " + name + ", or has that fingerprint");
        }
        edit.end(key.get(), field, time);
        String push = time.isAfter(Instant.now()) ? "a push signed by it after that" : "the next push signed by it";
        say(key.get().id() + " of " + key.get().person() + " is " + field + " from "
                + time.truncatedTo(ChronoUnit.SECONDS) + " on: " + push + " is refused [key-" + field + "]; " + then);
        Optional<Instant> before = former.apply(key.get()).filter(time::isAfter);
        return before.isEmpty()
                ? ExitStatus.FINE
                : say("note: it was " + field + " from " + before.get()
                        + " on already; what it signed in between counts again");
    }

    private int say(String words) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
        return ExitStatus.FINE;
    }

    private int unknown(String words) {
        spec.commandLine().getErr().println("refwarden: " + words);
        return ExitStatus.FOUND;
    }

    private static String line(EnrolledKey key, Duration coolDown) {
        return key.id() + "  " + key.person() + "  " + kinds(key) + (key.hardware() ? ", hardware" : "") + "  "
                + KeyState.of(key, Instant.now(), coolDown) + "  for " + String.join(", ", purposes(key)) + "  "
                + key.key().fingerprint();
    }

    private static void write(People people, Duration coolDown, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out)) {
            json.writeStartArray();
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
        return kinds.isEmpty() ? "openpgp" : String.join(", ", kinds);
    }

    private static List<String> purposes(EnrolledKey key) {
        List<String> purposes = new ArrayList<>();
        key.purposes().forEach(purpose -> purposes.add(purpose.yamlName()));
        purposes.sort(null);
        return purposes;
    }
}
