package dev.refwarden.ledger;

import dev.refwarden.ledger.sqlite.SqliteEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Copies all tables of a ledger, row by row, into a new SQLite file. */
final class TableCopy {
    private static final int AT_ONCE = 1_000;

    private TableCopy() {}

    /** @param from sees everything as it is at one moment */
    static void of(Session from, Path target) throws IOException {
        try (SqliteEngine engine = new SqliteEngine(target);
                Connection into = engine.create()) {
            Schema.make(engine, into);
            engine.begin(into, "", Ledger.PATIENCE);
            copy("lines", "seq, line", from.connection(), into);
            for (Schema.Derived table : Schema.DERIVED) {
                copy(table.name(), table.columns(), from.connection(), into);
            }
            engine.commit(into);
        } catch (SQLException e) {
            throw LedgerUnavailable.because("no copy can be made", e);
        }
    }

    private static void copy(String table, String columns, Connection from, Connection into) throws SQLException {
        String marks = columns.replaceAll("[a-z_]+", "?");
        try (Statement reading = from.createStatement();
                PreparedStatement writing =
                        into.prepareStatement("INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ")")) {
            reading.setFetchSize(AT_ONCE);
            ResultSet rows = reading.executeQuery("SELECT " + columns + " FROM " + table);
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= width; column++) {
                    writing.setObject(column, rows.getObject(column));
                }
                writing.executeUpdate();
            }
        }
    }
}
