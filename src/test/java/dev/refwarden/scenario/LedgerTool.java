package dev.refwarden.scenario;

import dev.refwarden.ledger.Ledger;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.LogExport;
import dev.refwarden.ledger.LogFault;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.suite.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Reads a scenario's ledger as it is, and changes it as no one should. */
final class LedgerTool {
    private LedgerTool() {}

    /** The log's lines; from {@code STATE} where no other folder is named. */
    static String lines(Call call) throws IOException {
        Path state =
                call.arguments().isEmpty() ? Path.of(call.variable("ROOT", "")).resolve("state") : call.file(0);
        return lines(state);
    }

    static String lines(Path state) throws IOException {
        StringBuilder out = new StringBuilder();
        if (!Files.exists(state.resolve("ledger.db")) && !Files.exists(state.resolve("node"))) {
            return "";
        }
        try (Ledger ledger = Ledgers.configured(state.resolveSibling("config"), new StateFolder(state))) {
            LogExport.show(ledger, Optional.empty(), 0, new LogExport.Sink() {
                @Override
                public void line(LogExport.Line line) {
                    out.append(new String(line.bytes(), StandardCharsets.UTF_8));
                }

                @Override
                public void fault(LogFault fault) {
                    // Scenarios that damage the log look at that by other means.
                }
            });
        }
        return out.toString();
    }

    /** Runs SQL on the ledger; prints what a query finds, columns apart by blanks. */
    static String sql(Call call) throws SQLException {
        Path file = Path.of(call.variable("ROOT", "")).resolve("state/ledger.db");
        StringBuilder out = new StringBuilder();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : call.arguments()) {
                if (statement.execute(sql)) {
                    print(statement, out);
                }
            }
        }
        return out.toString();
    }

    private static void print(Statement statement, StringBuilder out) throws SQLException {
        try (ResultSet found = statement.getResultSet()) {
            while (found.next()) {
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    out.append(column == 1 ? "" : " ").append(found.getString(column));
                }
                out.append('\n');
            }
        }
    }
}
