package comity.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end.
 *
 * @param exit its code
 * @param output all that it wrote, errors too
 */
record Program(int exit, String output) {

    private static final Path COMITY =
            Path.of(System.getProperty("comity.test.command", "../client/target/comity.jar"));

    private static final int PATIENCE_MINUTES = 8;

    /**
     * Runs one.
     *
     * @param input what is typed into it
     */
    static Program run(String input, List<String> line) throws IOException, InterruptedException {
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("does not end: " + line.get(0) + "\n" + output);
        }
        return new Program(process.exitValue(), output);
    }

    /** Runs one that is asked nothing. */
    static Program run(List<String> line) throws IOException, InterruptedException {
        return run("", line);
    }

    /**
     * The command as it is handed out.
     *
     * @param options for the virtual machine
     */
    static Program comity(List<String> options, String input, String... arguments)
            throws IOException, InterruptedException {
        var line = new ArrayList<String>();
        line.add(ofJava("java"));
        line.addAll(options);
        line.addAll(List.of("-jar", COMITY.toString()));
        line.addAll(List.of(arguments));
        return run(input, line);
    }

    static Program comity(String... arguments) throws IOException, InterruptedException {
        return comity(List.of(), "", arguments);
    }

    /** A program of the Java installation that the tests run on. */
    static String ofJava(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
