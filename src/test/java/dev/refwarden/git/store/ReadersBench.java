package dev.refwarden.git.store;

import dev.refwarden.git.Commit;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ParsedCommit;
import dev.refwarden.git.StoredObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long JGit and {@code git cat-file} take for the same SHA-1 repository: {@code REPOSITORY REF [RUNS]}. Once for what a push of
 * one commit reads, opening included, and once for a line of commits with their trees. Run by {@code src/bench/object-formats.sh}.
 */
final class ReadersBench {
    private static final long LARGEST = 10 << 20;

    private final GitEnvironment repository;
    private final String ref;

    private ReadersBench(Path folder, String ref) {
        this.repository = GitEnvironment.at(folder);
        this.ref = ref;
    }

    public static void main(String[] arguments) throws Exception {
        ReadersBench bench = new ReadersBench(Path.of(arguments[0]), arguments[1]);
        int runs = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 15;
        for (int most : new int[] {1, Integer.MAX_VALUE}) {
            List<Long> jgit = new ArrayList<>();
            List<Long> git = new ArrayList<>();
            int read = 0;
            // What Java has not compiled yet is not measured.
            for (int i = -3; i < runs; i++) {
                long began = System.nanoTime();
                read = bench.read(false, most);
                long between = System.nanoTime();
                bench.read(true, most);
                if (i >= 0) {
                    jgit.add(between - began);
                    git.add(System.nanoTime() - between);
                }
            }
            System.out.printf(
                    "%d commits and their trees: JGit %.1f ms, git cat-file %.1f ms%n",
                    read, median(jgit), median(git));
        }
    }

    private int read(boolean byGit, int most) throws Exception {
        RepositoryKind kind = RepositoryKind.of(repository.gitDir());
        try (Storage storage = byGit ? GitStorage.open(repository, kind) : JGitStorage.open(repository, kind);
                VerifiedObjects objects = storage.objects(LARGEST)) {
            storage.prepare();
            Optional<ObjectId> at = storage.ref(ref).tip();
            int count = 0;
            while (at.isPresent() && count < most) {
                Commit commit = commit(objects.read(at.get()));
                objects.read(commit.tree());
                at = commit.parents().stream().findFirst();
                count++;
            }
            return count;
        }
    }

    private static Commit commit(StoredObject object) {
        StoredObject.Raw raw = (StoredObject.Raw) object;
        return (Commit) ParsedCommit.of(raw.bytes(), raw.id().format());
    }

    private static double median(List<Long> nanos) {
        Collections.sort(nanos);
        return nanos.get(nanos.size() / 2) / 1e6;
    }
}
