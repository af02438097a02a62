package dev.refwarden.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of a ledger, made by numbered steps. {@code lines} is the log; every other table follows from it, and is
 * worked out by {@link Consequences} alone.
 */
final class Schema {
    private static final Pattern SPELLED = Pattern.compile("\\{([a-z]+)}|\\bTEXT\\b");

    private Schema() {}

    /** Each step brings a ledger from the version before to its own, counted from 1; steps are only ever added. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE version (version {number} NOT NULL)",
                    "INSERT INTO version VALUES (0)",
                    // The newest line, and the right edge of the tree over all lines.
                    "CREATE TABLE head (seq {number} NOT NULL, hash {bytes} NOT NULL, edge {bytes} NOT NULL)",
                    "CREATE TABLE lines (seq {number} PRIMARY KEY, line {bytes} NOT NULL)",
                    // Roots of the whole subtrees of 2^level lines each.
                    "CREATE TABLE subtrees (level {number} NOT NULL, place {number} NOT NULL, hash {bytes} NOT NULL,"
                            + " PRIMARY KEY (level, place)){clustered}",
                    // The newest decision about each repository.
                    "CREATE TABLE repositories (id {number} PRIMARY KEY, name TEXT NOT NULL UNIQUE, latest {number} NOT NULL)",
                    // Where the folder of a repository is, on which server.
                    "CREATE TABLE places (node TEXT NOT NULL, folder TEXT NOT NULL, name TEXT NOT NULL,"
                            + " PRIMARY KEY (node, folder)){clustered}",
                    // Commits that are settled with all before them; no rule: declared; no ref: for all.
                    "CREATE TABLE settled (repository {number} NOT NULL, commit_id {bytes} NOT NULL, rule TEXT NOT NULL,"
                            + " aspects {number} NOT NULL, ref TEXT NOT NULL, declared {number}, claimed {number} NOT NULL,"
                            + " PRIMARY KEY (repository, commit_id, rule, aspects, ref)){clustered}",
                    "CREATE INDEX settled_by_time ON settled (repository, ref, claimed)",
                    "CREATE INDEX settled_by_ref ON settled (repository, ref, rule)",
                    // What was accepted, and was not seen to land yet.
                    "CREATE TABLE waiting (repository {number} NOT NULL, seq {number} NOT NULL, ref TEXT NOT NULL,"
                            + " rule TEXT NOT NULL, aspects {number} NOT NULL, before_id {bytes} NOT NULL,"
                            + " after_id {bytes} NOT NULL, commit_id {bytes} NOT NULL, claimed {number} NOT NULL,"
                            + " extends {number} NOT NULL, own {number} NOT NULL, replaces {bytes} NOT NULL,"
                            + " contained {number} NOT NULL, tips {number} NOT NULL, time {number} NOT NULL, PRIMARY KEY (repository, seq, ref, rule)){clustered}",
                    "CREATE INDEX waiting_by_tip ON waiting (repository, ref, after_id)",
                    "CREATE INDEX waiting_by_time ON waiting (repository, time)",
                    // The newest decision that accepted something for a ref, and the newest that was seen to have
                    // landed there.
                    "CREATE TABLE refs (repository {number} NOT NULL, ref TEXT NOT NULL, accepted {number} NOT NULL,"
                            + " landed {number} NOT NULL, PRIMARY KEY (repository, ref)){clustered}",
                    // When a commit was accepted by a rule that demands signatures, and landed; the earliest counts.
                    "CREATE TABLE accepted (repository {number} NOT NULL, commit_id {bytes} NOT NULL, time {number} NOT NULL,"
                            + " PRIMARY KEY (repository, commit_id, time)){clustered}",
                    // Statements that were seen or used up.
                    "CREATE TABLE consumed (digest {bytes} NOT NULL, kind TEXT NOT NULL, seq {number} NOT NULL,"
                            + " time {number} NOT NULL, note TEXT NOT NULL, PRIMARY KEY (digest, kind, seq)){clustered}",
                    // When each key was first seen with its person, 0 at installation.
                    "CREATE TABLE sightings (fingerprint TEXT NOT NULL, person TEXT NOT NULL, time {number} NOT NULL,"
                            + " PRIMARY KEY (person, fingerprint)){clustered}",
                    // The policies whose keys were all looked at, and whether any of them calls itself compromised.
                    "CREATE TABLE policies (digest TEXT PRIMARY KEY, revoked {number} NOT NULL){clustered}",
                    // Refused pushes by what they are quoted by.
                    "CREATE TABLE cases (id TEXT NOT NULL, seq {number} NOT NULL, PRIMARY KEY (id, seq)){clustered}",
                    // Pushes and declarations; the kind is a DecisionKind's number, no repository: 0.
                    "CREATE TABLE decisions (seq {number} PRIMARY KEY, time {number} NOT NULL, kind {number} NOT NULL,"
                            + " repository {number} NOT NULL)",
                    "CREATE INDEX decisions_by_repository ON decisions (repository, seq, kind)",
                    // Names in decisions by their numbers.
                    "CREATE TABLE names (id {number} PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
                    "CREATE TABLE decision_refs (repository {number} NOT NULL, ref {number} NOT NULL, seq {number} NOT NULL,"
                            + " PRIMARY KEY (repository, ref, seq)){clustered}",
                    "CREATE INDEX decision_refs_by_name ON decision_refs (ref, seq)",
                    // Who pushed or signed, and for which reasons; the role is a DecisionRows.Role's number.
                    "CREATE TABLE decision_names (role {number} NOT NULL, name {number} NOT NULL, seq {number} NOT NULL,"
                            + " PRIMARY KEY (role, name, seq)){clustered}",
                    // Objects by the first 56 bits of their names.
                    "CREATE TABLE decision_objects (object {number} NOT NULL, seq {number} NOT NULL,"
                            + " PRIMARY KEY (object, seq)){clustered}",
                    // Tags that were accepted for a branch of the same push, until both were seen landed.
                    "CREATE TABLE resting (repository {number} NOT NULL, seq {number} NOT NULL, ref TEXT NOT NULL,"
                            + " before_id {bytes} NOT NULL, after_id {bytes} NOT NULL, commit_id {bytes} NOT NULL,"
                            + " branches TEXT NOT NULL, time {number} NOT NULL, alarmed {number} NOT NULL,"
                            + " PRIMARY KEY (repository, seq, ref)){clustered}",
                    "CREATE INDEX resting_by_tip ON resting (repository, ref, after_id)",
                    // What was answered to a push.
                    "CREATE TABLE answers (nonce TEXT PRIMARY KEY, seq {number} NOT NULL){clustered}"),
            // Lines that are still to be told to someone outside: when next, and how often that was tried. It follows
            // from no line, and no decision from it.
            List.of("CREATE TABLE outbox (receiver TEXT NOT NULL, seq {number} NOT NULL, due {number} NOT NULL,"
                    + " tries {number} NOT NULL, PRIMARY KEY (receiver, seq)){clustered}"),
            // What servers keep of refused pushes, where they share a database: its own script has these tables.
            List.of());

    /** A table that follows from the lines, with its columns in an order by which two of its kind can be compared. */
    record Derived(String name, String columns) {}

    static final List<Derived> DERIVED = List.of(
            new Derived("head", "seq, hash, edge"),
            new Derived("subtrees", "level, place, hash"),
            new Derived("repositories", "id, name, latest"),
            new Derived("places", "node, folder, name"),
            new Derived("settled", "repository, commit_id, rule, aspects, ref, declared, claimed"),
            new Derived(
                    "waiting",
                    "repository, seq, ref, rule, aspects, before_id, after_id, commit_id, claimed, extends, own, replaces,"
                            + " contained, tips, time"),
            new Derived("resting", "repository, seq, ref, before_id, after_id, commit_id, branches, time, alarmed"),
            new Derived("refs", "repository, ref, accepted, landed"),
            new Derived("accepted", "repository, commit_id, time"),
            new Derived("consumed", "digest, kind, seq, time, note"),
            new Derived("sightings", "person, fingerprint, time"),
            new Derived("policies", "digest, revoked"),
            new Derived("cases", "id, seq"),
            new Derived("decisions", "seq, time, kind, repository"),
            new Derived("names", "id, name"),
            new Derived("decision_refs", "repository, ref, seq"),
            new Derived("decision_names", "role, name, seq"),
            new Derived("decision_objects", "object, seq"),
            new Derived("answers", "nonce, seq"));

    static int version() {
        return STEPS.size();
    }

    /** Makes the tables of a new ledger. */
    static void make(Engine engine, Connection connection) throws IOException {
        bring(engine, connection, 0);
    }

    /**
     * Sees to it that the tables have the form of this program.
     *
     * @throws LedgerUnavailable if another program made them, and they are not to be changed by whoever comes along
     */
    static void require(Engine engine, Connection connection) throws IOException, SQLException {
        int found = versionOf(connection);
        if (found < version() && engine.upgradesItself()) {
            upgrade(engine, connection);
        } else if (found < version()) {
            throw new LedgerUnavailable("the ledger " + engine.place() + " has the form of an older release (form "
                    + found + ", this one needs " + version() + "): its administrator runs refwarden ledger upgrade");
        }
        refuseNewer(engine, found);
    }

    /**
     * Brings older tables to the form of this program, all of them or none, whoever else tries the same.
     *
     * @return the form that was found
     */
    static int upgrade(Engine engine, Connection connection) throws IOException, SQLException {
        engine.begin(connection, "", Ledger.PATIENCE);
        try {
            engine.takeTime(connection);
            int found = versionOf(connection);
            refuseNewer(engine, found);
            bring(engine, connection, found);
            engine.guard(connection);
            engine.commit(connection);
            return found;
        } catch (IOException | SQLException | RuntimeException e) {
            Ledger.rollback(engine, connection, e);
            throw e;
        }
    }

    private static void refuseNewer(Engine engine, int found) throws LedgerUnavailable {
        if (found > version()) {
            throw new LedgerUnavailable("the ledger " + engine.place() + " was written by a newer Refwarden (form "
                    + found + ", this one knows " + version() + "): upgrade this server");
        }
    }

    private static void bring(Engine engine, Connection connection, int from) throws IOException {
        try (Statement statement = connection.createStatement()) {
            for (int step = from; step < version(); step++) {
                for (String sql : STEPS.get(step)) {
                    statement.execute(spelled(engine, sql));
                }
                statement.execute("UPDATE version SET version = " + (step + 1));
            }
        } catch (SQLException e) {
            throw LedgerUnavailable.because("the tables of the ledger " + engine.place() + " cannot be made", e);
        }
    }

    /** The version of the tables that are there. */
    static int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT version FROM version")) {
            if (!found.next()) {
                throw new SQLException("it does not say which form it has");
            }
            return found.getInt(1);
        }
    }

    private static String spelled(Engine engine, String sql) {
        Matcher matcher = SPELLED.matcher(sql);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            // Texts are ordered by their bytes, whatever language the database was made for.
            String word = Objects.requireNonNullElse(matcher.group(1), "text");
            matcher.appendReplacement(out, Matcher.quoteReplacement(engine.spelled(word)));
        }
        return matcher.appendTail(out).toString();
    }
}
