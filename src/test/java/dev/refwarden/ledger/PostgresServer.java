package dev.refwarden.ledger;

import dev.refwarden.LocalTool;
import dev.refwarden.ledger.postgresql.Database;
import dev.refwarden.ledger.postgresql.PostgresEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of its own, on this machine's loopback, whose data go with it. */
public final class PostgresServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String ACCOUNT = "nobody";
    static final String ADMINISTRATOR = "administrator";

    private final Path programs;
    private final Path folder;
    private final int port;
    private int databases;

    private PostgresServer(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    /** Aborts the test, loudly, where PostgreSQL is not installed. */
    public static PostgresServer start() throws IOException {
        need(INSTALLED);
        Path programs;
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            programs = versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .orElse(INSTALLED.resolve("bin/initdb"));
        }
        need(programs.resolve("initdb"));
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "refwarden-pg");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        PostgresServer server = new PostgresServer(programs, folder, freePort());
        try {
            server.make();
            server.up();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Benchmarks run without the libraries that tests have, as long as nothing is missing. */
    private static void need(Path file) {
        if (!Files.exists(file)) {
            LocalTool.need(file, "postgresql");
        }
    }

    /** A database that follows this one under that name; to be closed before this one is. */
    PostgresServer standby(String name) throws IOException {
        Path other = Files.createTempDirectory(Path.of("/tmp"), "refwarden-pg");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rwxr-xr-x"));
        PostgresServer standby = new PostgresServer(programs, other, freePort());
        standby.makeData();
        standby.run(
                "pg_basebackup",
                "-D",
                standby.data(),
                "-R",
                "-c",
                "fast",
                "-d",
                "host=127.0.0.1 port=" + port + " user=" + ADMINISTRATOR + " application_name=" + name);
        standby.up();
        return standby;
    }

    /** Sets something in the server's configuration. */
    void set(String name, String value) throws SQLException {
        execute("postgres", "ALTER SYSTEM SET " + name + " = '" + value + "'");
        execute("postgres", "SELECT pg_reload_conf()");
    }

    /** How often the journal was synced, as the server counts. */
    long syncs() throws SQLException, InterruptedException {
        // Each backend tells its own figures about once a second.
        TimeUnit.SECONDS.sleep(2);
        try (Connection connection = connect(new Database(url("postgres"), ADMINISTRATOR, Optional.empty()));
                Statement statement = connection.createStatement();
                var found = statement.executeQuery("SELECT wal_sync FROM pg_stat_wal")) {
            found.next();
            return found.getLong(1);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void make() throws IOException {
        makeData();
        run("initdb", "-D", data(), "-U", ADMINISTRATOR, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8");
    }

    private void makeData() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        if (isRoot()) {
            Files.setOwner(
                    data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(ACCOUNT));
        }
    }

    /** Starts it, or starts it again. */
    void up() {
        String options = "-h 127.0.0.1 -p " + port + " -k '' -c max_connections=200";
        run("pg_ctl", "-D", data(), "-w", "-t", "60", "-l", data() + "/log", "-o", options, "start");
    }

    /** Has a standby take over. */
    void promote() {
        run("pg_ctl", "-D", data(), "-w", "-t", "60", "promote");
    }

    /** Stops it at once, as a power cut does. */
    public void crash() {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** A new, empty database, which its administrator connects to. */
    public Database database() throws SQLException {
        String name = "ledger" + ++databases;
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE template0");
        return new Database(url(name), ADMINISTRATOR, Optional.empty());
    }

    /** A gate's role in a ledger that was made there, with no more rights than a gate has. */
    public Database gate(Database database) throws SQLException {
        execute(database, PostgresEngine.resource(PostgresEngine.ROLES));
        execute(
                database,
                "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'gate') THEN"
                        + " CREATE ROLE gate LOGIN IN ROLE refwarden_gates;"
                        + " CREATE ROLE reviewer LOGIN IN ROLE refwarden_reviewers; END IF; END $$");
        return database.as("gate", Optional.empty());
    }

    int port() {
        return port;
    }

    /** The same database by way of another port. */
    Database through(int other, Database database) {
        return new Database(database.url().replace(":" + port, ":" + other), database.user(), database.password());
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), "");
    }

    void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        execute(new Database(url(database), ADMINISTRATOR, Optional.empty()), sql);
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=nogroup", "--clear-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", "");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    @Override
    public void close() throws IOException {
        try {
            crash();
        } catch (IllegalStateException e) {
            // It is down already.
            System.err.println(e.getMessage());
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
