package dev.refwarden.ledger;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A server of a fleet, as the ledger saw it last.
 *
 * @param id random, kept in {@code STATE/node}
 * @param host what the server calls itself; proves nothing
 * @param release of Refwarden
 * @param configuration the digest of what it judged by
 */
public record Node(String id, String host, String release, String configuration, Instant seen) {
    /** How often a server says that it is there. */
    private static final Duration OFTEN = Duration.ofMinutes(1);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The same server, where what it judges by is known to be another configuration. */
    public Node judgingBy(String digest) {
        return new Node(id, host, release, digest, seen);
    }

    /** Whether STATE belongs to a server of a fleet, whose ledger is elsewhere. */
    static boolean isOne(StateFolder state) {
        return Files.exists(state.node(), LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives this server an id, unless it has one. */
    static void begin(StateFolder state) throws IOException {
        if (!isOne(state)) {
            String id = UUID.randomUUID() + "\n";
            state.replace(state.node(), id.getBytes(StandardCharsets.US_ASCII));
            // It was not seen yet.
            Files.setLastModifiedTime(state.node(), FileTime.from(Instant.EPOCH));
        }
    }

    /** @throws LedgerUnavailable if this server does not belong to a fleet yet */
    static String idOf(StateFolder state) throws IOException {
        Path file = state.node();
        String id;
        try {
            id = Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (NoSuchFileException e) {
            throw new LedgerUnavailable(
                    file + " is missing: this server did not join the fleet; see refwarden ledger join");
        }
        if (!ID.matcher(id).matches()) {
            throw new LedgerUnavailable(file + " is damaged");
        }
        return id;
    }

    /** Whether it is time to say again that this server is there; says no from then on, for others who ask. */
    static boolean isDue(StateFolder state, Instant now) throws IOException {
        FileTime last = Files.getLastModifiedTime(state.node(), LinkOption.NOFOLLOW_LINKS);
        if (Duration.between(last.toInstant(), now).abs().compareTo(OFTEN) < 0) {
            return false;
        }
        Files.setLastModifiedTime(state.node(), FileTime.from(now));
        return true;
    }

    static void see(Session session, Node node) throws IOException {
        session.update(
                "INSERT INTO nodes VALUES (?, ?, ?, ?, ?) ON CONFLICT (node) DO UPDATE SET host = excluded.host,"
                        + " release = excluded.release, configuration = excluded.configuration, seen = excluded.seen",
                node.id(),
                node.host(),
                node.release(),
                node.configuration(),
                node.seen().toEpochMilli());
    }

    static List<Node> all(Session session) throws IOException {
        return session.list(
                "SELECT node, host, release, configuration, seen FROM nodes ORDER BY host, node",
                row -> new Node(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5))));
    }

    /** What this server calls itself. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
