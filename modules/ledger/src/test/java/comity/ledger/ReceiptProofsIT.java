package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ReceiptProofsIT {

    private static final Optional<String> WAITING = Optional.of("wait=10");

    private TestDatabase database;
    private ReceiptProofs proofs;
    private Appended appended;
    private ObjectNode receipted;

    @BeforeEach
    void open() {
        database = Samples.database();
        var ledger = Samples.ledger(database, () -> {});
        proofs = new ReceiptProofs(ledger);
        appended = database.transactions().required(() -> ledger.append(Samples.exchange(1)));
        receipted = Json.object().put("receipt", "a.b.c");
        receipted.set("entry", appended.entry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void integrate() throws SQLException {
        Samples.sequencer(database.dataSource(), 10).integrate();
    }

    @Test
    void bringsTheProofWhereTheCallerWaits() throws Exception {
        integrate();

        var answered = proofs.beside(receipted, WAITING);

        LogChecks.requireProof(
                answered.optional("proof").map(proof -> proof.stringValue()), appended.leafHash());
        assertThat(receipted.has("proof")).isFalse();
    }

    @Test
    void leavesTheAnswerAsItIsForWhoDoesNotWait() throws Exception {
        integrate();

        assertThat(proofs.beside(receipted, Optional.empty())).isEqualTo(receipted);
        assertThat(proofs.beside(receipted, Optional.of("respond-async"))).isEqualTo(receipted);
    }

    @Test
    void doesWithoutWhileTheEntryPends() {
        assertThat(proofs.beside(receipted, Optional.of("wait=0"))).isEqualTo(receipted);
    }

    @Test
    void doesWithoutWhereNothingWasReceipted() throws Exception {
        integrate();

        var draft = Json.object().put("id", "1");

        assertThat(proofs.beside(draft, WAITING)).isEqualTo(draft);
    }

    @Test
    void answersWhatIsCommittedThoughTheLogCannotBeRead() throws Exception {
        integrate();
        try (var connection = database.dataSource().getConnection();
                var rename =
                        connection.prepareStatement("alter table ledger_entry rename to gone")) {
            rename.executeUpdate();
        }

        assertThat(proofs.beside(receipted, WAITING)).isEqualTo(receipted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"wait=2|2", "respond-async, wait=5|5", "wait=3; foo|3", "wait=999|10"})
    void readsHowLong(String prefer, int seconds) {
        assertThat(ReceiptProofs.patience(prefer)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wait", "wait=", "wait=-1", "await=2", "wait=2x", "wait=1000"})
    void waitsForNothingElse(String prefer) {
        assertThat(ReceiptProofs.patience(prefer)).isEmpty();
    }
}
