package dev.refwarden.hook;

import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A push as the server that received it hands it over. */
public interface Received {
    /**
     * The variables that {@code git receive-pack} sets for a hook, and those that {@code server.yaml} names. None is
     * believed that only a pusher vouches for.
     */
    Map<String, String> environment();

    /** Why it is refused whatever it brings; absent where it is judged. */
    default Optional<MalformedPush> refusal() {
        return Optional.empty();
    }

    /** What refs are asked to become. */
    List<RefUpdate> updates() throws IOException, MalformedPush;

    /** The repository with the pushed objects; whoever opens it closes it. */
    GitRepository open() throws IOException, UnsupportedRepository;

    /** Under what its decision is kept, so that whoever asks a second time gets the same answer. */
    default Optional<PushNonce> nonce() {
        return Optional.empty();
    }

    /**
     * A push as {@code git receive-pack} hands it to a hook.
     *
     * @param environment with paths that hold wherever this process works
     * @param stdin what git wrote to the hook
     */
    static Received fromGit(Map<String, String> environment, InputStream stdin, Optional<PushNonce> nonce) {
        return new FromGit(environment, stdin, nonce);
    }
}
