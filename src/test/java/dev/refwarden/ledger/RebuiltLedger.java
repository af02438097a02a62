package dev.refwarden.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger that is made of another one's exported lines alone, as {@code ledger rebuild} does. */
public final class RebuiltLedger {
    private RebuiltLedger() {}

    /**
     * The tables of both whose rows are not the same.
     *
     * @param scratch a folder that is not there yet
     */
    public static List<String> differences(Path state, Path scratch) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (Ledger ledger = Ledger.in(new StateFolder(state))) {
            Lines.each(ledger, 0, line -> lines.writeBytes(line.bytes()));
            StateFolder fresh = new StateFolder(Files.createDirectories(scratch));
            try (Ledger again = Ledger.rebuild(fresh, new ByteArrayInputStream(lines.toByteArray()))) {
                Map<String, List<String>> rows = rows(ledger);
                Map<String, List<String>> rebuilt = rows(again);
                return rows.entrySet().stream()
                        .filter(table -> !table.getValue().equals(rebuilt.get(table.getKey())))
                        .map(table -> table.getKey() + ": " + table.getValue() + " and rebuilt "
                                + rebuilt.get(table.getKey()))
                        .toList();
            }
        }
    }

    private static Map<String, List<String>> rows(Ledger ledger) throws IOException {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Schema.Derived table : Schema.DERIVED) {
            int columns = table.columns().split(",", -1).length;
            String sql = "SELECT " + table.columns() + " FROM " + table.name() + " ORDER BY " + table.columns();
            rows.put(table.name(), ledger.read(session -> session.list(sql, row -> text(row, columns))));
        }
        return rows;
    }

    private static String text(ResultSet row, int columns) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            values.add(
                    row.getObject(i) instanceof byte[] bytes
                            ? HexFormat.of().formatHex(bytes)
                            : String.valueOf(row.getString(i)));
        }
        return String.join(" ", values);
    }
}
