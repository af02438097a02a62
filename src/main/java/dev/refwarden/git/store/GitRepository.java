package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** An open repository; objects are read from its quarantine, its own store and its alternates. */
public final class GitRepository implements AutoCloseable {
    private final Storage storage;
    private final Path directory;

    private GitRepository(Storage storage) {
        this.storage = storage;
        this.directory = storage.kind().common();
    }

    /**
     * Opens what {@code environment} names. Git itself reads what JGit cannot: repositories of SHA-256 ids.
     *
     * @throws UnsupportedRepository if its objects are named in a way that is not read here
     * @throws IOException if it is not a repository or cannot be read
     */
    public static GitRepository open(GitEnvironment environment) throws IOException, UnsupportedRepository {
        RepositoryKind kind = RepositoryKind.of(environment.gitDir());
        return new GitRepository(
                kind.format() == ObjectFormat.SHA1
                        ? JGitStorage.open(environment, kind)
                        : GitStorage.open(environment, kind));
    }

    /**
     * Looks at what someone else has open, and leaves open.
     *
     * @throws UnsupportedRepository if its objects are not named by SHA-1, or it lies in no folder
     */
    public static GitRepository borrow(Repository repository) throws IOException, UnsupportedRepository {
        if (repository.getDirectory() == null) {
            throw new UnsupportedRepository("a repository that lies in no folder");
        }
        RepositoryKind kind = RepositoryKind.of(
                repository.getConfig(), repository.getCommonDirectory().toPath().toRealPath());
        if (kind.format() != ObjectFormat.SHA1) {
            throw new UnsupportedRepository("object format " + kind.format().word());
        }
        return new GitRepository(JGitStorage.borrow(repository, kind));
    }

    /** Gets ready to be asked for refs and objects, both of which will be; what is wrong shows when it is asked. */
    public void prepare() {
        storage.prepare();
    }

    /** The hash that names its objects. */
    public ObjectFormat format() {
        return storage.kind().format();
    }

    /** Lets nothing that is read from here be waited for after {@code nanos}, by {@link System#nanoTime}. */
    public void until(long nanos) {
        storage.until(nanos);
    }

    /** The real path of the repository's folder; of a linked work tree, the one that it is linked to. */
    public Path directory() {
        return directory;
    }

    /** Whether the repository itself was cut off somewhere, so that parents may be missing for good. */
    public boolean isShallow() {
        return Files.exists(directory.resolve("shallow"));
    }

    /** A store for one thread, which reads commits, tags and trees of up to {@code largest} bytes. */
    public VerifiedObjects objects(long largest) {
        return storage.objects(largest);
    }

    /**
     * Compares trees for people, showing the lines of at most so many files, and so many lines in all.
     *
     * @param first the names of files that come before others
     */
    public TreeComparison comparison(int mostFiles, int mostLines, Predicate<String> first) {
        return new TreeComparison(storage, mostFiles, mostLines, first);
    }

    /** Writes bundles of what is here. */
    public ObjectBundle bundle() {
        return storage.bundle();
    }

    public RefState ref(RefName name) throws IOException {
        return storage.ref(name.value());
    }

    /** What git refuses here once the hook has agreed. */
    public ReceiveSettings receiveSettings() throws IOException {
        return ReceiveSettings.of(storage);
    }

    /** Whether the beginning of an id, of four or more hex digits, is that of an object that is here or comes. */
    public boolean isAbbreviation(String hex) throws IOException {
        return hex.length() < format().hexDigits() && storage.isAbbreviation(hex.toLowerCase(Locale.ROOT));
    }

    public RefDisk disk() {
        return new RefDisk(directory);
    }

    /** What a revision such as {@code main~3}, a tag or the beginning of an id means to git, if it means something. */
    public Optional<ObjectId> resolve(String revision) throws IOException {
        return storage.resolve(revision);
    }

    /** How many commits lead to {@code tip} and not to {@code base}, which may be absent. */
    public long count(ObjectId tip, Optional<ObjectId> base) throws IOException {
        try (RevWalk walk = new RevWalk(storage.reader())) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(storage.names().toJGit(tip)));
            if (base.isPresent()) {
                walk.markUninteresting(walk.parseCommit(storage.names().toJGit(base.get())));
            }
            long count = 0;
            while (walk.next() != null) {
                count++;
            }
            return count;
        }
    }

    /** Which of {@code objects}, commits and tags, each ref holds; refs that hold none are left out. */
    public Map<RefName, Set<ObjectId>> holders(Set<ObjectId> objects) throws IOException {
        Map<RefName, Set<ObjectId>> holders = new LinkedHashMap<>();
        for (RefState ref : refs()) {
            Set<ObjectId> held = held(storage.names().toJGit(ref.tip().orElseThrow()), objects);
            if (!held.isEmpty()) {
                holders.put(ref.name(), held);
            }
        }
        return holders;
    }

    /** Which of {@code objects}, commits and tags, some ref holds that does not lie below {@code prefix}. */
    public Set<ObjectId> heldOutside(String prefix, Set<ObjectId> objects) throws IOException {
        try (RevWalk walk = new RevWalk(storage.reader())) {
            return new HeldObjects(walk, storage.names(), objects)
                    .by(refs().stream()
                            .filter(ref -> !ref.name().isUnder(prefix))
                            .map(ref -> ref.tip().orElseThrow())
                            .toList());
        }
    }

    private Set<ObjectId> held(org.eclipse.jgit.lib.ObjectId tip, Set<ObjectId> objects) throws IOException {
        Set<ObjectId> held = new HashSet<>();
        try (RevWalk walk = new RevWalk(storage.reader())) {
            walk.setRetainBody(false);
            RevObject at = walk.parseAny(tip);
            while (at instanceof RevTag tag) {
                add(tag, objects, held);
                at = walk.parseAny(tag.getObject());
            }
            if (at instanceof RevCommit commit) {
                walk.markStart(commit);
                for (RevCommit next = walk.next(); next != null && held.size() < objects.size(); next = walk.next()) {
                    add(next, objects, held);
                }
            }
        } catch (MissingObjectException e) {
            // What a ref names but no one has cannot hold anything.
            return held;
        }
        return held;
    }

    private void add(RevObject object, Set<ObjectId> objects, Set<ObjectId> held) {
        ObjectId id = storage.names().fromJGit(object);
        if (objects.contains(id)) {
            held.add(id);
        }
    }

    /** Deletes a ref, if it is still where it was seen. */
    public void delete(RefState seen) throws IOException {
        storage.delete(seen);
    }

    /** Every ref that names an object, HEAD and other symbolic refs left out. */
    public List<RefState> refs() throws IOException {
        return refsUnder("refs/");
    }

    /** Symbolic refs, HEAD left out, with the refs that are written through them. */
    public Map<RefName, RefName> aliases() throws IOException {
        Map<RefName, RefName> aliases = new LinkedHashMap<>();
        for (RefState ref : storage.refs("refs/")) {
            ref.target().ifPresent(target -> aliases.put(ref.name(), target));
        }
        return aliases;
    }

    /** The same below {@code prefix}, which ends in a slash. */
    public List<RefState> refsUnder(String prefix) throws IOException {
        return storage.refs(prefix).stream()
                .filter(ref -> ref.target().isEmpty())
                .toList();
    }

    /**
     * Whether the file that holds a ref, or would hold it, was written at {@code time} or later. Whoever
     * moved the ref there and back again has written it.
     */
    public boolean isWrittenSince(RefName name, Instant time) throws IOException {
        Path holder = storage.kind().reftable()
                ? directory.resolve("reftable").resolve("tables.list")
                : directory.resolve(name.value());
        if (!Files.exists(holder) && storage.ref(name.value()).tip().isPresent()) {
            holder = directory.resolve("packed-refs");
        }
        while (!Files.exists(holder)) {
            holder = Objects.requireNonNull(holder.getParent());
        }
        return !Files.getLastModifiedTime(holder).toInstant().isBefore(time);
    }

    @Override
    public void close() {
        storage.close();
    }
}
