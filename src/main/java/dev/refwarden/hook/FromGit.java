package dev.refwarden.hook;

import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitEnvironment;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A push as {@code git receive-pack} hands it to a hook: by standard input and environment. */
record FromGit(Map<String, String> environment, InputStream stdin, Optional<PushNonce> nonce) implements Received {
    @Override
    public List<RefUpdate> updates() throws IOException, MalformedPush {
        return PushedUpdates.read(stdin);
    }

    @Override
    public GitRepository open() throws IOException, UnsupportedRepository {
        return GitRepository.open(GitEnvironment.of(environment));
    }
}
