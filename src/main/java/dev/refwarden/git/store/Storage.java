package dev.refwarden.git.store;

import dev.refwarden.git.ObjectId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectReader;

/** What reads a repository: JGit, or git itself. Chosen in one place, {@link GitRepository#open}. */
sealed interface Storage extends AutoCloseable permits JGitStorage, GitStorage {
    RepositoryKind kind();

    /** A store for one thread, which reads objects of up to {@code largest} bytes. */
    VerifiedObjects objects(long largest);

    /** A ref, HEAD among them, whether or not it is there. */
    RefState ref(String name) throws IOException;

    /** Every ref whose name begins so and that leads to an object, symbolic ones included, in the order of their names. */
    List<RefState> refs(String prefix) throws IOException;

    /** Deletes a ref, if it is still where it was seen. */
    void delete(RefState seen) throws IOException;

    /** Whether hex digits, four or more and fewer than an id has, begin the id of some object. */
    boolean isAbbreviation(String hex) throws IOException;

    /** What a revision means to git, if it means something. */
    Optional<ObjectId> resolve(String revision) throws IOException;

    /** Objects for JGit's own algorithms, of which what they find is for people to read and decides nothing. */
    ObjectReader reader();

    /** The names under which {@link #reader} has them. */
    ObjectNames names();

    /** Writes bundles of what is here. */
    ObjectBundle bundle();

    /** Lets nothing be waited for after {@code nanos}, by {@link System#nanoTime}. */
    void until(long nanos);

    /** What was set so last. */
    Optional<Long> limit();

    /** Gets ready to be asked for refs and objects, both of which will be. */
    void prepare();

    default Config config() {
        return kind().config();
    }

    @Override
    void close();
}
