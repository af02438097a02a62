package dev.refwarden.cli;

import dev.refwarden.policy.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy schema}: what an editor needs to complete and explain the files. */
@Command(name = "schema", description = "Print the JSON Schema of a file of the configuration, for editors.")
final class PolicySchema implements Callable<Integer> {
    /** Which files there is one for. */
    static final List<String> FILES = List.of("policy", "server", "person", "issuers", "tests");

    @Parameters(
            arity = "0..1",
            paramLabel = "policy|server|person|issuers|tests",
            description = "which file (default: policy)")
    private String file = "policy";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!FILES.contains(file)) {
            throw new ParameterException(spec.commandLine(), "there is a schema for " + String.join(", ", FILES));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(text(file));
        out.flush();
        return ExitStatus.FINE;
    }

    static String text(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(Policy.class.getResourceAsStream(file + ".schema.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
