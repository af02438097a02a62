package dev.refwarden.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Program own = Program.git(repository, environment, "config", "--local", "--list", "-z");
        Program all = Program.git(repository, environment, "config", "--list", "-z");
        if (!own.succeeded() || !all.succeeded()) {
            return;
        }
        Map<String, List<String>> local = values(own.output());
        Map<String, List<String>> effective = values(all.output());
        for (String setting : SETTINGS) {
            if (!effective.getOrDefault(setting, List.of()).equals(local.getOrDefault(setting, List.of()))) {
                warn(
                        setting + " is set outside the repository's own configuration: git may refuse a push after"
                                + " Refwarden has accepted it",
                        "set it in the repository itself; git config --show-origin --get-all " + setting
                                + " names the files");
            }
        }
    }

    /** What counts of each setting: the last value, or all of them where git adds one to another. */
    private static Map<String, List<String>> values(String listed) {
        Map<String, List<String>> values = new HashMap<>();
        for (String entry : listed.split("\0", -1)) {
            String setting = entry.lines().findFirst().orElse("");
            List<String> before = setting.endsWith(".hiderefs") ? values.getOrDefault(setting, List.of()) : List.of();
            List<String> known = new ArrayList<>(before);
            known.add(entry);
            values.put(setting, known);
        }
        return values;
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
