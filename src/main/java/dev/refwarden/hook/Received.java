package dev.refwarden.hook;

import dev.refwarden.git.GitRepository;
import dev.refwarden.git.UnsupportedRepository;
import dev.refwarden.object.RefUpdate;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A push as the server that received it hands it over. */
public interface Received {
    /**
     * The variables that {@code git receive-pack} sets for a hook, and those that {@code server.yaml} names. None is
     * believed that only a pusher vouches for.
     */
    Map<String, String> environment();

    /** What refs are asked to become. */
    List<RefUpdate> updates() throws IOException, MalformedPush;

    /** The repository with the pushed objects; whoever opens it closes it. */
    GitRepository open() throws IOException, UnsupportedRepository;
}
