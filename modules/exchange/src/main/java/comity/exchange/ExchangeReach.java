package comity.exchange;

import comity.agreements.sensitivity.Impact;
import comity.agreements.sensitivity.PropertyChange;
import comity.agreements.sensitivity.ScaleReach;
import comity.agreements.sensitivity.Viewer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
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

    private static final String OWN_RECORDS = RECORDS + " and r.issuer = :viewer";

    private static final String WAITING =
            " from Exchange e, Waiting w where w.exchange = e.id and e.type in :types"
                    + " and w.state <> 'approved' and w.decideBy > :at";

    /**
     * An issuer counts and is shown only what is about a record of its own; it is not told that of
     * others. A refusal shows to nobody else before its time: only where there is a record can one
     * be.
     */
    private static final String OWN_WAITING =
            WAITING
                    + " and (e.asker = :viewer or (w.issuer = :viewer and w.found = true"
                    + " and w.state = 'open'))";

    private final EntityManager database;
    private final InstantSource clock;

    public ExchangeReach(EntityManager database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Reached> reached(List<PropertyChange> changed, Viewer viewer) {
        var types = new TreeSet<String>();
        changed.forEach(each -> types.add(each.type()));
        return types.isEmpty()
                ? List.of(none("records"), none("exchanges-waiting"))
                : List.of(records(types, viewer), waiting(types, viewer));
    }

    private static Reached none(String kind) {
        return new Reached(kind, 0, List.of());
    }

    private Reached records(Set<String> types, Viewer viewer) {
        var count =
                database.createQuery(
                                "select count(r)" + (viewer.countsAll() ? RECORDS : OWN_RECORDS),
                                Long.class)
                        .setParameter("types", types);
        var own =
                database.createQuery("select r.id" + OWN_RECORDS + " order by r.id", UUID.class)
                        .setParameter("types", types)
                        .setParameter("viewer", viewer.entity());
        return reached("records", count, own, viewer);
    }

    private Reached waiting(Set<String> types, Viewer viewer) {
        var at = clock.instant();
        var count =
                database.createQuery(
                                "select count(distinct e.id)"
                                        + (viewer.countsAll() ? WAITING : OWN_WAITING),
                                Long.class)
                        .setParameter("types", types)
                        .setParameter("at", at);
        var own =
                database.createQuery(
                                "select distinct e.id" + OWN_WAITING + " order by e.id", UUID.class)
                        .setParameter("types", types)
                        .setParameter("at", at)
                        .setParameter("viewer", viewer.entity());
        return reached("exchanges-waiting", count, own, viewer);
    }

    private static Reached reached(
            String kind, TypedQuery<Long> count, TypedQuery<UUID> own, Viewer viewer) {
        if (!viewer.countsAll()) {
            count.setParameter("viewer", viewer.entity());
        }
        var examples = own.setMaxResults(Impact.EXAMPLES).getResultList();
        return new Reached(kind, count.getSingleResult(), texts(examples));
    }

    private static List<String> texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }
}
