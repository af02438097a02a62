package dev.refwarden.cli;

import dev.refwarden.people.EnrolledKey;
import dev.refwarden.people.People;
import dev.refwarden.people.Person;
import dev.refwarden.people.PersonId;
import dev.refwarden.policy.edit.KeyEdit;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden key compromised}: a key, or everything of a person, is in other hands. */
@Command(
        name = "compromised",
        description = {
            "Believe nothing by a key that was accepted from a time on.",
            "For a lost or broken-into machine: --everything-of PERSON."
        })
final class KeyCompromised implements Callable<Integer> {
    private static final String THEN =
            "what was accepted since then is new again for every ref that does not hold it yet; refwarden key trace KEY"
                    + " lists it";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(paramLabel = "KEY", arity = "0..1", description = "the key's id, or a full fingerprint")
    private String key = "";

    @Option(names = "--everything-of", paramLabel = "PERSON", description = "every key of this person")
    private String person = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "from when on: 2026-03-14, now, yesterday, '3d ago' (default: now)")
    private @Nullable Instant since;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        if (key.isEmpty() == person.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give either a KEY or --everything-of PERSON");
        }
        KeyEdit edit = new KeyEdit(places.config());
        Optional<List<EnrolledKey>> keys =
                key.isEmpty() ? edit.ofPerson(person) : edit.find(key).map(List::of);
        if (keys.isEmpty()) {
            People people = Configuration.load(places.config()).policy().people();
            String unknown = key.isEmpty() ? Unknown.person(person, people) : Unknown.key(key, people);
            spec.commandLine().getErr().println("refwarden: " + unknown);
            return ExitStatus.FOUND;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (keys.get().isEmpty()) {
            out.println(person + " has no key");
        }
        new KeyEnding("compromised", EnrolledKey::compromised, THEN)
                .end(edit, keys.get(), since == null ? Instant.now() : since, out);
        if (key.isEmpty()) {
            tellTheRest(new PersonId(person), out);
        }
        out.flush();
        tellWhatIsBlocked(out);
        out.flush();
        return ExitStatus.FINE;
    }

    /** What else opens doors to whoever has the machine, and is not Refwarden's to close. */
    private void tellTheRest(PersonId id, PrintWriter out) throws PolicyProblems {
        Person whole =
                Configuration.load(places.config()).policy().people().person(id).orElseThrow();
        out.println("what they brought in: refwarden key trace --person " + id);
        if (whole.oneTimeCode().isPresent()) {
            out.println("their one-time codes still count: refwarden otp enrol " + id + " makes a new secret");
        }
        if (!whole.identities().isEmpty()) {
            out.println("their identity tokens still count: end their sessions at the identity provider");
        }
        out.println(
                "not Refwarden's to end: the lines of their keys in authorized_keys, and the tokens and passwords of the"
                        + " Git server"
                        + (whole.accounts().isEmpty() ? "" : " for " + String.join(", ", whole.accounts())));
    }

    /** Branches that hold what counts no more take nothing new on top of it, until someone has looked. */
    private void tellWhatIsBlocked(PrintWriter out) throws PolicyProblems {
        LedgerHeld.print(places.config(), places.state(), out);
    }
}
