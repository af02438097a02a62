package dev.refwarden.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of any table that does not follow from the lines is found. */
class TableComparisonTest {
    @TempDir
    private Path folder;

    private Ledger ledger = Ledger.in(new StateFolder(Path.of("")));

    @BeforeEach
    void make() throws IOException {
        ledger = Ledger.create(new StateFolder(folder));
        new RandomLines(7).append(ledger, 150);
    }

    private List<String> faults() throws IOException {
        return LogCheck.walk(ledger, LogCheck.Known.NOTHING, lines -> {}).breaks().stream()
                .map(LogFault::problem)
                .toList();
    }

    private void change(String sql) throws IOException {
        ledger.decide("", Ledger.PATIENCE, transaction -> {
            transaction.session().update(sql);
            return sql;
        });
    }

    private static Stream<Schema.Derived> tables() {
        return Schema.DERIVED.stream().filter(table -> !table.name().equals("head"));
    }

    @Test
    void aMissingRowIsFound() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Schema.Derived table : tables().toList()) {
            change("DELETE FROM " + table.name() + " WHERE (" + table.columns() + ") IS (SELECT " + table.columns()
                    + " FROM " + table.name() + " ORDER BY random() LIMIT 1)");
            expected.add("the table " + table.name() + " does not say what follows from the log");
            assertThat(faults()).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void aChangedColumnIsFound() throws IOException {
        for (Schema.Derived table : tables().toList()) {
            for (String column : table.columns().split(", ", -1)) {
                Path copy = folder.resolve(table.name() + "-" + column);
                ledger.backup(copy);
                change("UPDATE OR REPLACE " + table.name() + " SET " + column + " = CASE typeof(" + column
                        + ") WHEN 'integer' THEN " + column + " + 1000000 WHEN 'null' THEN 0 WHEN 'text' THEN " + column
                        + " || 'x' ELSE x'00' || " + column + " END WHERE (" + table.columns() + ") IS (SELECT "
                        + table.columns()
                        + " FROM " + table.name() + " ORDER BY random() LIMIT 1)");
                assertThat(faults())
                        .as(column)
                        .contains("the table " + table.name() + " does not say what follows from the log");
                restore(table, copy);
            }
        }
        assertThat(faults()).isEmpty();
    }

    private void restore(Schema.Derived table, Path copy) throws IOException {
        change("DELETE FROM " + table.name());
        ledger.read(session -> {
            session.update("ATTACH '" + copy + "' AS copy");
            session.update("INSERT INTO " + table.name() + " SELECT * FROM copy." + table.name());
            session.update("DETACH copy");
            return copy;
        });
    }
}
