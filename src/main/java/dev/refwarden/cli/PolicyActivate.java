package dev.refwarden.cli;

import dev.refwarden.policy.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy activate}: puts another configuration in force, at once and whole. */
@Command(
        name = "activate",
        description = "Checks a new configuration and puts it in the place of the present one, which is kept.",
        footer = {
            "",
            "The new one is copied to CONFIG.d beside CONFIG, and CONFIG becomes a symbolic link to it.",
            "Where CONFIG is a link already, no push ever sees anything but the old or the new one.",
            "Where it still is a folder, it is moved aside first: a push in that moment is refused."
        })
final class PolicyActivate implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "The new configuration, or a former one to go back to.")
    private @Nullable Path folder;

    @Option(names = "--back", description = "Go back to the configuration before the present one, and forth again.")
    private boolean back;

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        Activation activation = new Activation(places.config(), Instant.now());
        if (back == (folder != null)) {
            throw new ParameterException(spec.commandLine(), "give either DIR or --back");
        }
        Activation.Outcome outcome = activation.activate(folder != null ? folder : activation.former());
        PrintWriter out = spec.commandLine().getOut();
        out.println(places.config() + " is now " + outcome.active() + " (" + outcome.digest() + ")");
        outcome.former().ifPresent(former -> {
            out.println("the one before is kept in " + former);
            out.println("to go back: refwarden policy activate --config " + Shell.quoted(places.config()) + " "
                    + Shell.quoted(former));
        });
        return ExitStatus.FINE;
    }
}
