package comity.exchange;

import comity.kernel.Times;
import comity.kernel.persistence.Transactions;
import comity.parties.Calls;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Erases the node's own copies: what it keeps of an exchange for its asker, once the last day is
 * over on which a copy disclosed in it may be kept. From that day on nothing of it is shown,
 * whether or not this has run. What is left says that there was an exchange, and who received which
 * record: that is the subject's to know, not the asker's to keep. Source: docs/protocol.md, section
 * 4.
 */
public final class CopyErasure {

    private final EntityManager database;
    private final Transactions transactions;
    private final Calls calls;
    private final InstantSource clock;

    public CopyErasure(
            EntityManager database, Transactions transactions, Calls calls, InstantSource clock) {
        this.database = database;
        this.transactions = transactions;
        this.calls = calls;
        this.clock = clock;
    }

    /**
     * Erases, in a transaction of its own.
     *
     * @param most how many exchanges at most
     * @return how many
     */
    public int erase(int most) {
        var today = Times.now(clock).atOffset(ZoneOffset.UTC).toLocalDate();
        return transactions.requiresNew(
                () -> {
                    var over = over(today, most);
                    over.forEach(this::erase);
                    return over.size();
                });
    }

    private List<Exchange> over(LocalDate today, int most) {
        return database.createQuery(
                        "select e from Exchange e where e.erased = false and e.keepUntil < :today"
                                + " order by e.keepUntil, e.id",
                        Exchange.class)
                .setParameter("today", today)
                .setMaxResults(most)
                .getResultList();
    }

    private void erase(Exchange exchange) {
        exchange.erase();
        database.createQuery(
                        "update Reliance r set r.sealed = :nothing where r.asker = :asker"
                                + " and r.exchange = :exchange")
                .setParameter("nothing", new byte[0])
                .setParameter("asker", exchange.asker)
                .setParameter("exchange", exchange.id)
                .executeUpdate();
        calls.erase(exchange.asker, exchange.id);
    }
}
