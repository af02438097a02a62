package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import dev.refwarden.git.RefName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** A SHA-1 repository, read by JGit. */
final class JGitStorage implements Storage {
    private final Repository repository;
    private final RepositoryKind kind;
    private final boolean borrowed;
    private volatile Optional<Long> limit = Optional.empty();

    private JGitStorage(Repository repository, RepositoryKind kind, boolean borrowed) {
        this.repository = repository;
        this.kind = kind;
        this.borrowed = borrowed;
    }

    static JGitStorage open(GitEnvironment environment, RepositoryKind kind) throws IOException {
        LendersSeen.look(environment);
        FileRepositoryBuilder builder = new FileRepositoryBuilder();
        builder.setGitDir(environment.gitDir().toFile());
        environment.objects().ifPresent(objects -> builder.setObjectDirectory(objects.toFile()));
        for (Path alternate : environment.alternates()) {
            builder.addAlternateObjectDirectory(alternate.toFile());
        }
        return new JGitStorage(builder.setMustExist(true).build(), kind, false);
    }

    /** Looks at what someone else has open, and leaves open. */
    static JGitStorage borrow(Repository repository, RepositoryKind kind) {
        return new JGitStorage(repository, kind, true);
    }

    @Override
    public RepositoryKind kind() {
        return kind;
    }

    @Override
    public VerifiedObjects objects(long largest) {
        return new JGitObjects(repository.newObjectReader(), largest);
    }

    @Override
    public RefState ref(String name) throws IOException {
        Ref ref = find(name);
        return ref == null ? new RefState(new RefName(name), Optional.empty(), Optional.empty()) : state(ref);
    }

    @Override
    public List<RefState> refs(String prefix) throws IOException {
        List<RefState> states = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
            if (ref.isSymbolic() || ref.getObjectId() != null) {
                states.add(state(ref));
            }
        }
        return states;
    }

    @Override
    public void delete(RefState seen) throws IOException {
        RefUpdate update = repository.updateRef(seen.name().value());
        update.setForceUpdate(true);
        update.setExpectedOldObjectId(JGitIds.SHA1.toJGit(seen.tip().orElseThrow()));
        RefUpdate.Result result = update.delete();
        if (result != RefUpdate.Result.FORCED && result != RefUpdate.Result.NO_CHANGE) {
            throw new IOException(seen.name() + " cannot be deleted: " + result);
        }
    }

    @Override
    public boolean isAbbreviation(String hex) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            return !reader.resolve(AbbreviatedObjectId.fromString(hex)).isEmpty();
        }
    }

    @Override
    public Optional<ObjectId> resolve(String revision) throws IOException {
        try {
            return Optional.ofNullable(repository.resolve(revision)).map(JGitIds.SHA1::fromJGit);
        } catch (RevisionSyntaxException | AmbiguousObjectException e) {
            return Optional.empty();
        }
    }

    @Override
    public ObjectReader reader() {
        return new WalkingReader(repository.newObjectReader());
    }

    @Override
    public ObjectNames names() {
        return JGitIds.SHA1;
    }

    @Override
    public ObjectBundle bundle() {
        return new JGitBundle(repository);
    }

    @Override
    public void until(long nanos) {
        // JGit reads files and waits for no one; its callers look at the clock themselves.
        limit = Optional.of(nanos);
    }

    @Override
    public Optional<Long> limit() {
        return limit;
    }

    @Override
    public void prepare() {
        // Nothing has to be started.
    }

    @Override
    public void close() {
        if (!borrowed) {
            repository.close();
        }
    }

    private static RefState state(Ref ref) {
        Ref leaf = ref.getLeaf();
        return new RefState(
                new RefName(ref.getName()),
                Optional.ofNullable(leaf.getObjectId()).map(JGitIds.SHA1::fromJGit),
                ref.isSymbolic() ? Optional.of(new RefName(leaf.getName())) : Optional.empty());
    }

    private @Nullable Ref find(String name) throws IOException {
        Ref ref = repository.exactRef(name);
        if (ref != null || !kind.reftable()) {
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
}
