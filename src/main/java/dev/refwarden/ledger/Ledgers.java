package dev.refwarden.ledger;

import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Finds the ledger that {@code server.yaml} names, and keeps it for the next who asks. May be used by any number of
 * threads.
 */
public final class Ledgers implements AutoCloseable {
    private final Path config;
    private final StateFolder state;
    private final Function<Database, PostgresEngine> engines;
    private final Ledger own;
    private final FollowedLog followed;
    private final Map<Database, Ledger> shared = new HashMap<>();

    private Ledgers(Path config, StateFolder state, Function<Database, PostgresEngine> engines) {
        this.config = config;
        this.state = state;
        this.engines = engines;
        this.own = Ledger.in(state);
        this.followed = new FollowedLog(state);
    }

    /** For a process that judges one push. */
    public static Ledgers forOnePush(Path config, StateFolder state) {
        return new Ledgers(config, state, PostgresEngine::of);
    }

    /** For a process that stays. */
    public static Ledgers resident(Path config, StateFolder state) {
        return new Ledgers(config, state, PostgresEngine::resident);
    }

    /**
     * For a command, which looks at {@code server.yaml} alone. Where there is none, or it cannot be read, the ledger in
     * STATE is meant.
     *
     * @throws LedgerUnavailable if this server belongs to a fleet then
     */
    public static Ledger configured(Path config, StateFolder state) throws LedgerUnavailable {
        try {
            Server server = Configuration.loadServer(config);
            return server.ledger()
                    .map(ledger -> Ledger.of(state, PostgresEngine.of(database(config, ledger))))
                    .orElseGet(() -> Ledger.in(state))
                    .followedBy(server.followed())
                    .notifying(server.notifications().names());
        } catch (PolicyProblems e) {
            if (Node.isOne(state)) {
                throw LedgerUnavailable.because(
                        "this server belongs to a fleet, and " + Configuration.SERVER
                                + ", which names its ledger, cannot be read",
                        e);
            }
            return Ledger.in(state);
        }
    }

    /** The database that {@code server.yaml} names. */
    public static Database database(Path config, Server.FleetLedger ledger) {
        return new Database(ledger.url(), ledger.user(), ledger.password().map(config::resolve));
    }

    /** STATE, whichever ledger is meant. */
    public StateFolder state() {
        return state;
    }

    /** The ledger that this server's configuration names. */
    public Ledger of(Server server) {
        return server.ledger()
                .map(ledger -> shared(database(config, ledger)))
                .orElse(own)
                .notifying(server.notifications().names());
    }

    /** The same by connections of its own, which no push waits for; to be closed. */
    public Ledger apart(Server server) {
        return server.ledger()
                .map(ledger -> Ledger.of(state, PostgresEngine.of(database(config, ledger))))
                .orElseGet(() -> Ledger.in(state));
    }

    /**
     * The ledger where not all of the configuration was read, or could be. A server of a fleet needs
     * {@code server.yaml} for that; the ledger is absent where that cannot be read.
     */
    public Optional<Ledger> unconfigured() {
        if (!Node.isOne(state)) {
            return Optional.of(own);
        }
        try {
            return Optional.of(of(Configuration.loadServer(config)));
        } catch (PolicyProblems e) {
            return Optional.empty();
        }
    }

    /** Copies what was recorded to the file that {@code server.yaml} names, if it does, by a thread of its own. */
    public CompletableFuture<Boolean> follow(Server server) {
        return server.followed()
                .map(file -> followed.follow(of(server), file))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
    }

    private Ledger shared(Database database) {
        synchronized (shared) {
            return shared.computeIfAbsent(database, wanted -> Ledger.of(state, engines.apply(wanted)));
        }
    }

    @Override
    public void close() {
        own.close();
        synchronized (shared) {
            shared.values().forEach(Ledger::close);
        }
    }
}
