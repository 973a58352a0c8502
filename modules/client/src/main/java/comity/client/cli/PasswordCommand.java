package comity.client.cli;

import comity.trust.PasswordHash;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code comity password}. */
@Command(
        name = "password",
        description = "Hashes a password for the operator's file of people.",
        mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {

    private final Screen screen;

    @Option(
            names = "--ask",
            required = true,
            interactive = true,
            prompt = "Password: ",
            description = "asks for the password, or reads it where no terminal is")
    private char[] password;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    PasswordCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        screen.line(PasswordHash.make(password, new SecureRandom()).text());
        Arrays.fill(password, '\0');
        return 0;
    }
}
