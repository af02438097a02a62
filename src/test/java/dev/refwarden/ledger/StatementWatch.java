package dev.refwarden.ledger;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A database between whose statements something happens. */
final class StatementWatch implements Engine {
    /** Told before each statement, and before each commit that is none. */
    @FunctionalInterface
    interface Before {
        void statement(Connection connection) throws SQLException;
    }

    private final Engine engine;
    private final Before before;

    StatementWatch(Engine engine, Before before) {
        this.engine = engine;
        this.before = before;
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                before.statement(connection);
            }
            Object result = call(connection, method, arguments);
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, watching(connection, statement));
            }
            return result instanceof Statement statement
                    ? proxy(Statement.class, watching(connection, statement))
                    : result;
        });
    }

    private InvocationHandler watching(Connection connection, Statement statement) {
        return (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                before.statement(connection);
            }
            return call(statement, method, arguments);
        };
    }

    private static Object call(Object target, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StatementWatch.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Connection connect() throws SQLException {
        return watched(engine.connect());
    }

    @Override
    public Connection create() throws SQLException {
        return watched(engine.create());
    }

    @Override
    public Engine maker() {
        return new StatementWatch(engine.maker(), before);
    }

    @Override
    public boolean upgradesItself() {
        return engine.upgradesItself();
    }

    @Override
    public void takeTime(Connection connection) throws SQLException {
        engine.takeTime(connection);
    }

    @Override
    public void guard(Connection connection) throws SQLException {
        engine.guard(connection);
    }

    @Override
    public void begin(Connection connection, String repository, Duration patience) throws SQLException {
        engine.begin(connection, repository, patience);
    }

    @Override
    public void beginReading(Connection connection) throws SQLException {
        engine.beginReading(connection);
    }

    @Override
    public void beginAppending(Connection connection, Duration patience) throws SQLException {
        engine.beginAppending(connection, patience);
    }

    @Override
    public void append(Changes changes, long seq, byte[] line, byte[] hash, byte[] edge) throws IOException {
        engine.append(changes, seq, line, hash, edge);
    }

    @Override
    public void makeDurable(Connection connection) throws SQLException {
        engine.makeDurable(connection);
    }

    @Override
    public boolean takesSeveralAtOnce() {
        return engine.takesSeveralAtOnce();
    }

    @Override
    public void commit(Connection connection) throws SQLException {
        engine.commit(connection);
    }

    @Override
    public void rollback(Connection connection) throws SQLException {
        engine.rollback(connection);
    }

    @Override
    public boolean isImpatience(SQLException failure) {
        return engine.isImpatience(failure);
    }

    @Override
    public boolean isLost(SQLException failure) {
        return engine.isLost(failure);
    }

    @Override
    public boolean isAlive(Connection connection) {
        return engine.isAlive(connection);
    }

    @Override
    public boolean isPool() {
        return engine.isPool();
    }

    @Override
    public String spelled(String word) {
        return engine.spelled(word);
    }

    @Override
    public String place() {
        return engine.place();
    }

    @Override
    public boolean isExchanged() {
        return engine.isExchanged();
    }

    @Override
    public long bytes(Connection connection) throws IOException, SQLException {
        return engine.bytes(connection);
    }

    @Override
    public boolean copy(Connection connection, Path target) throws SQLException {
        return engine.copy(connection, target);
    }

    @Override
    public void delete() throws IOException, SQLException {
        engine.delete();
    }

    @Override
    public void close() {
        engine.close();
    }
}
