package dev.refwarden.git.store;

import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Branches that stand in the work trees of a repository: checked out, or being rebased or bisected there. As {@code worktree.c} and
 * {@code wt-status.c} have it.
 */
final class WorkTrees {
    private static final String POINTER = "ref: ";
    private static final String BRANCHES = "refs/heads/";
    private static final int LONGEST = 4_096;

    private final Storage storage;
    private final Path folder;
    private final Set<String> branches = new HashSet<>();

    private WorkTrees(Storage storage) {
        this.storage = storage;
        this.folder = storage.kind().common();
    }

    /** @param head what the repository's own HEAD names */
    static Set<String> branches(Storage storage, Optional<String> head) throws IOException {
        WorkTrees trees = new WorkTrees(storage);
        // Where nothing is said, git takes a folder called .git for that of a work tree.
        if (!storage.config().getBoolean("core", null, "bare", !trees.folder.endsWith(".git"))) {
            trees.add(trees.folder, head);
        }
        trees.addLinked();
        return trees.branches;
    }

    /** The branch that HEAD names by a file; absent where it names a commit. */
    static Optional<String> pointedTo(Path head) throws IOException {
        return line(head)
                .filter(text -> text.startsWith(POINTER))
                .map(text -> text.substring(POINTER.length()).strip());
    }

    private void addLinked() throws IOException {
        Path linked = folder.resolve("worktrees");
        if (!Files.isDirectory(linked)) {
            return;
        }
        try (DirectoryStream<Path> trees = Files.newDirectoryStream(linked)) {
            for (Path tree : trees) {
                if (Files.exists(tree.resolve("HEAD"))) {
                    add(tree, storage.kind().reftable() ? named(tree) : pointedTo(tree.resolve("HEAD")));
                }
            }
        }
    }

    /** Each linked work tree has a table of its own for its HEAD; the file called so names no branch. */
    private Optional<String> named(Path tree) throws IOException {
        return SymbolicRef.target(GitProgram.of(GitEnvironment.at(tree)), storage.limit(), "HEAD")
                .map(RefName::value);
    }

    private void add(Path tree, Optional<String> head) throws IOException {
        if (head.isPresent()) {
            branches.add(head.get());
            return;
        }
        for (String file : List.of("rebase-merge/head-name", "rebase-apply/head-name", "BISECT_START")) {
            line(tree.resolve(file)).ifPresent(name -> branches.add(name.startsWith("refs/") ? name : BRANCHES + name));
        }
    }

    private static Optional<String> line(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) <= LONGEST
                ? Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip())
                : Optional.empty();
    }
}
