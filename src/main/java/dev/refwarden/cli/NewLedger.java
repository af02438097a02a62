package dev.refwarden.cli;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a ledger is to be made, and by whom. */
final class NewLedger {
    @Mixin
    private Places places = new Places();

    @Option(
            names = "--administrator",
            paramLabel = "ROLE",
            description = "in PostgreSQL: the role that makes the tables, and owns them then")
    private @Nullable String administrator;

    @Option(
            names = "--password",
            paramLabel = "FILE",
            description = "the file that holds its password; without this, as .pgpass or the database says")
    private @Nullable Path password;

    Places places() {
        return places;
    }

    /** Makes one without a line. */
    Ledger create() throws IOException, PolicyProblems {
        Optional<PostgresEngine> engine = engine();
        return engine.isPresent() ? Ledger.create(state(), engine.get()) : Ledger.create(state());
    }

    /** Makes one of these lines. */
    Ledger rebuild(InputStream lines) throws IOException, PolicyProblems {
        Optional<PostgresEngine> engine = engine();
        return engine.isPresent() ? Ledger.rebuild(state(), engine.get(), lines) : Ledger.rebuild(state(), lines);
    }

    private StateFolder state() {
        return new StateFolder(places.state());
    }

    /** The database that is to hold it; absent: STATE is. */
    Optional<PostgresEngine> engine() throws PolicyProblems, IOException {
        Path config = places.config();
        // A new server may have no configuration yet.
        Optional<Server.FleetLedger> fleet = Files.exists(config.resolve(Configuration.SERVER))
                ? Configuration.loadServer(config).ledger()
                : Optional.empty();
        if (fleet.isEmpty()) {
            if (administrator != null || password != null) {
                throw new IOException(config.resolve(Configuration.SERVER) + " names no database");
            }
            return Optional.empty();
        }
        Database database = Ledgers.database(config, fleet.get());
        return Optional.of(PostgresEngine.of(
                administrator == null
                        ? database
                        : database.as(
                                administrator, Optional.ofNullable(password).map(NamedFile::opened))));
    }
}
