package dev.refwarden.policy;

import java.nio.file.Path;
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
 * @param messages what developers are shown besides the reasons
 * @param ledger of the fleet that this server belongs to; absent: the server has a ledger of its own, in STATE
 * @param followed the file to which the log's lines are appended for those who ship logs
 * @param notifications who is notified of refused pushes
 */
public record Server(
        String name,
        Optional<String> root,
        List<String> repositoryEnvironment,
        Optional<PusherSource> pusher,
        Optional<GlobSet> internalRefs,
        Messages messages,
        Duration deadline,
        Limits limits,
        EvidenceLimits evidence,
        Gate gate,
        Optional<FleetLedger> ledger,
        Optional<Path> followed,
        Notifications notifications) {
    public Server {
        repositoryEnvironment = List.copyOf(repositoryEnvironment);
    }

    /** The same for history that is there already, which may be as long as it is. */
    public Server forHistory() {
        return forHistory(Integer.MAX_VALUE);
    }

    /** The same where at most so many new commits are looked at. */
    public Server forHistory(int commits) {
        Limits unlimited = new Limits(commits, Integer.MAX_VALUE, limits.objectSize());
        return new Server(
                name,
                root,
                repositoryEnvironment,
                pusher,
                internalRefs,
                messages,
                deadline,
                unlimited,
                evidence,
                gate,
                ledger,
                followed,
                notifications);
    }

    /**
     * What developers are shown besides the reasons.
     *
     * @param prefix before every line
     * @param review where reviewers find a case, with {@code {case}} in place of its id
     * @param ask whom a developer asks for a review
     */
    public record Messages(String prefix, Optional<String> review, Optional<String> ask) {
        public static final Messages DEFAULT = new Messages("", Optional.empty(), Optional.empty());

        /** Where this case is found; absent where the server does not say. */
        public Optional<String> link(String caseId) {
            return review.map(address -> address.replace("{case}", caseId));
        }
    }

    /**
     * A database that several servers share.
     *
     * @param url {@code jdbc:postgresql:…}
     * @param user the role by which this server connects
     * @param password where the role's password lies, relative to the configuration; absent where none is asked for
     */
    public record FleetLedger(String url, String user, Optional<String> password) {}

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
     * @param updates how many refs one push may update
     * @param objectSize bytes of one commit, tag or tree
     */
    public record Limits(int commits, int updates, long objectSize) {
        public static final Limits DEFAULT = new Limits(200_000, 10_000, 50L << 20);
    }

    /**
     * The resident process that judges pushes without a start of Java.
     *
     * @param idle how long one that was started on demand stays without a push
     * @param workers how many pushes are judged at once, here and by processes of their own
     * @param memory in bytes, for Java's heap
     */
    public record Gate(Start start, Duration idle, int workers, long memory) {
        public static final Gate DEFAULT = new Gate(Start.ON_DEMAND, Duration.ofMinutes(30), 2, 512L << 20);

        /** Who starts it. */
        public enum Start {
            /** The first hook that finds none, after its own verdict. */
            ON_DEMAND,
            /** The system's service manager. */
            SERVICE,
            /** There is none; every push is judged by a process of its own. */
            NEVER
        }
    }

    /** How much of refused pushes is kept; sizes in bytes. */
    public record EvidenceLimits(Duration keep, long perCase, long perPusher, long total) {
        public static final EvidenceLimits DEFAULT =
                new EvidenceLimits(Duration.ofDays(90), 50L << 20, 500L << 20, 2L << 30);
    }
}
