package dev.refwarden.cli;

import dev.refwarden.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code refwarden policy schema}: what an editor needs to complete and explain a policy. */
@Command(name = "schema", description = "Prints the JSON Schema of policy.yaml, for editors.")
final class PolicySchema implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(text());
        out.flush();
        return ExitStatus.FINE;
    }

    static String text() throws IOException {
        try (InputStream in = Objects.requireNonNull(Policy.class.getResourceAsStream("policy.schema.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
