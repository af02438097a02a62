package dev.refwarden.ledger.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where connections come from. */
interface Connections {
    Connection open() throws SQLException;

    /** Whether a closed connection stays open for the next who asks. */
    boolean isPool();

    /** Closes those that no one uses. */
    void close();

    /** One connection at a time, made when it is asked for. */
    record Plain(Database database) implements Connections {
        private static final String CONNECT_SECONDS = "5";
        /** Where the database itself does not answer any more. */
        private static final String SILENCE_SECONDS = "60";

        @Override
        public Connection open() throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", database.user());
            properties.setProperty("ApplicationName", "refwarden");
            properties.setProperty("connectTimeout", CONNECT_SECONDS);
            properties.setProperty("loginTimeout", CONNECT_SECONDS);
            properties.setProperty("socketTimeout", SILENCE_SECONDS);
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("reWriteBatchedInserts", "true");
            try {
                Optional<String> password = database.readPassword();
                password.ifPresent(text -> properties.setProperty("password", text));
            } catch (IOException e) {
                throw new SQLException("the password of " + database.user() + " cannot be read", e);
            }
            if (!database.url().startsWith(Database.SCHEME)) {
                throw new SQLException(database.place() + " is not the URL of a PostgreSQL database");
            }
            try {
                // Within a server that loads this program later, drivers are not looked for any more.
                Class.forName("org.postgresql.Driver");
            } catch (ClassNotFoundException e) {
                throw new SQLException("the driver of PostgreSQL is missing", e);
            }
            return DriverManager.getConnection(database.url(), properties);
        }

        @Override
        public boolean isPool() {
            return false;
        }

        @Override
        public void close() {
            // Whoever opened a connection closes it.
        }
    }

    /** Few connections for many threads. */
    final class Pooled implements Connections {
        private static final int MOST = 8;
        private static final long WAIT_MILLIS = 10_000;
        private static final long KEPT_IDLE_MILLIS = 300_000;

        private final Plain plain;
        private @Nullable HikariDataSource pool;

        Pooled(Database database) {
            this.plain = new Plain(database);
        }

        @Override
        public Connection open() throws SQLException {
            return pool().getConnection();
        }

        private synchronized HikariDataSource pool() {
            HikariDataSource known = pool;
            if (known == null) {
                HikariConfig config = new HikariConfig();
                config.setPoolName("refwarden-ledger");
                config.setDataSource(new PlainSource(plain));
                config.setThreadFactory(new PoolThreads());
                config.setMaximumPoolSize(MOST);
                config.setMinimumIdle(0);
                config.setIdleTimeout(KEPT_IDLE_MILLIS);
                config.setConnectionTimeout(WAIT_MILLIS);
                // The database may be down for now, and each push says so.
                config.setInitializationFailTimeout(-1);
                known = new HikariDataSource(config);
                pool = known;
            }
            return known;
        }

        @Override
        public boolean isPool() {
            return true;
        }

        @Override
        public synchronized void close() {
            if (pool != null) {
                pool.close();
            }
        }
    }
}
