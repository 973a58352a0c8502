package comity.exchange;

import comity.agreements.sensitivity.Impact;
import comity.agreements.sensitivity.PropertyChange;
import comity.agreements.sensitivity.ScaleReach;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a change of the sensitivity classes reaches here: the records of the types concerned that
 * are not withdrawn or superseded, and the exchanges that wait for a person's approval, which is
 * decided anew.
 */
public final class ExchangeReach implements ScaleReach {

    private static final String RECORDS =
            " from PublishedRecord r where r.type in :types and r.status in ('valid', 'suspended')";

    private static final String WAITING =
            " from Exchange e, Waiting w where w.exchange = e.id and e.type in :types"
                    + " and w.state <> 'approved' and w.decideBy > :at";

    private final EntityManager database;
    private final InstantSource clock;

    public ExchangeReach(EntityManager database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Reached> reached(List<PropertyChange> changed, String viewer) {
        var types = new TreeSet<String>();
        changed.forEach(each -> types.add(each.type()));
        return types.isEmpty()
                ? List.of(none("records"), none("exchanges-waiting"))
                : List.of(records(types, viewer), waiting(types, viewer));
    }

    private static Reached none(String kind) {
        return new Reached(kind, 0, List.of());
    }

    private Reached records(Set<String> types, String viewer) {
        long count =
                database.createQuery("select count(r)" + RECORDS, Long.class)
                        .setParameter("types", types)
                        .getSingleResult();
        var own =
                database.createQuery(
                                "select r.id" + RECORDS + " and r.issuer = :viewer order by r.id",
                                UUID.class)
                        .setParameter("types", types)
                        .setParameter("viewer", viewer)
                        .setMaxResults(Impact.EXAMPLES)
                        .getResultList();
        return new Reached("records", count, texts(own));
    }

    /**
     * An issuer is shown only what is about a record of its own; it is not told that of others. A
     * refusal shows to nobody else before its time: only where there is a record can one be.
     */
    private Reached waiting(Set<String> types, String viewer) {
        var at = clock.instant();
        long count =
                database.createQuery("select count(distinct e.id)" + WAITING, Long.class)
                        .setParameter("types", types)
                        .setParameter("at", at)
                        .getSingleResult();
        var own =
                database.createQuery(
                                "select distinct e.id"
                                        + WAITING
                                        + " and (e.asker = :viewer or (w.issuer = :viewer and"
                                        + " w.found = true and w.state = 'open')) order by e.id",
                                UUID.class)
                        .setParameter("types", types)
                        .setParameter("at", at)
                        .setParameter("viewer", viewer)
                        .setMaxResults(Impact.EXAMPLES)
                        .getResultList();
        return new Reached("exchanges-waiting", count, texts(own));
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
