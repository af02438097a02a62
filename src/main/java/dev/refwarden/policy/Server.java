package dev.refwarden.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code server.yaml}: how this server names things, and limits.
 *
 * @param name part of every statement: {@code <server>/<repository name>}
 * @param root below which repositories lie; their names are relative to it
 * @param repositoryEnvironment variables that together name the repository, joined by {@code /};
 *     empty: its folder does
 * @param pusher absent: the account is unknown
 * @param internalRefs written by the server itself
 * @param messagePrefix before every line shown to the developer
 */
public record Server(
        String name,
        Optional<String> root,
        List<String> repositoryEnvironment,
        Optional<PusherSource> pusher,
        Optional<Names> internalRefs,
        String messagePrefix,
        Duration deadline,
        Limits limits,
        EvidenceLimits evidence) {
    public Server {
        repositoryEnvironment = List.copyOf(repositoryEnvironment);
    }

    /** The same for history that is there already, which may be as long as it is. */
    public Server forHistory() {
        Limits unlimited = new Limits(Integer.MAX_VALUE, limits.objectSize());
        return new Server(
                name, root, repositoryEnvironment, pusher, internalRefs, messagePrefix, deadline, unlimited, evidence);
    }

    /**
     * Where the server says who pushes.
     *
     * @param environment the variable that holds the account
     * @param unless variables that must hold one of the given values (absent counts as empty), or
     *     else the pusher is {@code otherwise}
     * @param otherwise an account with {@code {VARIABLE}} replaced by that variable's value
     */
    public record PusherSource(String environment, Map<String, List<String>> unless, Optional<String> otherwise) {}

    /**
     * @param commits how many new commits one push may bring
     * @param objectSize bytes of one commit, tag or tree
     */
    public record Limits(int commits, long objectSize) {
        public static final Limits DEFAULT = new Limits(200_000, 50L << 20);
    }

    /** How much of refused pushes is kept; sizes in bytes. */
    public record EvidenceLimits(Duration keep, long perCase, long perPusher, long total) {
        public static final EvidenceLimits DEFAULT =
                new EvidenceLimits(Duration.ofDays(90), 50L << 20, 500L << 20, 2L << 30);
    }
}
