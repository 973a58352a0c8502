package comity.ledger;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.Times;
import comity.testing.TestDatabase;
import comity.trust.Algorithm;
import comity.trust.SigningKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What the tests of the log are made of. */
final class Samples {

    static final String ORIGIN = "comity.example.org/log";
    static final Instant AT = Instant.parse("2026-10-01T09:00:00.123456Z");
    static final SecureRandom RANDOM = new SecureRandom();
    static final InstantSource CLOCK = InstantSource.system();
    static final SigningKey LOG_KEY = SigningKey.generate(Algorithm.ED25519, RANDOM);
    static final SigningKey COSIGNATURE_KEY = SigningKey.generate(Algorithm.ED25519, RANDOM);
    static final LogSigner SIGNER = new LogSigner(ORIGIN, LOG_KEY, COSIGNATURE_KEY);

    private Samples() {}

    static Entry exchange(int number) {
        return Entry.committed(
                EntryKind.EXCHANGE,
                Times.now(CLOCK),
                Map.of(
                        "asker", Json.object().stringNode("WFP"),
                        "number", Json.object().numberNode(number)));
    }

    static Ledger ledger(TestDatabase database, Runnable wake) {
        return new Ledger(
                database.entityManager(),
                database.afterCommit(),
                wake,
                new Log(database.dataSource()),
                new Ids(CLOCK, RANDOM),
                RANDOM,
                LedgerSettings.DEFAULT_MAX_MERGE_DELAY);
    }

    static Sequencer sequencer(DataSource database, int batch) {
        return sequencer(database, batch, new PromiseMonitor(database));
    }

    static Sequencer sequencer(DataSource database, int batch, PromiseMonitor monitor) {
        var settings =
                new LedgerSettings(
                        ORIGIN,
                        LedgerSettings.DEFAULT_MAX_MERGE_DELAY,
                        Duration.ofMillis(100),
                        batch,
                        false);
        return new Sequencer(database, SIGNER, UUID.randomUUID(), CLOCK, settings, monitor);
    }

    static TestDatabase database() {
        return TestDatabase.open(List.of("ledger"));
    }
}
