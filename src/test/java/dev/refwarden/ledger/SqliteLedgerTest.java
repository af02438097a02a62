package dev.refwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SqliteLedgerTest extends LedgerContract {
    @Override
    Ledger make(StateFolder of) throws IOException {
        return Ledger.create(of);
    }

    @Override
    Ledger open(StateFolder of) {
        return Ledger.in(of);
    }

    @Override
    Ledger rebuild(StateFolder of, byte[] lines) throws IOException {
        return Ledger.rebuild(of, in(lines));
    }

    /** Whoever opens it brings it to the form of this release, one of them, and only as a whole. */
    @Test
    void tablesOfAnOlderFormAreBroughtToThisOne() throws Exception {
        ledger().append(NOON, "r", WrittenLines.answering("r", "first"));
        sql("DROP TABLE outbox");
        sql("UPDATE version SET version = 1");
        ExecutorService openers = Executors.newFixedThreadPool(6);
        List<Future<Long>> opening = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            opening.add(openers.submit(() -> {
                try (Ledger opened = Ledger.in(state())) {
                    return opened.status().lines();
                }
            }));
        }
        for (Future<Long> lines : opening) {
            assertThat(lines.get()).isEqualTo(1);
        }
        openers.shutdown();
        assertThat(sql("SELECT count(*) FROM outbox")).isZero();
        assertThatItIsWhole(1);
    }

    @Test
    void anUpgradeThatFailsLeavesTheOldForm() throws Exception {
        sql("UPDATE version SET version = 1");
        try (Ledger opened = Ledger.in(state())) {
            assertThatThrownBy(opened::status)
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("cannot be made");
        }
        assertThat(sql("SELECT version FROM version")).isEqualTo(1);
    }

    @Test
    void halfARebuildIsNoLedger() throws Exception {
        ledger().append(NOON, "r", WrittenLines.answering("r", "first"));
        StateFolder other = stateFolder("other");
        assertThatThrownBy(() -> rebuild(other, "{\"seq\":1,\"prev\":\"\"}\n".getBytes(UTF_8)))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(other.ledger()).doesNotExist();
        assertThat(other.head()).doesNotExist();
    }

    private long sql(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + state().ledger());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            try (ResultSet found = statement.getResultSet()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }
}
