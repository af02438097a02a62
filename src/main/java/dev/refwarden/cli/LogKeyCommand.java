package dev.refwarden.cli;

import dev.refwarden.ledger.LogKeyFile;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code refwarden log key}. */
@Command(
        name = "key",
        description = {
            "Print the public part of the key that signs checkpoints of the log.",
            "Give it to whoever keeps checkpoints, by a way of its own."
        })
final class LogKeyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Option(names = "--create", description = "make a key, where the log has none yet")
    private boolean create;

    @Override
    public Integer call() throws IOException, PolicyProblems {
        LogKeyFile file = new LogKeyFile(new StateFolder(places.state()));
        if (create) {
            file.create(origin(Configuration.load(places.config())));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(file.read().verifier());
        out.flush();
        return ExitStatus.FINE;
    }

    /** What checkpoints of this server's log begin with. */
    static String origin(Configuration configuration) {
        return configuration.server().name() + "/refwarden";
    }
}
