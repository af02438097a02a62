package dev.refwarden.policy;

import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.policy.yaml.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A configuration in a folder of its own, changed as a test wants it. */
public final class Folder {
    private final Path path;

    private Folder(Path path) {
        this.path = path;
    }

    /** The example that shows every key. */
    public static Folder full(Path at) {
        return copyOf(resource("full"), at)
                .write("secrets/alice.totp", "not a real secret\n")
                .mode("secrets/alice.totp", "rw-------");
    }

    /** The least that can be used: no one and no rule. */
    public static Folder least(Path at) {
        try {
            Files.createDirectories(at.resolve("people"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Folder(at)
                .write("server.yaml", "version: 1\nserver: git.example.org\nroot: /srv/git\n")
                .write("policy.yaml", "version: 1\nrepositories: []\n");
    }

    public static Folder copyOf(Path from, Path to) {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Folder(to);
    }

    public static Path resource(String name) {
        try {
            URI uri = Folder.class.getResource(name).toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path path() {
        return path;
    }

    public Folder write(String file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public Folder write(String file, byte[] bytes) {
        try {
            Files.createDirectories(path.resolve(file).getParent());
            Files.write(path.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public String read(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts {@code after} in the place of {@code before}, which must be there. */
    public Folder replace(String file, String before, String after) {
        String text = read(file);
        int at = text.indexOf(before);
        if (at < 0) {
            throw new IllegalArgumentException(file + " has no " + before);
        }
        return write(file, text.substring(0, at) + after + text.substring(at + before.length()));
    }

    public Folder mode(String file, String permissions) {
        try {
            Files.setPosixFilePermissions(path.resolve(file), PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Folder link(String file, String target) {
        try {
            Files.deleteIfExists(path.resolve(file));
            Files.createSymbolicLink(path.resolve(file), Path.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Folder delete(String file) {
        try {
            Files.delete(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public Configuration load() {
        try {
            return Configuration.load(path);
        } catch (PolicyProblems e) {
            throw new AssertionError(String.join("\n", lines(e.problems())), e);
        }
    }

    /** Each as {@code file:line:column: message}; none for a configuration that can be used. */
    public List<String> problems() {
        try {
            Configuration.load(path);
            return List.of();
        } catch (PolicyProblems e) {
            return lines(e.problems());
        }
    }

    public static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
