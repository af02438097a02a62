package dev.refwarden.cli;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogCheck;
import dev.refwarden.ledger.Outbox;
import dev.refwarden.notify.Notifier;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden notify}: sends what the outbox holds. */
@Command(
        name = "notify",
        description = {
            "Send the notifications of refused pushes and alarms that are due, to those whom server.yaml names.",
            "A message that is not taken is tried again by a later run, for about three days."
        })
final class NotifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--test", description = "only send everyone a message that shows that messages arrive")
    private boolean test;

    @Option(names = "--status", description = "only show what waits, and what was given up")
    private boolean status;

    @Option(names = "--retry", description = "first, have everything tried now that waits or was given up")
    private boolean retry;

    @Option(
            names = "--forget",
            paramLabel = "RECEIVER",
            description =
                    "first, forget what was given up for a receiver; for one that server.yaml does not name, everything")
    private String forget = "";

    @Override
    public Integer call() throws IOException, PolicyProblems {
        if (test && (retry || status || !forget.isEmpty())) {
            throw new ParameterException(spec.commandLine(), "--test goes with no other option");
        }
        try (Ledger ledger = places.ledger()) {
            LogCheck.length(ledger);
            Outbox outbox = new Outbox(ledger);
            if (!forget.isEmpty()) {
                boolean named = Configuration.loadServer(places.config())
                        .notifications()
                        .names()
                        .contains(forget);
                outbox.forget(forget, !named);
            }
            if (retry) {
                outbox.retryAll(Instant.now());
            }
            if (status) {
                return show(outbox);
            }
            Notifier notifier = new Notifier(places.config(), ledger, InstantSource.system(), this::tell);
            return show(test ? notifier.test() : notifier.run());
        }
    }

    private int show(List<Notifier.Result> results) {
        PrintWriter out = spec.commandLine().getOut();
        boolean failed = false;
        for (Notifier.Result result : results) {
            failed |= result.failed() + result.givenUp() > 0;
            out.println(result.receiver() + ": " + result.sent() + " sent" + more(result.failed(), "not taken")
                    + more(result.givenUp(), "given up") + more(result.passedOver(), "not for it"));
        }
        out.flush();
        return failed ? ExitStatus.FOUND : ExitStatus.FINE;
    }

    private static String more(int count, String what) {
        return count == 0 ? "" : ", " + count + " " + what;
    }

    private int show(Outbox outbox) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        boolean givenUp = false;
        for (Map.Entry<String, Outbox.Figures> receiver : outbox.figures().entrySet()) {
            Outbox.Figures figures = receiver.getValue();
            givenUp |= figures.givenUp() > 0;
            out.println(receiver.getKey() + ": " + figures.waiting() + " waiting, tried up to " + figures.tries()
                    + " times, " + figures.givenUp() + " given up");
        }
        out.flush();
        return givenUp ? ExitStatus.FOUND : ExitStatus.FINE;
    }

    private void tell(String failure) {
        spec.commandLine().getErr().println(failure);
        spec.commandLine().getErr().flush();
    }
}
