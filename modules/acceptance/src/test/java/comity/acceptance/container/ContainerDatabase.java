package comity.acceptance.container;

import comity.testing.TestDatabase;
import comity.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tells the container its port and its database, before Arquillian starts it. */
final class ContainerDatabase implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (System.getProperty("comity.test.arquillian") == null) {
            // In the container itself, where the test runs: it has its database already.
            return;
        }
        var port = Integer.toString(freePort());
        System.setProperty("comity.test.http.port", port);
        var server =
                Path.of(System.getProperty("comity.test.arquillian"), "servers", "comity-test");
        Files.write(
                server.resolve("bootstrap.properties"),
                List.of(
                        "comity.test.http.port=" + port,
                        "comity.test.database.url=" + url(),
                        "comity.test.database.user=" + TestPostgres.USER,
                        "comity.test.database.password=" + TestPostgres.PASSWORD));
    }

    private static String url() {
        if (TestDatabase.kindOfRun() == TestDatabase.Kind.POSTGRESQL) {
            TestPostgres.create("container");
            return TestPostgres.address("container");
        }
        return "jdbc:h2:mem:container;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                + "DEFAULT_NULL_ORDERING=HIGH";
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
