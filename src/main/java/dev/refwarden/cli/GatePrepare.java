package dev.refwarden.cli;

import dev.refwarden.hook.gate.RunFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refwarden gate prepare}: makes STATE/run, and prints how much memory the gate may have; for the installed program. */
@Command(name = "prepare", hidden = true, description = "What the installed program asks before it starts the gate.")
final class GatePrepare implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Override
    public Integer call() throws IOException {
        RunFolder run = new RunFolder(places.state());
        run.make();
        run.check();
        spec.commandLine().getOut().println(memory());
        spec.commandLine().getOut().flush();
        return ExitStatus.FINE;
    }

    /** A gate with a broken configuration refuses, for which the usual memory does. */
    private long memory() {
        try {
            return Configuration.load(places.config()).server().gate().memory();
        } catch (PolicyProblems e) {
            return Server.Gate.DEFAULT.memory();
        }
    }
}
