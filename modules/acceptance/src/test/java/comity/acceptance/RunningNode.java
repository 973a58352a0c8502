package comity.acceptance;

import comity.launch.ServerProcess;
import comity.launch.ServerProcess.Start;
import comity.testing.TestDatabase;
import comity.testing.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The packaged server as a process, on free ports of the loopback interface, with a fresh database
 * of the kind that this run of the tests is for.
 *
 * <pre>{@code
 * @RegisterExtension static final RunningNode NODE = RunningNode.shared();
 * }</pre>
 *
 * A shared node starts once for all test classes that ask for it; what one of them does, the others
 * may see. A node of {@link #own} belongs to one test class, which may kill it and start it again.
 */
final class RunningNode implements BeforeAllCallback, AfterAllCallback {

    /** A start takes about ten seconds, and many times that on a machine that others use. */
    static final Duration PATIENCE = Duration.ofMinutes(8);

    static final Path INSTALLATION =
            Path.of(System.getProperty("comity.test.installation", "../app/target/liberty/wlp"));

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UseParallelGC",
                    "-XX:+UseSerialGC",
                    "-Xmx768m");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final RunningNode SHARED = new RunningNode(true, Map.of());
    private static final RunningNode CONSOLE = new RunningNode(true, Map.of());

    private final boolean isShared;
    private final Map<String, String> overrides;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(20))
                    .build();
    private final Map<String, String> variables = new HashMap<>();
    private @Nullable Path folder;
    private int port;
    private int securePort;
    private int managementPort;
    private @Nullable ServerProcess process;

    private RunningNode(boolean isShared, Map<String, String> overrides) {
        this.isShared = isShared;
        this.overrides = overrides;
    }

    /** The sandbox that most tests use. */
    static RunningNode shared() {
        return SHARED;
    }

    /** The sandbox that the console's tests share: people change keys and agreements in it. */
    static RunningNode console() {
        return CONSOLE;
    }

    /**
     * A node of one test class.
     *
     * @param overrides settings beyond those of a sandbox, as environment variables
     */
    static RunningNode own(Map<String, String> overrides) {
        return new RunningNode(false, overrides);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        if (isShared) {
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(
                            this,
                            first -> {
                                prepare();
                                start();
                                return (AutoCloseable) this::stop;
                            });
        } else {
            prepare();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (!isShared) {
            stop();
        }
    }

    private void prepare() {
        try {
            folder = Files.createTempDirectory(Path.of("target"), "node-").toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        port = freePort();
        securePort = freePort();
        managementPort = freePort();
        variables.put("COMITY_MODE", "sandbox");
        variables.put("COMITY_DATA", data().toString());
        variables.put("COMITY_NODE_NAME", "Node under test");
        variables.put("COMITY_HTTP_HOST", "127.0.0.1");
        variables.put("COMITY_HTTP_PORT", Integer.toString(port));
        variables.put("COMITY_HTTPS_PORT", Integer.toString(securePort));
        variables.put("COMITY_TLS_PASSWORD", "only-for-this-test");
        variables.put("COMITY_PUBLIC_ADDRESS", address().toString());
        variables.put("COMITY_MANAGEMENT_HOST", "127.0.0.1");
        variables.put("COMITY_MANAGEMENT_PORT", Integer.toString(managementPort));
        variables.put("COMITY_LOG_FORMAT", "simple");
        if (TestDatabase.kindOfRun() == TestDatabase.Kind.POSTGRESQL) {
            usePostgres("acceptance_" + NUMBER.incrementAndGet());
        }
        variables.putAll(overrides);
    }

    private void usePostgres(String name) {
        TestPostgres.create(name);
        usePostgresAt(TestPostgres.address(name));
    }

    /** Points at a database, which may not exist yet. */
    void usePostgresAt(String address) {
        variables.put("COMITY_DATABASE_URL", address);
        variables.put("COMITY_DATABASE_USER", TestPostgres.USER);
        variables.put("COMITY_DATABASE_PASSWORD", TestPostgres.PASSWORD);
    }

    /** The database that it is set to use. */
    NodeDatabase database() {
        return NodeDatabase.of(variables);
    }

    /** Changes a setting, for the next start. */
    void set(String variable, String value) {
        variables.put(variable, value);
    }

    /** Starts the server, and waits until it is ready. */
    void start() {
        launch();
        if (awaitStart() != Start.READY) {
            var words = String.join(System.lineSeparator(), process().lastWords());
            stop();
            throw new IllegalStateException("The node did not start:%n%s".formatted(words));
        }
    }

    /** Starts the server, and does not wait. */
    void launch() {
        try {
            process =
                    ServerProcess.start(
                            INSTALLATION.toAbsolutePath().normalize(),
                            folder().resolve("server"),
                            variables,
                            JVM_OPTIONS);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the server is ready or has failed to start. */
    Start awaitStart() {
        try {
            return process().awaitReady(address(), PATIENCE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** Stops the server as an operator does. */
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    /** Ends the server as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process().kill();
    }

    /** Asks for an address and reads text. */
    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Asks the management address. */
    HttpResponse<String> manage(String path, String... headers)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort).resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Sends any request. */
    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofMinutes(1)).build(), BodyHandlers.ofString());
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    int securePort() {
        return securePort;
    }

    int managementPort() {
        return managementPort;
    }

    /** Where the server writes its logs. */
    Path serverLogs() {
        return folder().resolve("server/comity/logs");
    }

    /** The data folder. */
    Path data() {
        return folder().resolve("data");
    }

    ServerProcess process() {
        if (process == null) {
            throw new IllegalStateException("The node was not started");
        }
        return process;
    }

    private Path folder() {
        if (folder == null) {
            throw new IllegalStateException("The node was not prepared");
        }
        return folder;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
