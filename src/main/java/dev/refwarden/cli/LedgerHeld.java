package dev.refwarden.cli;

import dev.refwarden.ledger.ActivationLine;
import dev.refwarden.ledger.Caller;
import dev.refwarden.ledger.LedgerUnavailable;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code refwarden ledger held}: what a change of the rules concerns in STATE. Commands that change rules call it as the owner
 * of STATE; it fails none of them.
 */
@Command(
        name = "held",
        hidden = true,
        description =
                "What commands that change rules call: says what rules will refuse that is on the server already.")
final class LedgerHeld implements Callable<Integer> {
    private static final String UNSEEN = "what is on the server already was not looked at: ";
    private static final String UNLOGGED =
            "note: the rules are in force, but the log does not say who activated them: ";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--before", paramLabel = "DIGEST", description = "of the rules that were in force")
    private @Nullable String before;

    @Option(names = "--after", paramLabel = "DIGEST", description = "of those that someone put in force; for the log")
    private @Nullable String after;

    @Override
    public Integer call() throws PolicyProblems {
        PrintWriter out = spec.commandLine().getOut();
        if (after == null) {
            say(places.config(), places.state(), out);
        } else {
            write(places.config(), places.state(), new Activated(Optional.ofNullable(before), after), out);
        }
        out.flush();
        return ExitStatus.FINE;
    }

    /** Rules in the place of others, by their digests. */
    record Activated(Optional<String> before, String after) {}

    /** Says what rules that are in force will refuse. */
    static void print(Path config, Path state, PrintWriter out) throws PolicyProblems {
        if (!Files.isDirectory(state)) {
            return;
        }
        try {
            if (OwnerOfState.isAnother(state)) {
                OwnerOfState.run(words(config, state), out);
            } else {
                say(config, state, out);
            }
        } catch (IOException e) {
            out.println(UNSEEN + e.getMessage());
        }
    }

    /** Says what rules would refuse that are not in force; what only root may read is copied for the owner of STATE. */
    static void printCandidate(Path config, Path state, PrintWriter out) throws PolicyProblems {
        if (!Files.isDirectory(state)) {
            return;
        }
        try {
            if (!OwnerOfState.isAnother(state)) {
                say(config, state, out);
                return;
            }
            try (LentConfiguration lent = LentConfiguration.to(state, config)) {
                OwnerOfState.run(words(lent.path(), state), out);
            }
        } catch (IOException e) {
            out.println(UNSEEN + e.getMessage());
        }
    }

    /** Writes into the log that someone put the rules in force. */
    static void record(Path config, Path state, Activated activated, PrintWriter out) throws PolicyProblems {
        if (!Files.isDirectory(state)) {
            return;
        }
        try {
            if (OwnerOfState.isAnother(state)) {
                List<String> words = words(config, state);
                words.addAll(List.of("--after", activated.after()));
                activated.before().ifPresent(digest -> words.addAll(List.of("--before", digest)));
                OwnerOfState.run(words, out);
            } else {
                write(config, state, activated, out);
            }
        } catch (IOException e) {
            out.println(UNLOGGED + e.getMessage());
        }
    }

    private static List<String> words(Path config, Path state) {
        List<String> words = new ArrayList<>(List.of("ledger", "held"));
        words.addAll(List.of("--config", config.toAbsolutePath().toString()));
        words.addAll(List.of("--state", state.toAbsolutePath().toString()));
        return words;
    }

    private static void say(Path config, Path state, PrintWriter out) throws PolicyProblems {
        Configuration configuration = Configuration.load(config);
        try {
            HeldReport.print(Ledgers.configured(config, new StateFolder(state)), configuration, out);
        } catch (LedgerUnavailable e) {
            out.println(UNSEEN + e.getMessage());
        }
    }

    private static void write(Path config, Path state, Activated activated, PrintWriter out) throws PolicyProblems {
        String account = Caller.account();
        String person = Configuration.load(config)
                .policy()
                .people()
                .byAccount(account)
                .map(one -> one.id().value())
                .orElse("");
        try {
            Ledgers.configured(config, new StateFolder(state))
                    .append(
                            Instant.now(),
                            "",
                            new ActivationLine(account, person, activated.before(), activated.after()));
        } catch (IOException e) {
            out.println(UNLOGGED + e.getMessage());
        }
    }
}
