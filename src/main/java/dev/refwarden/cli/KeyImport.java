package dev.refwarden.cli;

import dev.refwarden.format.KeyOffer;
import dev.refwarden.format.OfferedKey;
import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.KeyId;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.people.PublicKey;
import dev.refwarden.people.UnusableKey;
import dev.refwarden.policy.edit.KeyEdit;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden key import}: keys that other programs know already; shown first, and none ever removed. */
@Command(
        name = "import",
        description = {
            "Enrol the keys in files of other programs for the people whom they name.",
            "These may be allowed-signers files, authorized_keys, what a forge gives as USER.keys and USER.gpg, certificates, LDIF, or a folder of these.",
            "Shows what would change, and asks. Where one key cannot be enrolled, none is; none is ever removed."
        })
final class KeyImport implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "a file of keys, or a folder of such files")
    private List<Path> files = List.of();

    @Option(names = "--person", paramLabel = "PERSON", description = "all of them are this person's")
    private String owner = "";

    @Option(names = "--yes", description = "enrol them without asking")
    private boolean sure;

    private final Map<PublicKey, EnrolledKey> enrolled = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<PersonId> concerned = new LinkedHashSet<>();
    private int fresh;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        for (Person person : configuration.policy().people().all()) {
            for (EnrolledKey key : person.keys()) {
                taken.add(key.id().value());
                enrolled.put(key.key(), key);
            }
        }
        KeyEdit edit = new KeyEdit(places.config());
        PrintWriter out = spec.commandLine().getOut();
        int refused = 0;
        Set<PublicKey> offered = new HashSet<>();
        for (KeyOffer offer : KeySource.read(files)) {
            String words;
            try {
                words = plan(configuration, edit, offer, offered);
            } catch (UnusableKey e) {
                words = "refused: " + e.getMessage();
                refused++;
            }
            out.println(Printable.of(offer.place(), 200) + ": " + Printable.of(words, 300));
        }
        tellOthers(configuration, offered, out);
        out.flush();
        return decide(edit, refused, out);
    }

    private int decide(KeyEdit edit, int refused, PrintWriter out) throws IOException, PolicyProblems {
        int status = ExitStatus.FOUND;
        if (refused > 0) {
            out.println("no key is enrolled: fix what is refused, or take it out");
        } else if (fresh == 0) {
            out.println("nothing to enrol");
            status = ExitStatus.FINE;
        } else if (!sure && !isAgreed(out)) {
            out.println("nothing is changed; --yes enrols " + (fresh == 1 ? "it" : "them"));
        } else {
            edit.apply();
            out.println(fresh + (fresh == 1 ? " key is" : " keys are") + " enrolled, from the next push on");
            status = ExitStatus.FINE;
        }
        out.flush();
        return status;
    }

    /** Asks whoever sits there; no one sits there where input or output is not a terminal. */
    private boolean isAgreed(PrintWriter out) throws IOException {
        if (!Terminal.isStandardInput() || !Terminal.isStandardOutput()) {
            return false;
        }
        out.print("enrol " + (fresh == 1 ? "this key" : "these " + fresh + " keys") + "? [y/N] ");
        out.flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        return answer != null && List.of("y", "yes").contains(answer.strip());
    }

    private String plan(Configuration configuration, KeyEdit edit, KeyOffer offer, Set<PublicKey> offered)
            throws IOException, UnusableKey {
        OfferedKey key = offer.key().orElseThrow(() -> new UnusableKey(offer.why()));
        Person person = person(configuration, key);
        concerned.add(person.id());
        EnrolledKey before = enrolled.get(key.key());
        if (before != null && !before.person().equals(person.id())) {
            throw new UnusableKey("the key is that of " + before.person() + ", and a key belongs to one person");
        }
        if (!offered.add(key.key())) {
            return "the same key once more";
        }
        if (before != null) {
            return before.id() + " of " + person.id() + " is enrolled already";
        }
        KeyId id = KeyEdit.unused(person, key.kind(), taken);
        edit.plan(person, id, key, enrolledFrom(key), false);
        fresh++;
        return "new: " + id + " for " + person.id() + ", " + key.fingerprint()
                + key.terms().until().map(end -> ", until " + end).orElse("")
                + (key.terms().approves() ? "" : ", not for approvals");
    }

    /** The day on which it counts from: what the file says, else today, or a day before its life ended. */
    private static String enrolledFrom(OfferedKey key) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        return key.terms()
                .from()
                .map(Instant::toString)
                .orElseGet(() -> key.terms()
                        .until()
                        .filter(end -> !end.isAfter(today))
                        .map(end -> end.minus(1, ChronoUnit.DAYS).toString())
                        .orElse(LocalDate.now(ZoneOffset.UTC).toString()));
    }

    private Person person(Configuration configuration, OfferedKey key) throws UnusableKey {
        if (!owner.isEmpty()) {
            return configuration
                    .policy()
                    .people()
                    .person(new PersonId(owner))
                    .orElseThrow(() -> new UnusableKey(
                            Unknown.person(owner, configuration.policy().people())));
        }
        List<Person> named = new ArrayList<>();
        for (String name : key.terms().addresses()) {
            Optional<Person> found =
                    configuration.policy().people().byEmail(name).or(() -> byName(configuration, name));
            found.filter(person -> !named.contains(person)).ifPresent(named::add);
        }
        if (named.size() > 1) {
            throw new UnusableKey("it names " + named.get(0).id() + " and "
                    + named.get(1).id() + ", and a key belongs to one person");
        }
        if (named.isEmpty()) {
            throw new UnusableKey(
                    key.terms().addresses().isEmpty()
                            ? "it does not say whose it is: --person ID does"
                            : "nobody here is known as "
                                    + key.terms().addresses().get(0) + "; --person ID says whose it is");
        }
        return named.get(0);
    }

    private static Optional<Person> byName(Configuration configuration, String name) {
        return configuration.policy().people().all().stream()
                .filter(person ->
                        person.id().value().equals(name) || person.accounts().contains(name))
                .findFirst();
    }

    /** A file that no longer has a key says nothing about why: no one loses one by an import. */
    private void tellOthers(Configuration configuration, Set<PublicKey> offered, PrintWriter out) {
        for (PersonId id : concerned) {
            List<String> others = configuration.policy().people().person(id).orElseThrow().keys().stream()
                    .filter(key -> !offered.contains(key.key()))
                    .map(key -> key.id().value())
                    .toList();
            if (!others.isEmpty()) {
                out.println("note: " + id + " has " + String.join(", ", others)
                        + " besides, which stays; refwarden key retire ends what is no longer used");
            }
        }
    }
}
