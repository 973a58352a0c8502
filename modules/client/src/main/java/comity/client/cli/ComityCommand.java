package comity.client.cli;

import comity.client.ProblemException;
import comity.trust.TrustException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code comity}. Exit codes: 0 done, 1 a check failed or a node refused, 2 usage. */
@Command(
        name = "comity",
        description = "Publishes, asks and checks, as a party to mutual recognition.",
        mixinStandardHelpOptions = true,
        versionProvider = ComityCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            WalkthroughCommand.class,
            MonitorCommand.class,
            VerifyCommand.class,
            KeysCommand.class,
            PasswordCommand.class,
            ComityCommand.VersionCommand.class,
            CommandLine.HelpCommand.class
        })
public final class ComityCommand implements Runnable {

    // Held, or it would be collected and its level lost.
    private static final Logger JERSEY = Logger.getLogger("org.glassfish.jersey");

    @Spec private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    ComityCommand() {}

    /** Runs the command. */
    public static void main(String... arguments) {
        JERSEY.setLevel(Level.SEVERE);
        System.exit(run(Screen.standard(), arguments));
    }

    static int run(Screen screen, String... arguments) {
        var line = new CommandLine(new ComityCommand(), new Screen.Factory(screen));
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(80);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failed, command, parsed) -> tell(screen, failed));
        return line.execute(arguments);
    }

    private static int tell(Screen screen, Exception failed) {
        if (failed instanceof ProblemException problem) {
            screen.error("The node refused: " + problem.getMessage());
            problem.errors().forEach(each -> screen.item(each.pointer() + " " + each.detail()));
            if (problem.slug().equals("wrong-authority")) {
                screen.say("Name the node's public authority with --authority.");
            }
        } else if (failed instanceof TrustException distrust) {
            screen.error(distrust.sentence() + " (" + distrust.reason() + ")");
        } else if (failed instanceof ProcessingException) {
            screen.error("The node is not reached: " + reason(failed));
        } else if (failed instanceof IOException unusable) {
            screen.error(fileSentence(unusable));
        } else if (failed instanceof IllegalArgumentException) {
            screen.error(reason(failed));
            return ExitCode.USAGE;
        } else {
            screen.error(failed.getClass().getSimpleName() + ": " + reason(failed));
        }
        return ExitCode.SOFTWARE;
    }

    private static String fileSentence(IOException failed) {
        if (failed instanceof NoSuchFileException missing) {
            return "There is no file or folder " + missing.getFile() + ".";
        }
        if (failed instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is there already, and is not overwritten.";
        }
        if (failed instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be read or written by this account.";
        }
        return "A file cannot be read or written: " + reason(failed);
    }

    private static String reason(Exception failed) {
        return Optional.ofNullable(failed.getMessage()).orElse("no reason is given");
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name what to do.");
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"comity " + text()};
        }

        static String text() {
            return Optional.ofNullable(ComityCommand.class.getPackage().getImplementationVersion())
                    .orElse("(not packaged)");
        }
    }

    /** {@code comity version}. */
    @Command(name = "version", description = "Says which version this is.")
    static final class VersionCommand implements Runnable {

        private final Screen screen;

        VersionCommand(Screen screen) {
            this.screen = screen;
        }

        @Override
        public void run() {
            screen.line("comity " + Version.text());
        }
    }
}
