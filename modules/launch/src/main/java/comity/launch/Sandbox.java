package comity.launch;

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
import java.util.regex.Pattern;

/**
 * Runs a sandbox node in the foreground, with the embedded database in a folder, and says where it
 * is. Settings are system properties: {@code comity.data} ({@code data} in the project's folder),
 * {@code comity.http.port} (9080), and {@code comity.directory}, a file of entities to register.
 */
public final class Sandbox {

    private static final String HOST = "localhost";
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int LAST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Starts in half the processor time; a sandbox is not there to be measured. */
    private static final List<String> JVM_OPTIONS =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-UseParallelGC",
                    "-XX:+UseSerialGC",
                    "-Xmx768m");

    private Sandbox() {}

    /**
     * Runs until it is stopped.
     *
     * @param arguments the project's folder
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int code = run(Path.of(arguments[0]));
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(Path project) throws IOException, InterruptedException {
        var data =
                Path.of(System.getProperty("comity.data", project.resolve("data").toString()))
                        .toAbsolutePath()
                        .normalize();
        var wanted = System.getProperty("comity.http.port", "9080");
        if (!PORT.matcher(wanted).matches() || Integer.parseInt(wanted) > LAST_PORT) {
            System.err.printf(
                    "The port must be a number from 1 to %d; it is %s.%n", LAST_PORT, wanted);
            return 1;
        }
        int port = Integer.parseInt(wanted);
        if (!isFree(port)) {
            System.err.printf("Port %d is taken. Choose another with -Dcomity.http.port=…%n", port);
            return 1;
        }
        try {
            Files.createDirectories(data);
        } catch (IOException notThere) {
            System.err.printf(
                    "The data folder %s cannot be made. Choose another with -Dcomity.data=…%n",
                    data);
            return 1;
        }
        var node = URI.create("http://%s:%d".formatted(HOST, port));
        long begun = System.nanoTime();
        System.out.printf("%nStarting Comity with the data in %s …%n", data);
        try (var server =
                ServerProcess.start(
                        project.resolve("modules/app/target/liberty/wlp"),
                        data.resolve("server"),
                        variables(data, port, node),
                        JVM_OPTIONS)) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            var start = server.awaitReady(node, PATIENCE);
            if (start != ServerProcess.Start.READY) {
                System.err.printf("%nComity did not start (%s). Its last words:%n", start);
                server.lastWords().forEach(System.err::println);
                System.err.printf("All of them are in %s%n", server.console());
                return 1;
            }
            announce(project, data, node, Duration.ofNanos(System.nanoTime() - begun));
            return server.awaitEnd();
        }
    }

    private static Map<String, String> variables(Path data, int port, URI node) {
        var variables =
                new HashMap<>(
                        Map.of(
                                "COMITY_MODE", "sandbox",
                                "COMITY_DATA", data.toString(),
                                "COMITY_HTTP_HOST", HOST,
                                "COMITY_HTTP_PORT", Integer.toString(port),
                                "COMITY_HTTPS_PORT", "-1",
                                // Ctrl-C must not wait long for a browser's idle connection.
                                "COMITY_HTTP_IDLE", "5s",
                                "COMITY_PUBLIC_ADDRESS", node.toString(),
                                "COMITY_NODE_NAME", "Comity sandbox",
                                "COMITY_LOG_PUBLIC", "true",
                                "COMITY_LOG_FORMAT", "simple"));
        // Entities of one's own beside the fictional ones (docs/operations.md).
        var directory = System.getProperty("comity.directory");
        if (directory != null) {
            variables.put(
                    "COMITY_DIRECTORY", Path.of(directory).toAbsolutePath().normalize().toString());
        }
        return variables;
    }

    private static void announce(Path project, Path data, URI node, Duration took) {
        System.out.printf(
                """

                Comity is ready, after %d s. Sandbox: fictional data.

                  Start page          %3$s/
                  Console             %3$s/console/home
                                      (names and password: %6$s)
                  API documentation   %3$s/openapi/ui/
                  Walkthrough         java -jar %2$s walkthrough --node %3$s --keys %4$s
                                      (in another terminal)

                Ctrl-C stops it; the data stays in %5$s
                """,
                took.toSeconds(),
                shown(project.resolve("modules/client/target/comity.jar")),
                node,
                shown(data.resolve("sandbox/keys")),
                shown(data),
                shown(data.resolve("sandbox/people.json")));
        System.out.flush();
    }

    /** Relative where that is shorter to read. */
    private static Path shown(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
