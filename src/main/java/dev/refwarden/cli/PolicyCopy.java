package dev.refwarden.cli;

import dev.refwarden.policy.edit.Ownership;
import dev.refwarden.policy.edit.TreeCopy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden policy copy}: the configuration in force once more, to be edited without any push noticing. */
@Command(name = "copy", description = "Copy the present configuration into a new folder, to edit and to activate.")
final class PolicyCopy implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "where the copy goes; nothing may be there")
    private Path folder = Path.of("");

    @Mixin
    private Places places = new Places();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(folder.toString());
        }
        Path config = places.config().toRealPath();
        Path copy = folder.toAbsolutePath().normalize();
        if (copy.startsWith(config)) {
            throw new IllegalArgumentException(folder + " is in the configuration itself");
        }
        Files.createDirectory(copy);
        try {
            new TreeCopy(config, copy, new Ownership(Optional.empty(), Set.of())).copy();
        } catch (IOException | RuntimeException e) {
            TreeCopy.delete(copy);
            throw e;
        }
        PrintWriter out = spec.commandLine().getOut();
        String there = Shell.quoted(folder);
        String installed = Shell.quoted(places.config());
        out.println(folder + " is a copy of " + places.config() + "; edit it, then:");
        out.println("  refwarden policy check " + there);
        out.println("  refwarden policy diff " + installed + " " + there);
        out.println("  refwarden policy activate --config " + installed + " " + there);
        out.flush();
        return ExitStatus.FINE;
    }
}
