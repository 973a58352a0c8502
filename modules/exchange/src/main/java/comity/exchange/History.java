package comity.exchange;

import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The exchanges of an entity: those it asked for, and those in which a record of its was disclosed.
 * Joins the current transaction, which must have begun.
 */
public final class History {

    /** Later than any id of this millennium: UUIDs of version 7 begin with the time. */
    private static final UUID LAST = UUID.fromString("7fffffff-ffff-7fff-bfff-ffffffffffff");

    /**
     * One exchange, without its content.
     *
     * @param type the record type's name
     */
    public record Line(UUID id, String asker, Instant at, String type, String purpose) {

        static Line of(Exchange exchange) {
            return new Line(
                    exchange.id, exchange.asker, exchange.askedAt, exchange.type, exchange.purpose);
        }
    }

    private final EntityManager database;

    public History(EntityManager database) {
        this.database = database;
    }

    /**
     * A page, the newest first.
     *
     * @param after the cursor of the page before
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is none
     */
    public Page<Line> list(String entity, Optional<String> after) {
        var found =
                database.createQuery(
                                "select e from Exchange e where e.id < :before and (e.asker = :entity"
                                        + " or e.id in (select c.exchange from HeldCopy c"
                                        + " where c.issuer = :entity))"
                                        + " order by e.id desc",
                                Exchange.class)
                        .setParameter("before", after.map(History::id).orElse(LAST))
                        .setParameter("entity", entity)
                        .setMaxResults(Page.FETCH)
                        .getResultList();
        return Page.of(found, exchange -> exchange.id.toString()).map(Line::of);
    }

    private static UUID id(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException none) {
            throw Problem.of(KernelProblem.INVALID_REQUEST, "'after' is no cursor.");
        }
    }
}
