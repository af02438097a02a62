package dev.refwarden.cli;

import dev.refwarden.cli.completion.CompletionScript;
import dev.refwarden.cli.manual.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code refwarden share}: what the installer lays down for man and for shells, below a folder such as {@code /usr/share}. */
@Command(name = "share", hidden = true, description = "Write man pages and completion scripts.")
final class ShareCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "below which folder")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        CommandSpec root = RefwardenCommand.commandLine().getCommandSpec();
        CompletionScript script = new CompletionScript(root);
        write("bash-completion/completions/refwarden", script.forBash());
        write("zsh/site-functions/_refwarden", script.forZsh());
        for (ManPage page : ManPage.all(root, Main.version())) {
            write("man/man1/" + page.name() + ".1", page.text());
        }
        return ExitStatus.FINE;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
