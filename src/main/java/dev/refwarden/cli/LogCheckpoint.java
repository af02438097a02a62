package dev.refwarden.cli;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LogKeyFile;
import dev.refwarden.ledger.tree.SignedCheckpoint;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refwarden log checkpoint}. */
@Command(
        name = "checkpoint",
        description = {
            "Print a signed checkpoint of the log: its size and the root of the tree over its lines.",
            "Keep it where nobody who writes the log can write; refwarden log verify --checkpoint finds a later cut,",
            "or a rewritten end. The log itself is not walked."
        })
final class LogCheckpoint implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Override
    public Integer call() throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(places.config());
        Ledger ledger = places.ledger();
        PrintWriter out = spec.commandLine().getOut();
        out.print(SignedCheckpoint.sign(
                LogKeyCommand.origin(configuration), ledger.treeHead(), new LogKeyFile(ledger.state()).read()));
        out.flush();
        return ExitStatus.FINE;
    }
}
