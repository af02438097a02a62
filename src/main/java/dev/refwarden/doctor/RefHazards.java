package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes git refuse a push that Refwarden accepted, or write another ref than the pushed one: settings outside the
 * repository's own configuration, symbolic refs, and symbolic links among the files of refs.
 */
final class RefHazards {
    private static final List<String> SETTINGS = List.of(
            "receive.denydeletes",
            "receive.denynonfastforwards",
            "receive.denycurrentbranch",
            "receive.denydeletecurrent",
            "receive.hiderefs",
            "transfer.hiderefs");
    private static final int MOST_NAMED = 5;

    private final Path repository;
    private final Map<String, String> environment;
    private final List<Checked> found = new ArrayList<>();

    RefHazards(Path repository, Map<String, String> environment) {
        this.repository = repository;
        this.environment = environment;
    }

    List<Checked> look() throws IOException {
        settingsElsewhere();
        symbolicRefs();
        links();
        return found;
    }

    private void settingsElsewhere() throws IOException {
        Program own = Program.git(repository, environment, "config", "--local", "--list", "--name-only", "-z");
        Program all = Program.git(repository, environment, "config", "--list", "--name-only", "-z");
        if (!own.succeeded() || !all.succeeded()) {
            return;
        }
        Set<String> local = new HashSet<>(List.of(own.output().split("\0", -1)));
        Set<String> effective = new HashSet<>(List.of(all.output().split("\0", -1)));
        for (String setting : SETTINGS) {
            if (effective.contains(setting) && !local.contains(setting)) {
                warn(
                        setting + " is set outside the repository's own configuration: git may refuse a push after"
                                + " Refwarden has accepted it",
                        "set it in the repository itself; git config --show-origin " + setting + " names the file");
            }
        }
    }

    private void symbolicRefs() throws IOException {
        Program listed = Program.git(repository, environment, "for-each-ref", "--format=%(symref) %(refname)");
        List<String> symbolic = listed.output()
                .lines()
                .filter(line -> line.startsWith("refs/"))
                .limit(MOST_NAMED)
                .toList();
        for (String line : symbolic) {
            int space = line.indexOf(' ');
            String name = line.substring(space + 1);
            warn(
                    name + " is a symbolic ref: whoever pushes to it writes " + line.substring(0, space),
                    "git symbolic-ref --delete " + name + ", unless it is there on purpose");
        }
    }

    private void links() throws IOException {
        Path refs = repository.resolve("refs");
        if (!Files.isDirectory(refs)) {
            return;
        }
        List<Path> links = new ArrayList<>();
        Files.walkFileTree(refs, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isSymbolicLink()) {
                    links.add(file);
                }
                return links.size() < MOST_NAMED ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        for (Path link : links) {
            String name = repository.relativize(link).toString();
            warn(
                    name + " is a symbolic link: pushes to it, and below it, are refused",
                    "replace it by a ref of its own");
        }
    }

    private void warn(String text, String remedy) {
        found.add(Checked.warn(repository.toString(), text, remedy));
    }
}
