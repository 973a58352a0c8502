package comity.agreements;

import comity.agreements.decision.ClassHistory;
import comity.agreements.decision.InForce;
import comity.agreements.decision.SensitivityClasses;
import comity.agreements.decision.SignedAgreement;
import comity.agreements.sensitivity.KeptScales;
import comity.kernel.persistence.AfterCommit;
import comity.kernel.persistence.Statements;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps what is in force in memory, and lets no transaction use it without having read in the
 * database that no act has come since.
 */
final class Epochs {

    private static final InForce NOTHING = InForce.of(-1, ClassHistory.NONE, List.of());

    private final EntityManager database;
    private final Statements statements;
    private final AfterCommit afterCommit;
    private final KeptScales scales;
    private final AtomicReference<InForce> kept = new AtomicReference<>(NOTHING);

    Epochs(EntityManager database, AfterCommit afterCommit) {
        this.database = database;
        this.statements = Statements.inTransaction(database);
        this.afterCommit = afterCommit;
        this.scales = new KeptScales(database);
    }

    /** The epoch of the act that the current transaction does; other acts wait for its end. */
    long next() {
        statements.update("update agreements_epoch set epoch = epoch + 1 where id = 1");
        return current();
    }

    private long current() {
        return statements.query(asked()).get(0);
    }

    /** Asks for the epoch of what the current transaction sees. */
    Statements.Query<Long> asked() {
        return new Statements.Query<>(
                "select epoch from agreements_epoch where id = 1", row -> row.getLong(1));
    }

    /** What this node last knew to be in force. */
    InForce known() {
        return Objects.requireNonNull(kept.get());
    }

    InForce inForce() {
        return inForce(current());
    }

    /**
     * @param epoch as the current transaction has read it
     */
    InForce inForce(long epoch) {
        var known = known();
        // What is kept was committed: if it is ahead of this transaction's snapshot, so much the
        // better.
        if (known.epoch() >= epoch) {
            return known;
        }
        var later = known.with(epoch, classes(), changedSince(known.epoch()));
        // Only once this transaction has committed: it may have acted itself, and roll back.
        afterCommit.run(() -> keep(later));
        return later;
    }

    private void keep(InForce later) {
        kept.accumulateAndGet(later, (one, other) -> one.epoch() >= other.epoch() ? one : other);
    }

    /** The sensitivity classes in effect at an instant, as the current transaction sees them. */
    SensitivityClasses classesAt(Instant at) {
        return classes().at(at);
    }

    /** A version never changes: only those that are new are read. */
    private ClassHistory classes() {
        var known = known().classes();
        return known.with(scales.datedAfter(known.latest()));
    }

    private List<SignedAgreement> changedSince(long epoch) {
        // A draft that nobody signed has epoch 0 and binds nobody.
        long since = Math.max(epoch, 0);
        var texts =
                database.createQuery(
                                "select t from AgreementText t, Agreement a where t.agreement ="
                                        + " a.id and a.epoch > :since",
                                AgreementText.class)
                        .setParameter("since", since)
                        .getResultList();
        var acts =
                database.createQuery(
                                "select t from Act t, Agreement a where t.agreement = a.id and"
                                        + " a.epoch > :since order by t.epoch",
                                Act.class)
                        .setParameter("since", since)
                        .getResultList();
        return KeptAgreements.signed(texts, acts);
    }
}
