package comity.acceptance;

import comity.launch.ServerProcess;
import comity.launch.ServerProcess.Start;
import comity.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The packaged server as docs/operations.md has an operator run it: with settings that the page
 * names, on a database and with a certificate that the operator made, and otherwise as it comes.
 */
final class ProductionNode implements AutoCloseable {

    static final String TLS_PASSWORD = "only-for-this-test";

    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UseParallelGC",
                    "-XX:+UseSerialGC",
                    "-Xmx768m");

    private final Path folder;
    private final int port;
    private final int managementPort;
    private final HttpClient client;
    private final Map<String, String> variables = new HashMap<>();
    private @Nullable ServerProcess process;

    private ProductionNode(Path folder, int port, int managementPort, HttpClient client) {
        this.folder = folder;
        this.port = port;
        this.managementPort = managementPort;
        this.client = client;
    }

    /** Prepares all but the password of the vault, and does not start. */
    static ProductionNode prepare() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "production-").toAbsolutePath();
        makeCertificate(folder.resolve("certificate.p12"));
        var node =
                new ProductionNode(
                        folder,
                        freePort(),
                        freePort(),
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(Duration.ofSeconds(20))
                                .sslContext(trusting(folder.resolve("certificate.p12")))
                                .build());
        node.set("COMITY_DATA", node.data().toString());
        node.set("COMITY_PUBLIC_ADDRESS", node.address().toString());
        node.set("COMITY_HTTPS_PORT", Integer.toString(node.port));
        node.set("COMITY_MANAGEMENT_PORT", Integer.toString(node.managementPort));
        node.set("COMITY_TLS_STORE", folder.resolve("certificate.p12").toString());
        node.set("COMITY_TLS_PASSWORD", TLS_PASSWORD);
        if (TestDatabase.kindOfRun() == TestDatabase.Kind.POSTGRESQL) {
            var database =
                    NodeDatabase.owned("comity_production", "comity_owner", "of-no-superuser");
            node.set("COMITY_DATABASE_URL", database.address());
            node.set("COMITY_DATABASE_USER", database.user());
            node.set("COMITY_DATABASE_PASSWORD", database.password());
        }
        return node;
    }

    private static void makeCertificate(Path file) throws IOException, InterruptedException {
        var made =
                Program.run(
                        List.of(
                                Program.ofJava("keytool"),
                                "-genkeypair",
                                "-alias",
                                "comity",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                TLS_PASSWORD));
        if (made.exit() != 0) {
            throw new IllegalStateException(made.output());
        }
    }

    private static SSLContext trusting(Path store) throws GeneralSecurityException, IOException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(store.toFile(), TLS_PASSWORD.toCharArray()));
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** What makes a virtual machine trust the node's certificate. */
    List<String> trustOptions() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + folder.resolve("certificate.p12"),
                "-Djavax.net.ssl.trustStorePassword=" + TLS_PASSWORD);
    }

    /** Changes a setting, for the next start. */
    void set(String variable, String value) {
        variables.put(variable, value);
    }

    /** Starts the server, and waits until the management address says how that went. */
    Start start() throws IOException, InterruptedException {
        process =
                ServerProcess.start(
                        RunningNode.INSTALLATION.toAbsolutePath().normalize(),
                        folder.resolve("server"),
                        variables,
                        JVM_OPTIONS);
        return process()
                .awaitReady(URI.create("http://localhost:" + managementPort), RunningNode.PATIENCE);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** A request, to be completed and sent. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address().resolve(path)).timeout(Duration.ofMinutes(1));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    URI address() {
        return URI.create("https://localhost:" + port);
    }

    NodeDatabase database() {
        return NodeDatabase.of(variables);
    }

    /** Where the operator keeps files. */
    Path folder() {
        return folder;
    }

    Path data() {
        return folder.resolve("data");
    }

    ServerProcess process() {
        if (process == null) {
            throw new IllegalStateException("The node was not started");
        }
        return process;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
