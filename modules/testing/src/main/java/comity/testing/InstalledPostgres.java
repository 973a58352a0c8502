package comity.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server from the operating system's own PostgreSQL (Debian's layout), in a temporary folder. */
final class InstalledPostgres {

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final int PATIENCE_SECONDS = 120;

    private InstalledPostgres() {}

    /** Starts it and answers its port. It stops with this process. */
    static int start() throws IOException {
        var programs = newest();
        var folder = Files.createTempDirectory("comity-postgresql");
        int port = freePort();
        var asUser = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // PostgreSQL refuses to run as root.
            run(List.of("chown", "postgres", folder.toString()));
            asUser.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        var data = folder.resolve("data").toString();
        var control = programs.resolve("pg_ctl").toString();
        run(with(asUser, control, "-D", data, "-o", "-A trust -U postgres -E UTF8", "initdb"));
        var options = "-p %d -k %s -h localhost -c max_connections=300".formatted(port, folder);
        run(
                with(
                        asUser,
                        control,
                        "-D",
                        data,
                        "-w",
                        "-l",
                        folder.resolve("log").toString(),
                        "-o",
                        options,
                        "start"));
        var stop = with(asUser, control, "-D", data, "-m", "immediate", "stop");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, folder)));
        return port;
    }

    private static Path newest() throws IOException {
        if (!Files.isDirectory(INSTALLED)) {
            throw new IOException("no PostgreSQL is installed under " + INSTALLED);
        }
        try (var versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("pg_ctl")))
                    .max(
                            Comparator.comparingInt(
                                    programs ->
                                            Integer.parseInt(
                                                    programs.getName(programs.getNameCount() - 2)
                                                            .toString())))
                    .orElseThrow(() -> new IOException("no PostgreSQL server under " + INSTALLED));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static List<String> with(List<String> prefix, String... command) {
        var all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        return List.copyOf(all);
    }

    private static void run(List<String> command) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("failed: " + String.join(" ", command));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + String.join(" ", command), interrupted);
        }
    }

    private static void stop(List<String> command, Path folder) {
        try {
            run(command);
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException leftBehind) {
            // A temporary folder that the system cleans.
        }
    }
}
