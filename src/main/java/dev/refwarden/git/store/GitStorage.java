package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** A repository, read by git itself: objects by one {@code git cat-file}, refs by one {@code git for-each-ref}. */
final class GitStorage implements Storage {
    private static final int LONGEST_REVISION = 1_024;
    private static final int LONGEST_POINTER = 4_096;
    private static final String POINTER = "ref: ";

    private final RepositoryKind kind;
    private final GitProgram program;
    private final CatFile catFile;
    private final ShortenedNames names = new ShortenedNames();
    private Optional<Long> until = Optional.empty();
    private @Nullable GitProcess listing;
    private @Nullable ListedRefs listed;

    GitStorage(RepositoryKind kind, GitProgram program) {
        this.kind = kind;
        this.program = program;
        this.catFile = new CatFile(program, kind.format());
    }

    /** @throws IOException if it is not a repository */
    static GitStorage open(GitEnvironment environment, RepositoryKind kind) throws IOException {
        if (!Files.exists(environment.gitDir().resolve("HEAD"))) {
            throw new IOException("repository not found: " + environment.gitDir());
        }
        return new GitStorage(kind, GitProgram.of(environment));
    }

    @Override
    public RepositoryKind kind() {
        return kind;
    }

    @Override
    public VerifiedObjects objects(long largest) {
        return new GitObjects(catFile, kind.format(), largest);
    }

    @Override
    public synchronized RefState ref(String name) throws IOException {
        RefState known = listed().refs().get(name);
        if (known != null) {
            return known;
        }
        Optional<RefName> target = target(name);
        Optional<ObjectId> tip = name.equals("HEAD") ? resolve(name) : Optional.empty();
        return new RefState(new RefName(name), tip, target);
    }

    @Override
    public List<RefState> refs(String prefix) throws IOException {
        return listed().all().stream()
                .filter(ref -> ref.name().value().startsWith(prefix))
                .toList();
    }

    @Override
    public synchronized void delete(RefState seen) throws IOException {
        String name = seen.name().value();
        try (GitProcess git = program.start(
                "update-ref", "--no-deref", "-d", name, seen.tip().orElseThrow().hex())) {
            until.ifPresent(git::until);
            git.sendNothingMore();
            if (git.read() >= 0 || git.exitStatus() != 0) {
                throw new IOException(name + " cannot be deleted");
            }
            git.answered();
        }
        listed = null;
    }

    @Override
    public boolean isAbbreviation(String hex) throws IOException {
        try {
            // Where a ref is called so, git takes the name for that; whether it is an abbreviation too is not told.
            return catFile.info(hex).isPresent() || !isUnknown(hex);
        } catch (CatFile.Unreadable e) {
            return true;
        }
    }

    @Override
    public Optional<ObjectId> resolve(String revision) {
        boolean odd = revision.isBlank()
                || revision.length() > LONGEST_REVISION
                || revision.chars().anyMatch(c -> c < ' ')
                || revision.startsWith("-");
        try {
            return odd
                    ? Optional.empty()
                    : catFile.info(revision).map(CatFile.Header::id).filter(id -> !id.isNull());
        } catch (CatFile.Unreadable e) {
            return Optional.empty();
        }
    }

    @Override
    public ObjectReader reader() {
        return new ShortenedReader(new GitObjects(catFile, kind.format(), ShortenedReader.LARGEST), names);
    }

    @Override
    public ObjectNames names() {
        return names;
    }

    @Override
    public ObjectBundle bundle() {
        return new GitBundle(program, objects(ShortenedReader.LARGEST));
    }

    @Override
    public synchronized void until(long nanos) {
        until = Optional.of(nanos);
        GitProcess started = listing;
        if (started != null) {
            started.until(nanos);
        }
        catFile.until(nanos);
    }

    @Override
    public synchronized Optional<Long> limit() {
        return until;
    }

    @Override
    public synchronized void prepare() {
        listing();
        catFile.start();
    }

    @Override
    public synchronized void close() {
        GitProcess unread = listing;
        if (unread != null) {
            unread.kill();
            unread.close();
        }
        catFile.close();
    }

    private synchronized ListedRefs listed() throws IOException {
        ListedRefs known = listed;
        if (known == null) {
            GitProcess git = listing();
            listing = null;
            known = ListedRefs.of(git, kind.format());
            listed = known;
        }
        return known;
    }

    private GitProcess listing() {
        GitProcess started = listing;
        if (started == null) {
            started = ListedRefs.listing(program);
            until.ifPresent(started::until);
            listing = started;
        }
        return started;
    }

    /** What a symbolic ref names that leads to no object, so that git does not list it; for HEAD, what it names at all. */
    private Optional<RefName> target(String name) throws IOException {
        if (!kind.reftable()) {
            return pointer(kind.common().resolve(name));
        }
        if (name.equals("HEAD") && listed().head().isPresent()) {
            return listed().head();
        }
        return SymbolicRef.target(program, until, name);
    }

    private static Optional<RefName> pointer(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_POINTER) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        return text.startsWith(POINTER)
                ? Optional.of(new RefName(text.substring(POINTER.length()).strip()))
                : Optional.empty();
    }

    /** Whether no ref is called so that git would take such a name for. */
    private boolean isUnknown(String name) throws IOException {
        return listed().refs().keySet().stream().noneMatch(ref -> ref.endsWith("/" + name));
    }
}
