package comity.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes the SQL that a thread sends while it is asked to, one text for each execution. */
final class StatementLog {

    @SuppressWarnings("ThreadLocalUsage") // One per database, and few databases in a test process.
    private final ThreadLocal<@Nullable List<String>> noted = new ThreadLocal<>();

    List<String> of(Runnable work) {
        var statements = new ArrayList<String>();
        noted.set(statements);
        try {
            work.run();
        } finally {
            noted.remove();
        }
        return List.copyOf(statements);
    }

    /** The same database, listened to. */
    DataSource over(DataSource database) {
        return proxy(
                DataSource.class,
                (proxy, method, arguments) -> {
                    var result = call(database, method, arguments);
                    return result instanceof Connection connection ? listening(connection) : result;
                });
    }

    private Connection listening(Connection connection) {
        return proxy(
                Connection.class,
                (proxy, method, arguments) -> {
                    var result = call(connection, method, arguments);
                    var sql = arguments != null && arguments[0] instanceof String text ? text : "";
                    if (result instanceof CallableStatement call) {
                        return listening(CallableStatement.class, call, sql);
                    }
                    if (result instanceof PreparedStatement prepared) {
                        return listening(PreparedStatement.class, prepared, sql);
                    }
                    return result instanceof Statement statement
                            ? listening(Statement.class, statement, "")
                            : result;
                });
    }

    private <T extends Statement> T listening(Class<T> kind, T statement, String prepared) {
        return proxy(
                kind,
                (proxy, method, arguments) -> {
                    var statements = noted.get();
                    if (statements != null && method.getName().startsWith("execute")) {
                        statements.add(
                                arguments != null && arguments[0] instanceof String sql
                                        ? sql
                                        : prepared);
                    }
                    return call(statement, method, arguments);
                });
    }

    private static @Nullable Object call(
            Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        StatementLog.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
