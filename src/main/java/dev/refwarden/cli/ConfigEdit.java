package dev.refwarden.cli;

import dev.refwarden.policy.Configuration;
import dev.refwarden.policy.PolicyProblems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Changes files of a configuration: tried on a copy of the whole first, and then each put in place at once. A
 * configuration that is broken before or after is left as it was.
 */
final class ConfigEdit {
    private final Path folder;
    private final Map<String, String> changes = new LinkedHashMap<>();

    /** @throws PolicyProblems if the configuration cannot be used as it is */
    ConfigEdit(Path config) throws PolicyProblems {
        this.folder = Configuration.load(config).folder();
    }

    /** The text of a file as it will be. */
    String text(String name) throws IOException {
        String changed = changes.get(name);
        return changed != null ? changed : Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }

    boolean exists(String name) {
        return changes.containsKey(name) || Files.exists(folder.resolve(name));
    }

    /** @throws IllegalArgumentException if the name leads out of the configuration */
    void change(String name, String text) {
        if (!folder.resolve(name).normalize().equals(folder.resolve(name))
                || Path.of(name).isAbsolute()) {
            throw new IllegalArgumentException(name + " is no name of a file here");
        }
        changes.put(name, text);
    }

    /** @throws PolicyProblems if the configuration could not be used with the changes */
    void apply() throws IOException, PolicyProblems {
        Path trial = Files.createTempDirectory("refwarden");
        try {
            copy(folder, trial);
            for (Map.Entry<String, String> change : changes.entrySet()) {
                Files.createDirectories(trial.resolve(change.getKey()).resolveSibling("."));
                Files.writeString(trial.resolve(change.getKey()), change.getValue());
            }
            Configuration.load(trial);
        } finally {
            delete(trial);
        }
        for (Map.Entry<String, String> change : changes.entrySet()) {
            put(change.getKey(), change.getValue());
        }
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Path like = Files.exists(file) ? file : folder.resolve(Configuration.POLICY);
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(like));
        if (System.getProperty("user.name", "").equals("root")) {
            Files.setOwner(fresh, Files.getOwner(like));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (!Files.isDirectory(path)) {
                    Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES);
                } else if (!Files.exists(copy)) {
                    Files.createDirectory(copy);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }
}
