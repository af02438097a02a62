package dev.refwarden.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.LocalTool;
import dev.refwarden.cli.CommandLineRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real shells at a real terminal, and a refwarden that shows with which words it was called. */
class CompletionTest {
    enum Shell {
        BASH("bash", "bash", "bash --norc --noprofile -i", "source ./script"),
        ZSH("zsh", "zsh", "zsh -f -i", "fpath=($PWD $fpath); autoload -Uz compinit; compinit -D -u"),
        ZSH_THAT_SOURCES("zsh", "zsh", "zsh -f -i", "autoload -Uz compinit; compinit -D -u; source ./script");

        final String name;
        final String debianPackage;
        final String started;
        final String prepared;

        Shell(String name, String debianPackage, String started, String prepared) {
            this.name = name;
            this.debianPackage = debianPackage;
            this.started = started;
            this.prepared = prepared;
        }
    }

    /** What is typed, and what refwarden is called with. */
    private static final Map<String, String> TYPED = Map.ofEntries(
            Map.entry("rev|sho|K7|", "<review> <show> <K7F3-2QXM>"),
            Map.entry("review diff 9|", "<review> <diff> <9V07-VJ0D>"),
            Map.entry("review show k7|", "<review> <show> <K7F3-2QXM>"),
            Map.entry("waive K|--ho|3", "<waive> <K7F3-2QXM> <--hours> <3>"),
            Map.entry("review close K7|--as at|--inc|", "<review> <close> <K7F3-2QXM> <--as> <attack> <--incident>"),
            Map.entry(
                    "review list --person a|--repository platform/a|",
                    "<review> <list> <--person> <alice> <--repository> <platform/api>"),
            Map.entry("review list per|a|state:op|", "<review> <list> <person:alice> <state:open>"),
            Map.entry("person show b|", "<person> <show> <bob>"),
            Map.entry("key retire al|", "<key> <retire> <alice-laptop>"),
            Map.entry("key compromised --everything-of b|", "<key> <compromised> <--everything-of> <bob>"),
            Map.entry("policy schema iss|", "<policy> <schema> <issuers>"),
            Map.entry("completion z|", "<completion> <zsh>"),
            Map.entry("policy diff --stri|rule| rule|", "<policy> <diff> <--strict> <rules here> <rules here>"));

    @TempDir
    Path folder;

    @BeforeEach
    void aProgramThatKnowsNames() throws IOException {
        program("""
                case "$*" in
                *'-- case '*) printf '%s\\n' K7F3-2QXM 9V07-VJ0D ;;
                *'-- word per') echo person: ;;
                *'-- word person:'*) printf '%s\\n' person:alice person:bob ;;
                *'-- word '*) printf '%s\\n' state:open state:closed ;;
                *'-- person '*) printf '%s\\n' alice bob ;;
                *'-- key '*) printf '%s\\n' alice-laptop bob-laptop ;;
                *'-- repository '*) printf '%s\\n' platform/api platform/web ;;
                esac
                """);
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void commandsOptionsAndNamesAreCompleted(Shell shell) throws IOException {
        Files.createDirectory(folder.resolve("rules here"));
        List<String> typed = List.copyOf(TYPED.keySet());
        assertThat(calls(shell, typed.toArray(String[]::new)))
                .containsExactlyElementsOf(typed.stream().map(TYPED::get).toList());
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void theProgramIsAskedOfTheInstallationThatTheLineNames(Shell shell) throws IOException {
        program("printf '%s\\n' \"$*\" >asked; echo K7F3-2QXM");
        calls(shell, "review show --state ./one --config=./two K|");
        assertThat(folder.resolve("asked")).hasContent("words --config=./two --state=./one -- case K");
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void namesThatAShellWouldReadOtherwiseAreNotBelieved(Shell shell) throws IOException {
        program("""
                printf '%s\\n' 'K$(touch evil)' 'K`touch evil`' 'K;touch evil' 'K&touch evil' 'K>evil' 'K*' "K'" 'K|x' \\
                    'K x' 'K\\x' '~K' '-K' '$K' 'Kü' 'K7F3-2QXM'
                """);
        assertThat(calls(shell, "review show K|")).containsExactly("<review> <show> <K7F3-2QXM>");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void whatIsTypedIsNeverRun(Shell shell) throws IOException {
        calls(shell, "review show '$(touch evil)'|--state '`touch evil`' K|", "review show \\$\\(touch\\ evil\\)|");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void aProgramThatFailsIsNotHeard(Shell shell) throws IOException {
        program("echo 'refwarden: no ledger' >&2; exit 3");
        String seen = session(shell, "review show K|");
        assertThat(seen).contains("called <review> <show> <K>").doesNotContain("no ledger");
    }

    /** A refwarden that does this when it is asked for names. */
    private void program(String whenAsked) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = bin.resolve("refwarden");
        Files.writeString(program, """
                #!/bin/sh
                [ "$1" = words ] || { printf called; printf ' <%s>' "$@"; echo; exit 0; }
                """ + whenAsked);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** The words that refwarden was called with, each time; a folder's last slash is left out. */
    private List<String> calls(Shell shell, String... typed) throws IOException {
        return session(shell, typed)
                .lines()
                .filter(line -> line.startsWith("called "))
                .map(line -> line.substring("called ".length()).strip().replace("/>", ">"))
                .toList();
    }

    /** What a terminal shows where a person types these behind {@code refwarden}, {@code |} being the key TAB. */
    private String session(Shell shell, String... typed) throws IOException {
        LocalTool.need(shell.name, shell.debianPackage);
        LocalTool.need("script", "bsdutils");
        Path script = folder.resolve(shell == Shell.ZSH ? "_refwarden" : "script");
        Files.writeString(script, CommandLineRun.of("completion", shell.name).out());
        StringBuilder keys = new StringBuilder("PATH=$PWD/bin:$PATH; " + shell.prepared + "\n");
        for (String line : typed) {
            keys.append("refwarden ").append(line.replace('|', '\t')).append('\n');
        }
        byte[] seen = LocalTool.run(
                folder,
                Map.of("TERM", "dumb", "LC_ALL", "C.UTF-8", "HOME", folder.toString(), "SHELL", "/bin/sh"),
                keys.append("exit\n").toString().getBytes(StandardCharsets.UTF_8),
                List.of("script", "-qec", shell.started + "; exit 0", "/dev/null"));
        return new String(seen, StandardCharsets.UTF_8);
    }
}
