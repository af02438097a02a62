package dev.refwarden.hook;

import dev.refwarden.decision.Code;
import dev.refwarden.git.RefUpdate;
import dev.refwarden.git.store.GitRepository;
import dev.refwarden.git.store.UnsupportedRepository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A push that is to be refused and recorded without a look at it, because an earlier look ended the process that looked. */
public record Unjudged(Received received, Code code, String detail) implements Received {
    @Override
    public Map<String, String> environment() {
        return received.environment();
    }

    @Override
    public Optional<MalformedPush> refusal() {
        return Optional.of(new MalformedPush(code, detail));
    }

    @Override
    public List<RefUpdate> updates() throws IOException, MalformedPush {
        return received.updates();
    }

    @Override
    public GitRepository open() throws IOException, UnsupportedRepository {
        return received.open();
    }

    @Override
    public Optional<PushNonce> nonce() {
        return received.nonce();
    }
}
