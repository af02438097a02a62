package dev.refwarden.git;

import dev.refwarden.object.ObjectId;
import dev.refwarden.object.RefName;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** An open repository; objects are read from its quarantine, its own store and its alternates. */
public final class GitRepository implements AutoCloseable {
    private final Repository repository;
    private final Path directory;
    private final boolean borrowed;

    private GitRepository(Repository repository, boolean borrowed) throws IOException, UnsupportedRepository {
        String format = repository.getConfig().getString("extensions", null, "objectformat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new UnsupportedRepository("object format " + format.toLowerCase(java.util.Locale.ROOT));
        }
        this.repository = repository;
        this.directory = repository.getCommonDirectory().toPath().toRealPath();
        this.borrowed = borrowed;
    }

    /**
     * Opens what {@code environment} names.
     *
     * @throws UnsupportedRepository if its objects are not named by SHA-1
     * @throws IOException if it is no repository or cannot be read
     */
    public static GitRepository open(GitEnvironment environment) throws IOException, UnsupportedRepository {
        QuietSystem.install();
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.setGitDir(environment.gitDir().toFile());
        environment.objects().ifPresent(objects -> builder.setObjectDirectory(objects.toFile()));
        for (Path alternate : environment.alternates()) {
            builder.addAlternateObjectDirectory(alternate.toFile());
        }
        Repository repository = builder.setMustExist(true).build();
        try {
            return new GitRepository(repository, false);
        } catch (IOException | UnsupportedRepository e) {
            repository.close();
            throw e;
        }
    }

    /**
     * Looks at what somebody else has open, and leaves open.
     *
     * @throws UnsupportedRepository if its objects are not named by SHA-1, or it lies in no folder
     */
    public static GitRepository borrow(Repository repository) throws IOException, UnsupportedRepository {
        if (repository.getDirectory() == null) {
            throw new UnsupportedRepository("a repository that lies in no folder");
        }
        return new GitRepository(repository, true);
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
        return new VerifiedObjects(repository.newObjectReader(), largest);
    }

    /** Compares trees for people, showing at most so many files and lines in all. */
    public TreeComparison comparison(int mostFiles, int mostLines) {
        return new TreeComparison(repository, mostFiles, mostLines);
    }

    /** Writes bundles of what is here. */
    public ObjectBundle bundle() {
        return new ObjectBundle(repository);
    }

    public RefState ref(RefName name) throws IOException {
        Ref ref = find(name.value());
        if (ref == null) {
            return new RefState(name, Optional.empty(), Optional.empty());
        }
        Ref leaf = ref.getLeaf();
        return new RefState(
                name,
                Optional.ofNullable(leaf.getObjectId()).map(GitRepository::idOf),
                ref.isSymbolic() ? Optional.of(new RefName(leaf.getName())) : Optional.empty());
    }

    /** What git refuses here once the hook has agreed. */
    public ReceiveSettings receiveSettings() throws IOException {
        return ReceiveSettings.of(repository);
    }

    /** Whether the beginning of an id, of four or more hex digits, is that of an object that is here or comes. */
    public boolean isAbbreviation(String hex) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            AbbreviatedObjectId id = AbbreviatedObjectId.fromString(hex.toLowerCase(Locale.ROOT));
            return !reader.resolve(id).isEmpty();
        }
    }

    /** Whether the file that holds the ref, or a folder above it, is a symbolic link, so that another ref would be written. */
    public boolean isLinked(RefName name) {
        Path at = directory;
        for (String level : name.value().split("/", -1)) {
            at = at.resolve(level);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the disk takes two spellings for one name, tried in the folder of branches with a file that git passes over. */
    public boolean takesSpellingsForOne() {
        Path probe = directory.resolve("refs/heads/.refwarden-"
                + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + "a.lock");
        Path other = probe.resolveSibling(probe.getFileName().toString().replace("a.lock", "A.lock"));
        try {
            Files.createFile(probe);
            try {
                return Files.exists(other);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            // Where nothing can be written, git writes no ref either.
            return false;
        }
    }

    /** What a revision such as {@code main~3}, a tag or the beginning of an id means to git, if it means something. */
    public Optional<ObjectId> resolve(String revision) throws IOException {
        try {
            return Optional.ofNullable(repository.resolve(revision)).map(GitRepository::idOf);
        } catch (RevisionSyntaxException | AmbiguousObjectException e) {
            return Optional.empty();
        }
    }

    /** How many commits lead to {@code tip} and not to {@code base}, which may be absent. */
    public long count(ObjectId tip, Optional<ObjectId> base) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(jgit(tip)));
            if (base.isPresent()) {
                walk.markUninteresting(walk.parseCommit(jgit(base.get())));
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
            Set<ObjectId> held = held(jgit(ref.tip().orElseThrow()), objects);
            if (!held.isEmpty()) {
                holders.put(ref.name(), held);
            }
        }
        return holders;
    }

    private Set<ObjectId> held(org.eclipse.jgit.lib.ObjectId tip, Set<ObjectId> objects) throws IOException {
        Set<ObjectId> held = new HashSet<>();
        try (RevWalk walk = new RevWalk(repository)) {
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
            // What a ref names but nobody has cannot hold anything.
            return held;
        }
        return held;
    }

    private static void add(RevObject object, Set<ObjectId> objects, Set<ObjectId> held) {
        ObjectId id = idOf(object);
        if (objects.contains(id)) {
            held.add(id);
        }
    }

    private static org.eclipse.jgit.lib.ObjectId jgit(ObjectId id) {
        return org.eclipse.jgit.lib.ObjectId.fromRaw(id.bytes());
    }

    /** Deletes a ref, if it is still where it was seen. */
    public void delete(RefState seen) throws IOException {
        RefUpdate update = repository.updateRef(seen.name().value());
        update.setForceUpdate(true);
        update.setExpectedOldObjectId(jgit(seen.tip().orElseThrow()));
        RefUpdate.Result result = update.delete();
        if (result != RefUpdate.Result.FORCED && result != RefUpdate.Result.NO_CHANGE) {
            throw new IOException(seen.name() + " cannot be deleted: " + result);
        }
    }

    /** Every ref that names an object, HEAD and other symbolic refs left out. */
    public List<RefState> refs() throws IOException {
        return refsUnder("refs/");
    }

    /** Symbolic refs, HEAD left out, with the refs that are written through them. */
    public Map<RefName, RefName> aliases() throws IOException {
        Map<RefName, RefName> aliases = new LinkedHashMap<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix("refs/")) {
            if (ref.isSymbolic()) {
                aliases.put(
                        new RefName(ref.getName()), new RefName(ref.getLeaf().getName()));
            }
        }
        return aliases;
    }

    /** The same below {@code prefix}, which ends in a slash. */
    public List<RefState> refsUnder(String prefix) throws IOException {
        List<RefState> states = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
            if (!ref.isSymbolic() && ref.getObjectId() != null) {
                states.add(new RefState(
                        new RefName(ref.getName()), Optional.of(idOf(ref.getObjectId())), Optional.empty()));
            }
        }
        return states;
    }

    /**
     * Whether the file that holds a ref, or would hold it, was written at {@code time} or later. Whoever
     * moved the ref there and back again has written it.
     */
    public boolean isWrittenSince(RefName name, Instant time) throws IOException {
        Path holder = Files.isDirectory(directory.resolve("reftable"))
                ? directory.resolve("reftable").resolve("tables.list")
                : directory.resolve(name.value());
        if (!Files.exists(holder) && repository.exactRef(name.value()) != null) {
            holder = directory.resolve("packed-refs");
        }
        while (!Files.exists(holder)) {
            holder = Objects.requireNonNull(holder.getParent());
        }
        return !Files.getLastModifiedTime(holder).toInstant().isBefore(time);
    }

    @Override
    public void close() {
        if (!borrowed) {
            repository.close();
        }
    }

    private @org.jspecify.annotations.Nullable Ref find(String name) throws IOException {
        Ref ref = repository.exactRef(name);
        boolean reftable = new File(repository.getDirectory(), "reftable").isDirectory();
        if (ref != null || !reftable) {
            return ref;
        }
        // A ref of a large table can be overlooked when it is asked for alone.
        for (Ref candidate : repository.getRefDatabase().getRefsByPrefix(name)) {
            if (candidate.getName().equals(name)) {
                return candidate;
            }
        }
        return null;
    }

    private static ObjectId idOf(org.eclipse.jgit.lib.AnyObjectId id) {
        byte[] raw = new byte[ObjectId.BYTES];
        id.copyRawTo(raw, 0);
        return ObjectId.fromBytes(raw, 0);
    }
}
