package comity.ledger;

import comity.testing.TestDatabase;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database whose connection is cut around the n-th statement or commit. */
final class DyingDatabase implements DataSource {

    private final TestDatabase database;
    private int left;
    private boolean died;

    /** Odd steps cut before a statement, even steps after it. */
    DyingDatabase(TestDatabase database, int step) {
        this.database = database;
        this.left = step;
    }

    boolean hasDied() {
        return died;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var real = database.connect();
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                return statement(
                                        real, real.prepareStatement((String) arguments[0]));
                            }
                            return method.getName().equals("commit")
                                    ? around(real, method, real, arguments)
                                    : invoke(method, real, arguments);
                        });
    }

    private PreparedStatement statement(Connection connection, PreparedStatement real) {
        return (PreparedStatement)
                Proxy.newProxyInstance(
                        PreparedStatement.class.getClassLoader(),
                        new Class<?>[] {PreparedStatement.class},
                        (proxy, method, arguments) ->
                                method.getName().startsWith("execute")
                                        ? around(connection, method, real, arguments)
                                        : invoke(method, real, arguments));
    }

    private Object around(Connection connection, Method method, Object target, Object[] arguments)
            throws Throwable {
        cutAtZero(connection);
        var result = invoke(method, target, arguments);
        cutAtZero(connection);
        return result;
    }

    private void cutAtZero(Connection connection) throws SQLException {
        if (--left == 0) {
            died = true;
            connection.abort(Runnable::run);
            throw new SQLException("the connection was cut", "08006");
        }
    }

    private static Object invoke(Method method, Object target, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // Nothing is written.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // The real one decides.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
