package dev.refwarden.cli;

import dev.refwarden.dossier.Notes;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code refwarden review note}: what a reviewer found out, for the next one. */
@Command(name = "note", description = "Write a note to a refused push; review show and the web page show it.")
final class ReviewNote implements Callable<Integer> {
    private static final int LONGEST = 2_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ChosenCase chosen = new ChosenCase();

    @Option(names = "--text", paramLabel = "TEXT", required = true, description = "what there is to say")
    private String text = "";

    @Option(names = "--by", paramLabel = "NAME", description = "who says it (default: the account that runs this)")
    private String by = "";

    @Override
    public Integer call() throws IOException, ChosenCase.NoSuchCase {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new ParameterException(spec.commandLine(), "--text: 1 to " + LONGEST + " characters are possible");
        }
        chosen.find();
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        new Notes(chosen.state()).add(chosen.id(), new Notes.Note(now, by.isBlank() ? account() : by, text.strip()));
        PrintWriter out = spec.commandLine().getOut();
        out.println("noted to " + chosen.id());
        out.flush();
        return ExitStatus.FINE;
    }

    /** Behind sudo, the person who called it. */
    private static String account() {
        String sudo = System.getenv("SUDO_USER");
        return sudo == null || sudo.isEmpty() ? System.getProperty("user.name", "") : sudo;
    }
}
