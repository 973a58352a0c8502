package comity.client.cli;

import comity.client.Comity;
import comity.client.monitor.LogMonitor;
import comity.client.monitor.LogSource;
import comity.client.verify.KeyHistory;
import comity.client.verify.ReceiptClaims;
import comity.trust.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code comity monitor}. */
@Command(
        name = "monitor",
        description = "Reads a node's log, and checks that it is what the node signed.",
        footer = {
            "",
            "Its entries must make the root that was signed, nothing known before may have changed,"
                    + " and the promises of receipts must have been kept. Exits with 1 if not."
        },
        mixinStandardHelpOptions = true)
final class MonitorCommand implements Callable<Integer> {

    private final Screen screen;

    @Mixin private NodeOptions node;

    @Option(
            names = "--keys",
            required = true,
            paramLabel = "FOLDER",
            description = "with the key file CODE.jwk.json of the entity that reads")
    private Path keys;

    @Option(names = "--as", required = true, paramLabel = "CODE", description = "who reads")
    private String entity;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description =
                    "keeps the signed checkpoint from run to run, so that only what is new is read,"
                            + " and what came later than promised is seen")
    private @Nullable Path state;

    @Parameters(
            arity = "0..*",
            paramLabel = "RECEIPT",
            description = "files that hold a receipt each, whose promise is looked after")
    private List<Path> receipts = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets it
    MonitorCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try (var comity = node.connect(keys, entity)) {
            return observe(comity);
        }
    }

    private int observe(Comity comity) throws IOException {
        var trust = comity.trust();
        screen.title("The log of " + trust.name());
        screen.fact("origin", trust.log().origin());
        var kinds = new TreeMap<String, Integer>();
        var known = new KeyHistory();
        var seen =
                new LogMonitor(LogSource.of(comity), trust.log(), comity.clock())
                        .observe(
                                before(),
                                promised(comity),
                                entry -> {
                                    kinds.merge(entry.kind(), 1, Integer::sum);
                                    known.add(entry);
                                });
        screen.fact(
                "entries",
                "%d, of which %d are new".formatted(seen.checkpoint().size(), seen.read()));
        kinds.forEach((kind, count) -> screen.fact("  " + kind, Integer.toString(count)));
        screen.check(true, "The entries make the root that the node signed.");
        screen.check(true, "The tiles hold the hashes of these entries, and no others.");
        seen.cosignedAt()
                .ifPresent(at -> screen.check(true, "It is cosigned, with the time " + at + "."));
        if (seen.from() > 0) {
            screen.check(true, "The %d entries known before are unchanged.".formatted(seen.from()));
        }
        seen.kept().forEach(one -> screen.check(true, "Promise kept: " + Words.brief(one.leaf())));
        seen.open()
                .forEach(
                        one ->
                                screen.item(
                                        "Promised by %s, not there yet: %s"
                                                .formatted(
                                                        one.includeBy(), Words.brief(one.leaf()))));
        seen.broken()
                .forEach(
                        one ->
                                screen.check(
                                        false,
                                        ("Promised by %s and not there: %s. Keep the receipt: it is"
                                                        + " evidence against the node.")
                                                .formatted(
                                                        one.includeBy(), Words.brief(one.leaf()))));
        seen.late()
                .forEach(
                        one ->
                                screen.check(
                                        false,
                                        ("Promised by %s and there only later: %s. Keep the receipt"
                                                        + " and the earlier checkpoint: they are"
                                                        + " evidence against the node.")
                                                .formatted(
                                                        one.includeBy(), Words.brief(one.leaf()))));
        if (state != null) {
            Files.writeString(state, seen.signed().toString());
        }
        return screen.failures() == 0 ? 0 : 1;
    }

    private Optional<SignedNote> before() throws IOException {
        return state == null || !Files.exists(state)
                ? Optional.empty()
                : Optional.of(SignedNote.parse(Files.readString(state)));
    }

    private List<ReceiptClaims> promised(Comity comity) throws IOException {
        var promised = new ArrayList<ReceiptClaims>();
        for (var file : receipts) {
            promised.add(ReceiptClaims.verify(Files.readString(file).strip(), comity.trust()));
        }
        return promised;
    }
}
