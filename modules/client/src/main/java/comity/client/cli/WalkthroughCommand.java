package comity.client.cli;

import comity.client.Comity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code comity walkthrough}. */
@Command(
        name = "walkthrough",
        description = "Tells and checks the way of one exchange, from publication to recall.",
        footer = {
            "",
            "Runs against a node with sandbox data, each time about another fictional candidate."
                    + " Where the two entities have an agreement from a run before, the next pair"
                    + " without one takes their place. Exits with 1 if any check fails."
        },
        mixinStandardHelpOptions = true)
final class WalkthroughCommand implements Callable<Integer> {

    private static final String SUFFIX = ".jwk.json";

    private final Screen screen;

    @Mixin private NodeOptions node;

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            defaultValue = "data/sandbox/keys",
            description = "the sandbox entities' keys (default: ${DEFAULT-VALUE})")
    private Path keys;

    @Option(
            names = "--issuer",
            paramLabel = "CODE",
            defaultValue = "UNICEF",
            description = "who publishes (default: ${DEFAULT-VALUE})")
    private String issuer;

    @Option(
            names = "--asker",
            paramLabel = "CODE",
            description = "who asks (default: WFP, or the next without an agreement)")
    private @Nullable String asker;

    @Option(
            names = "--centre",
            paramLabel = "CODE",
            description = "the shared-service centre that asks for it (default: UNDP, or another)")
    private @Nullable String centre;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "keeps the answer with its evidence, for 'comity verify'")
    private @Nullable Path save;

    @SuppressWarnings("NullAway.Init") // picocli sets it
    WalkthroughCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        if (issuer.equals(asker)) {
            throw new IllegalArgumentException(
                    "The one who asks is another than the one who publishes: both are %s."
                            .formatted(issuer));
        }
        var opened = new ArrayList<Comity>();
        try {
            var publisher = node.connect(keys, issuer);
            opened.add(publisher);
            var askers = new ArrayList<Comity>();
            for (var code : candidates()) {
                askers.add(opened(code, opened));
            }
            var centres = new ArrayList<Comity>();
            for (var code : centres()) {
                centres.add(opened(code, opened));
            }
            var clock = publisher.clock();
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            var candidate = Candidate.fictional(today, new SecureRandom());
            var telling = new Telling(screen, publisher, candidate, clock);
            var answer = new Walkthrough(telling, askers, centres).tell();
            if (save != null) {
                answer.write(save);
                screen.say("The answer is kept in " + save + ": comity verify " + save);
            }
            return screen.failures() == 0 ? 0 : 1;
        } finally {
            opened.forEach(Comity::close);
        }
    }

    private Comity opened(String code, List<Comity> opened) throws IOException {
        var comity = node.connect(keys, code);
        opened.add(comity);
        return comity;
    }

    /** The one named, or WFP and after it whoever else has a key file. */
    private List<String> candidates() throws IOException {
        return asker != null ? List.of(asker) : others("WFP");
    }

    /** The one named, or UNDP and, where that asks itself, another. */
    private List<String> centres() throws IOException {
        return centre != null ? List.of(centre) : others("UNDP").stream().limit(2).toList();
    }

    /** Whoever has a key file beside the issuer, one of them first. */
    private List<String> others(String first) throws IOException {
        var codes = new ArrayList<String>();
        try (var files = Files.list(keys)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(code -> !code.equals(issuer))
                    .sorted()
                    .forEach(codes::add);
        }
        if (codes.remove(first)) {
            codes.add(0, first);
        }
        return codes;
    }
}
