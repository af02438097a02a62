package dev.refwarden.cli;

import dev.refwarden.cli.completion.WordKind;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code refwarden words}: the names that the scripts of {@code refwarden completion} offer. Whoever presses TAB has asked for
 * nothing, so it only reads and never fails; and no name that a shell could read as anything else is printed.
 */
@Command(name = "words", hidden = true, description = "Print names for completion.")
final class WordsCommand implements Callable<Integer> {
    private static final int MOST = 200;
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@+:-]{0,99}");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private Places places = new Places();

    @Parameters(index = "0", paramLabel = "KIND", description = "case, person, key, repository, code or word")
    private String kind = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "BEGINNING", description = "how the names begin")
    private String beginning = "";

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String begin = beginning.toLowerCase(Locale.ROOT);
        WordKind.asked(kind).map(this::names).orElse(List.of()).stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begin))
                .filter(name -> HARMLESS.matcher(name).matches())
                .distinct()
                .limit(MOST)
                .forEach(out::println);
        out.flush();
        return ExitStatus.FINE;
    }

    /** None where they cannot be read: other commands say why. */
    private Collection<String> names(WordKind of) {
        try {
            return new OfferedWords(places, MOST).of(of, beginning);
        } catch (IOException | PolicyProblems | RuntimeException e) {
            return List.of();
        }
    }
}
