package comity.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The server of one node as a process. Several can run from one installation: what a server writes
 * is in a folder of its own.
 */
public final class ServerProcess implements AutoCloseable {

    private static final String SERVER = "comity";

    /** A server that was asked to stop finishes what it does, and is then ended. */
    private static final Duration STOPPING = Duration.ofSeconds(45);

    private static final Duration PAUSE = Duration.ofMillis(200);

    /** How a start went. */
    public enum Start {
        READY,
        /** The application refused to start, or the process ended: {@link #lastWords} says why. */
        FAILED,
        TIMED_OUT
    }

    private final Process process;
    private final Path console;

    private ServerProcess(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /**
     * Starts a server.
     *
     * @param installation the server's, with the application deployed
     * @param folder where it writes its logs and working files
     * @param variables its settings, by their names as environment variables
     * @param jvmOptions for its virtual machine
     */
    public static ServerProcess start(
            Path installation, Path folder, Map<String, String> variables, List<String> jvmOptions)
            throws IOException {
        Files.createDirectories(folder);
        var console = folder.resolve("console.log");
        var builder =
                new ProcessBuilder(
                                installation.resolve("bin").resolve(script()).toString(),
                                "run",
                                SERVER)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.PIPE)
                        .redirectOutput(console.toFile());
        var environment = builder.environment();
        // Settings of another server in the caller's environment are not for this one.
        environment.keySet().removeIf(name -> name.startsWith("COMITY_") || name.startsWith("WLP"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("WLP_OUTPUT_DIR", folder.toAbsolutePath().toString());
        environment.put("JVM_ARGS", String.join(" ", jvmOptions));
        environment.putAll(variables);
        return new ServerProcess(builder.start(), console);
    }

    private static String script() {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? "server.bat" : "server";
    }

    /**
     * Waits until the node says that it is ready.
     *
     * @param node its address, plain HTTP
     */
    public Start awaitReady(URI node, Duration patience) throws InterruptedException {
        return awaitAnswer(node.resolve("/health/ready"), patience);
    }

    /** Waits until an address answers 200. */
    public Start awaitAnswer(URI address, Duration patience) throws InterruptedException {
        // Not upgraded to HTTP/2: that connection would stay open, and a stop wait for it.
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
        var readiness = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        long until = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < until) {
            if (!process.isAlive() || hasRefused()) {
                return Start.FAILED;
            }
            if (isReady(client, readiness)) {
                return Start.READY;
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return Start.TIMED_OUT;
    }

    /** The code with which the process ends by itself; empty if it does not in time. */
    public OptionalInt awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(process.exitValue())
                : OptionalInt.empty();
    }

    private static boolean isReady(HttpClient client, HttpRequest readiness)
            throws InterruptedException {
        try {
            return client.send(readiness, HttpResponse.BodyHandlers.discarding()).statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** The server goes on without its application: CWWKZ0002E and CWWKZ0004E say so. */
    private boolean hasRefused() {
        return matching("CWWKZ000[24]E").findAny().isPresent();
    }

    /** What the server wrote that tells why it failed: its errors, or the end of its log. */
    public List<String> lastWords() {
        var errors =
                matching(
                                "(The node does not start|SRVE0283E|CWWKE\\d+E|CWWKG\\d+E|CWWKF\\d+E|CWWKO\\d+E)")
                        .toList();
        if (!errors.isEmpty()) {
            return errors;
        }
        var lines = lines();
        return lines.subList(Math.max(0, lines.size() - 30), lines.size());
    }

    /** Whether the server wrote a line in which this regular expression is found. */
    public boolean wrote(String expression) {
        return matching(expression).findAny().isPresent();
    }

    private Stream<String> matching(String expression) {
        var pattern = java.util.regex.Pattern.compile(expression);
        return lines().stream().filter(line -> pattern.matcher(line).find());
    }

    private List<String> lines() {
        try {
            return Files.readString(console).lines().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** What the server writes to its console. */
    public Path console() {
        return console;
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until the process ends, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** Asks the server to stop, and ends it if it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
