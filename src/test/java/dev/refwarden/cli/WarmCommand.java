package dev.refwarden.cli;

import dev.refwarden.suite.Call;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs scenarios' commands in the process of the tests. */
public final class WarmCommand {
    private WarmCommand() {}

    /** The first argument is a folder for {@code out} and {@code err}, the second that of CONFIG and STATE; the rest is the command. */
    public static String run(Call call) throws IOException, Call.Failed {
        Path said = call.file(0);
        Path sandbox = call.file(1);
        List<String> words =
                new ArrayList<>(call.arguments().subList(2, call.arguments().size()));
        CommandLine line = RefwardenCommand.commandLine(words.toArray(String[]::new));
        CommandSpec named = line.getCommandSpec();
        int depth = 0;
        for (String word : words) {
            CommandLine below = named.subcommands().get(word);
            if (below == null) {
                break;
            }
            named = below.getCommandSpec();
            depth++;
        }
        for (String place : List.of("config", "state")) {
            String option = "--" + place;
            if (named.findOption(option) != null && words.stream().noneMatch(word -> word.startsWith(option))) {
                words.add(depth, option + "=" + sandbox.resolve(place));
            }
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(said.resolve("out")));
                PrintWriter err = new PrintWriter(Files.newBufferedWriter(said.resolve("err")))) {
            int status = line.setOut(out).setErr(err).execute(words.toArray(String[]::new));
            if (status != 0) {
                throw new Call.Failed(status, "");
            }
        }
        return "";
    }
}
