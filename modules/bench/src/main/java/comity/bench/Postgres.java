package comity.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** A PostgreSQL of the run's own, as durable as in production. */
final class Postgres {

    private Postgres() {}

    static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
    }

    /** What a node needs to know of it. */
    static Map<String, String> settings(EmbeddedPostgres postgres) {
        return Map.of(
                "COMITY_DATABASE_URL",
                        "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()),
                "COMITY_DATABASE_USER", "postgres",
                "COMITY_DATABASE_PASSWORD", "postgres");
    }
}
