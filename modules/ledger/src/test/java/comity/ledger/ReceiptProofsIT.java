package comity.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

        var answered = proofs.beside("WFP", receipted, WAITING);

        LogChecks.requireProof(
                answered.optional("proof").map(proof -> proof.stringValue()), appended.leafHash());
        assertThat(receipted.has("proof")).isFalse();
    }

    @Test
    void leavesTheAnswerAsItIsForWhoDoesNotWait() throws Exception {
        integrate();

        assertThat(proofs.beside("WFP", receipted, Optional.empty())).isEqualTo(receipted);
        assertThat(proofs.beside("WFP", receipted, Optional.of("respond-async")))
                .isEqualTo(receipted);
    }

    @Test
    void doesWithoutWhileTheEntryPends() {
        assertThat(proofs.beside("WFP", receipted, Optional.of("wait=0"))).isEqualTo(receipted);
    }

    @Test
    void doesWithoutWhereNothingWasReceipted() throws Exception {
        integrate();

        var draft = Json.object().put("id", "1");

        assertThat(proofs.beside("WFP", draft, WAITING)).isEqualTo(draft);
    }

    @Test
    void answersWhatIsCommittedThoughTheLogCannotBeRead() throws Exception {
        integrate();
        try (var connection = database.dataSource().getConnection();
                var rename =
                        connection.prepareStatement("alter table ledger_entry rename to gone")) {
            rename.executeUpdate();
        }

        assertThat(proofs.beside("WFP", receipted, WAITING)).isEqualTo(receipted);
    }

    @Test
    void hidesNoFault() {
        var broken =
                new Ledger(
                        database.entityManager(),
                        database.afterCommit(),
                        () -> {},
                        new Log(
                                (DataSource)
                                        Proxy.newProxyInstance(
                                                DataSource.class.getClassLoader(),
                                                new Class<?>[] {DataSource.class},
                                                (proxy, method, arguments) -> {
                                                    throw new IllegalStateException("a fault");
                                                })),
                        new Ids(Samples.CLOCK, Samples.RANDOM),
                        Samples.RANDOM,
                        LedgerSettings.DEFAULT_MAX_MERGE_DELAY);

        assertThatThrownBy(() -> new ReceiptProofs(broken).beside("WFP", receipted, WAITING))
                .hasMessage("a fault");
    }
}
