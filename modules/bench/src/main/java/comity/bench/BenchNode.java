package comity.bench;

import comity.bench.server.BenchApplication;
import comity.launch.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The node with the two plain endpoints beside it: a copy of the packaged server, to which only
 * this adds them.
 */
final class BenchNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> JVM_OPTIONS = List.of("-Xmx2g");

    /** What is measured is the work, not the limits. */
    private static final Map<String, String> UNLIMITED =
            Map.of("COMITY_LIMITS_ADDRESS", "10000000", "COMITY_LIMITS_ENTITY", "10000000");

    private final Path installation;
    private final Path folder;
    private final Map<String, String> variables;
    private final URI address;
    private ServerProcess server;

    private BenchNode(
            Path installation,
            Path folder,
            Map<String, String> variables,
            URI address,
            ServerProcess server) {
        this.installation = installation;
        this.folder = folder;
        this.variables = variables;
        this.address = address;
        this.server = server;
    }

    /**
     * Starts it as a sandbox.
     *
     * @param installation the packaged server
     * @param folder an empty one
     * @param database {@code COMITY_DATABASE_…} settings; none for H2 in the folder
     */
    static BenchNode start(Path installation, Path folder, Map<String, String> database)
            throws IOException, InterruptedException {
        var user = folder.resolve("usr");
        Folders.copy(installation.resolve("usr"), user);
        var config = user.resolve("servers").resolve("comity");
        archive(config.resolve("apps").resolve("bench.war"));
        var overrides =
                Files.createDirectories(config.resolve("configDropins").resolve("overrides"));
        try (var xml = BenchNode.class.getResourceAsStream("/bench-server.xml")) {
            Files.copy(java.util.Objects.requireNonNull(xml), overrides.resolve("bench.xml"));
        }
        int port = freePort();
        var address = URI.create("http://localhost:" + port);
        var variables = new HashMap<>(database);
        variables.putAll(
                Map.of(
                        "WLP_USER_DIR",
                        user.toString(),
                        "COMITY_MODE",
                        "sandbox",
                        "COMITY_DATA",
                        folder.resolve("data").toString(),
                        "COMITY_HTTP_HOST",
                        "localhost",
                        "COMITY_HTTP_PORT",
                        Integer.toString(port),
                        "COMITY_HTTPS_PORT",
                        "-1",
                        "COMITY_PUBLIC_ADDRESS",
                        address.toString(),
                        "COMITY_NODE_NAME",
                        "Comity bench"));
        variables.putAll(UNLIMITED);
        var node =
                new BenchNode(
                        installation,
                        folder,
                        variables,
                        address,
                        launch(installation, folder, variables));
        node.awaitReady();
        return node;
    }

    private static ServerProcess launch(
            Path installation, Path folder, Map<String, String> variables) throws IOException {
        return ServerProcess.start(installation, folder.resolve("server"), variables, JVM_OPTIONS);
    }

    private void awaitReady() throws IOException, InterruptedException {
        var start = server.awaitReady(address, PATIENCE);
        if (start != ServerProcess.Start.READY) {
            server.close();
            throw new IOException("the server is " + start + ": " + server.lastWords());
        }
    }

    /** Ends it as {@code kill -9} does, at once. */
    void kill() throws InterruptedException {
        server.kill();
    }

    /** Starts it again on the same data. */
    void restart() throws IOException, InterruptedException {
        server = launch(installation, folder, variables);
        awaitReady();
    }

    URI address() {
        return address;
    }

    Path keys() {
        return folder.resolve("data").resolve("sandbox").resolve("keys");
    }

    /** Processor time of the server's processes so far. */
    Duration cpu() {
        var process = ProcessHandle.of(server.pid()).orElseThrow();
        return Stream.concat(Stream.of(process), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static void archive(Path file) {
        ShrinkWrap.create(WebArchive.class)
                .addPackage(BenchApplication.class.getPackage())
                .addAsResource("bench-persistence.xml", "META-INF/persistence.xml")
                .as(ZipExporter.class)
                .exportTo(file.toFile(), true);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
