package dev.refwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.refwarden.ledger.Appended;
import dev.refwarden.ledger.Caller;
import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.LedgerStatus;
import dev.refwarden.ledger.LogKeyFile;
import dev.refwarden.ledger.Moving;
import dev.refwarden.ledger.Node;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.ledger.legacy.OldState;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.yaml.PolicyProblems;
import dev.refwarden.report.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code refwarden ledger}: the database of decisions. */
@Command(
        name = "ledger",
        description = "Look after the ledger: the database of decisions, and of what follows from them.",
        subcommands = LedgerHeld.class)
final class LedgerCommand {
    private static final int LONGEST = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "status", description = "Show where the ledger is, how far its log goes, and what its tables hold.")
    int status(@Mixin Places places, @Option(names = "--json", description = "as JSON") boolean json)
            throws IOException {
        LedgerStatus status = places.ledger().status();
        PrintWriter out = out();
        if (json) {
            write(status, out);
        } else {
            out.println("ledger       " + status.place());
            out.println(String.format(Locale.ROOT, "size         %,d bytes", status.bytes()));
            out.println(String.format(Locale.ROOT, "lines        %,d", status.lines()));
            out.println("last line    " + status.last());
            out.println("tree root    " + status.root());
            status.nodes().forEach(node -> out.println("node         " + words(node)));
            status.rows().forEach((table, rows) -> out.println(String.format(Locale.ROOT, "%-12s %,d", table, rows)));
        }
        out.flush();
        return ExitStatus.FINE;
    }

    private static void write(LedgerStatus status, PrintWriter out) throws IOException {
        try (JsonGenerator json = Json.to(out, "ledger")) {
            json.writeStringField("place", status.place());
            json.writeNumberField("form", status.form());
            json.writeNumberField("bytes", status.bytes());
            json.writeNumberField("lines", status.lines());
            json.writeStringField("last", status.last());
            json.writeStringField("root", status.root());
            json.writeObjectFieldStart("rows");
            for (Map.Entry<String, Long> table : status.rows().entrySet()) {
                json.writeNumberField(table.getKey(), table.getValue());
            }
            writeNodes(status.nodes(), json);
            json.writeEndObject();
        }
        out.println();
    }

    private static void writeNodes(List<Node> nodes, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("nodes");
        for (Node node : nodes) {
            json.writeStartObject();
            json.writeStringField("node", node.id());
            json.writeStringField("host", node.host());
            json.writeStringField("release", node.release());
            json.writeStringField("configuration", node.configuration());
            json.writeStringField("seen", node.seen().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String words(Node node) {
        return Printable.of(node.host(), LONGEST) + ", release " + Printable.of(node.release(), LONGEST)
                + ", configuration " + Printable.of(node.configuration(), LONGEST) + ", last seen "
                + node.seen().truncatedTo(ChronoUnit.SECONDS) + " (" + Printable.of(node.id(), LONGEST) + ")";
    }

    @Command(
            name = "create",
            description = {
                "Make a new, empty ledger in STATE, or in the database that server.yaml names.",
                "The installer does this, once. It fails where a ledger is, and so never forgets what was decided."
            })
    int create(@Mixin NewLedger made) throws IOException, PolicyProblems {
        Configuration configuration = Configuration.load(made.places().config());
        try (Ledger ledger = made.create()) {
            LogKeyFile key = new LogKeyFile(ledger.state());
            if (!key.isThere()) {
                key.create(LogKeyCommand.origin(configuration));
            }
            out().println("made a new ledger in "
                    + (ledger.isFleet() ? ledger.place() : made.places().state()));
        }
        out().flush();
        return ExitStatus.FINE;
    }

    @Command(
            name = "join",
            description = {
                "Make this server one of the fleet whose ledger server.yaml names; that ledger counts as it is."
            })
    int join(@Mixin Places places) throws IOException {
        try (Ledger ledger = places.ledger()) {
            if (!ledger.isFleet()) {
                throw new IOException("server.yaml names no ledger that other servers share");
            }
            out().println(String.format(
                    Locale.ROOT,
                    "joined the fleet of %s, whose log has %,d lines",
                    ledger.place(),
                    ledger.fleet().join()));
        }
        out().flush();
        return ExitStatus.FINE;
    }

    @Command(
            name = "roles",
            description = {
                "Print the SQL that makes PostgreSQL's roles for gates and reviewers.",
                "It says what each may do, and is to be run, by whoever may make roles, in the ledger's database, after ledger create and upgrades."
            })
    int roles() {
        out().print(PostgresEngine.resource(PostgresEngine.ROLES));
        out().flush();
        return ExitStatus.FINE;
    }

    @Command(
            name = "upgrade",
            description = {
                "Bring the tables of the ledger that server.yaml names to the form of this release.",
                "That is done by the role that owns them. A ledger in STATE is brought there by whoever opens it."
            })
    int upgrade(@Mixin NewLedger made) throws IOException, PolicyProblems {
        PostgresEngine engine = made.engine()
                .orElseThrow(() -> new IOException(
                        "a ledger in STATE is upgraded by whoever opens it; server.yaml" + " names no other"));
        int found = Ledger.upgrade(engine);
        out().println(
                        found == Ledger.form()
                                ? "the ledger has form " + found + " already"
                                : "the ledger has form " + Ledger.form() + " now, and had form " + found);
        out().println("note: run refwarden ledger roles again, for the rights to what is new");
        out().flush();
        return ExitStatus.FINE;
    }

    @Command(
            name = "import",
            description = {
                "Move what version 0.1 decided, or the ledger of one server, into a new ledger.",
                "The log of 0.1 is moved line for line, and all that follows from it. It is compared with what 0.1 would have said; where that differs, nothing is imported.",
                "Where DIR is STATE itself, the old files move to STATE/before-0.2.",
                "The ledger of one server moves into the database that server.yaml names; where DIR is STATE itself, it",
                "is kept in STATE/before-fleet."
            })
    int importOld(
            @Mixin NewLedger made,
            @Parameters(
                            paramLabel = "DIR",
                            description = "a STATE with a ledger, or with the folder log of version 0.1")
                    Path folder)
            throws IOException, PolicyProblems {
        Optional<PostgresEngine> fleet = made.engine();
        Path opened = NamedFile.opened(folder);
        Moving moving = new Moving(opened);
        if (moving.isOne()) {
            move(moving, made.places(), fleet);
        } else {
            importOld(new OldState(opened), made.places(), fleet);
        }
        out().flush();
        return ExitStatus.FINE;
    }

    private void move(Moving moving, Places places, Optional<PostgresEngine> fleet) throws IOException {
        PostgresEngine engine = fleet.orElseThrow(
                () -> new IOException("there is a ledger already, and server.yaml names no database to move it to"));
        long lines = moving.into(new StateFolder(places.state()), engine);
        out().println(String.format(Locale.ROOT, "moved a ledger of %,d lines into %s", lines, engine.place()));
    }

    private void importOld(OldState old, Places places, Optional<PostgresEngine> fleet) throws IOException {
        OldState.Outcome outcome =
                old.importInto(new StateFolder(places.state()), fleet, Instant.now(), Caller.account());
        PrintWriter out = out();
        out.println(String.format(
                Locale.ROOT,
                "imported %,d lines of version 0.1 into a new ledger in %s",
                outcome.lines(),
                fleet.map(PostgresEngine::place).orElse(places.state().toString())));
        if (outcome.bridges() > 0) {
            out.println("note: a crash had torn its log in " + counted(outcome.bridges(), "place")
                    + "; the torn bytes are kept");
        }
        if (outcome.inherited() > 0) {
            out.println("note: also taken over: " + counted(outcome.inherited(), "thing")
                    + " that 0.1 knew and its lines do not say");
        }
        outcome.remarks().forEach(remark -> out.println("note: " + remark));
        makeKey(places, out);
    }

    private static void makeKey(Places places, PrintWriter out) throws IOException {
        LogKeyFile key = new LogKeyFile(new StateFolder(places.state()));
        try {
            if (!key.isThere()) {
                key.create(LogKeyCommand.origin(Configuration.load(places.config())));
            }
        } catch (PolicyProblems e) {
            out.println("note: the log has no key for checkpoints, since the configuration cannot be used; once it can:"
                    + " refwarden log key --create");
        }
    }

    private static String counted(int count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    @Command(
            name = "backup",
            description = {
                "Copy the ledger as it is at this moment to a new file, while pushes go on.",
                "The copy is a ledger of its own: it can be put in place of a lost one."
            })
    int backup(@Mixin Places places, @Parameters(paramLabel = "FILE", description = "must not be there yet") Path file)
            throws IOException {
        Path opened = NamedFile.opened(file);
        if (opened.equals(file)) {
            places.ledger().backup(file);
        } else {
            backupInto(opened, places);
        }
        out().println("copied the ledger to " + file);
        out().flush();
        return ExitStatus.FINE;
    }

    /** SQLite writes to a file of its own only; it lies in STATE for as long as it is copied. */
    private static void backupInto(Path opened, Places places) throws IOException {
        Path copy = places.state().resolve("backup-" + UUID.randomUUID() + ".new");
        try {
            places.ledger().backup(copy);
            try (OutputStream out = Files.newOutputStream(opened, StandardOpenOption.WRITE)) {
                Files.copy(copy, out);
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Command(
            name = "rebuild",
            description = {
                "Make a new ledger from the lines that refwarden log export --lines printed.",
                "Everything follows from the lines. It fails where a ledger is: move it away first."
            })
    int rebuild(@Mixin NewLedger made, @Parameters(paramLabel = "FILE", description = "the lines") Path file)
            throws IOException, PolicyProblems {
        try (InputStream lines = Files.newInputStream(NamedFile.opened(file));
                Ledger ledger = made.rebuild(lines)) {
            out().println(String.format(
                    Locale.ROOT,
                    "rebuilt the ledger from %,d lines",
                    ledger.status().lines()));
        }
        out().flush();
        return ExitStatus.FINE;
    }

    @Command(
            name = "adopt",
            description = {
                "Take the ledger as it is for the right one, after a backup was put back.",
                "This server has seen a newer one, or another. What was decided since the backup is forgotten; the log says so."
            })
    int adopt(
            @Mixin Places places,
            @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why, for the log")
                    String reason)
            throws IOException {
        Appended line = places.ledger().adopt(Instant.now(), Caller.account(), reason);
        out().println("the ledger counts again from line " + line.seq() + " on");
        out().flush();
        return ExitStatus.FINE;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
