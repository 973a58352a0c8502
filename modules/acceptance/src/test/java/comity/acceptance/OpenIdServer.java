package comity.acceptance;

import comity.launch.ServerProcess;
import comity.launch.ServerProcess.Start;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A real provider of OpenID Connect: the one that the application server comes with, as a process
 * of its own, at another site than the node. Its people sign in there by HTTP Basic.
 */
final class OpenIdServer implements AutoCloseable {

    static final String CLIENT = "comity";
    static final String SECRET = "the-secret-of-a-test";

    private static final String PASSWORD = "the-password-of-a-test";
    private static final Path CONFIGURATION = Path.of("src/test/openid/server.xml");

    private final int port;
    private final ServerProcess process;

    private OpenIdServer(int port, ServerProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param returnTo the node's address that it sends browsers back to
     */
    static OpenIdServer start(Path installation, int port, String returnTo)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("target"), "openid-").toAbsolutePath();
        var server = Files.createDirectories(folder.resolve("usr/servers/comity"));
        Files.copy(CONFIGURATION, server.resolve("server.xml"));
        var process =
                ServerProcess.start(
                        installation,
                        folder.resolve("out"),
                        Map.of(
                                "WLP_USER_DIR", folder.resolve("usr").toString(),
                                "OPENID_PORT", Integer.toString(port),
                                "OPENID_PASSWORD", PASSWORD,
                                "OPENID_SECRET", SECRET,
                                "OPENID_RETURN", returnTo),
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UseParallelGC",
                                "-XX:+UseSerialGC",
                                "-Xmx384m"));
        var discovery = URI.create(issuer(port) + "/.well-known/openid-configuration");
        if (process.awaitAnswer(discovery, RunningNode.PATIENCE) != Start.READY) {
            process.close();
            throw new IllegalStateException("The provider does not start.");
        }
        return new OpenIdServer(port, process);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String issuer(int port) {
        return "http://localhost:%d/oidc/endpoint/provider".formatted(port);
    }

    String origin() {
        return "http://localhost:" + port;
    }

    /** What a browser sends when its user has entered name and password. */
    static String authorization(String name) {
        var pair = name + ":" + PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.close();
    }
}
