package comity.exchange;

import comity.agreements.sensitivity.Impact;
import comity.agreements.sensitivity.PropertyChange;
import comity.agreements.sensitivity.ScaleReach;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.TreeSet;

/**
 * The published records of the types that a change of sensitivity classes concerns: those that are
 * not withdrawn or superseded.
 */
public final class RecordsReached implements ScaleReach {

    private static final String STANDING =
            " from PublishedRecord r where r.type in :types and r.status in ('valid', 'suspended')";

    private final EntityManager database;

    public RecordsReached(EntityManager database) {
        this.database = database;
    }

    @Override
    public List<Reached> reached(List<PropertyChange> changed, String viewer) {
        var types = new TreeSet<String>();
        changed.forEach(each -> types.add(each.type()));
        if (types.isEmpty()) {
            return List.of(new Reached("records", 0, List.of()));
        }
        long count =
                database.createQuery("select count(r)" + STANDING, Long.class)
                        .setParameter("types", types)
                        .getSingleResult();
        var examples =
                database
                        .createQuery(
                                "select r" + STANDING + " and r.issuer = :viewer order by r.id",
                                PublishedRecord.class)
                        .setParameter("types", types)
                        .setParameter("viewer", viewer)
                        .setMaxResults(Impact.EXAMPLES)
                        .getResultList()
                        .stream()
                        .map(record -> record.id.toString())
                        .toList();
        return List.of(new Reached("records", count, examples));
    }
}
