package comity.agreements.sensitivity;

import comity.agreements.decision.ClassHistory;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;

/** The rows of versions. */
public final class KeptScales {

    private final EntityManager database;

    public KeptScales(EntityManager database) {
        this.database = database;
    }

    /** What decisions read of the versions after one, in their order. */
    public List<ClassHistory.Dated> datedAfter(int version) {
        return after(version).getResultList().stream()
                .map(ScaleRow::value)
                .map(
                        each ->
                                new ClassHistory.Dated(
                                        each.from(), each.scale().decided(each.number())))
                .toList();
    }

    private TypedQuery<ScaleRow> after(int version) {
        return database.createQuery(
                        "select s from ScaleRow s where s.version > :version order by s.version",
                        ScaleRow.class)
                .setParameter("version", version);
    }

    /** The number of the latest version. */
    int latest() {
        return database.createQuery("select max(s.version) from ScaleRow s", Integer.class)
                .getSingleResult();
    }

    /**
     * A version.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if there is none of this number
     */
    ScaleVersion version(int number) {
        var row = database.find(ScaleRow.class, number);
        if (row == null) {
            throw Problem.of(
                    KernelProblem.NOT_FOUND,
                    "There is no such version of the sensitivity classes.");
        }
        return row.value();
    }

    /** The versions after one, in their order. */
    Page<ScaleVersion> page(int after) {
        return Page.of(
                        after(after).setMaxResults(Page.FETCH).getResultList(),
                        row -> Integer.toString(row.version))
                .map(ScaleRow::value);
    }

    void add(ScaleRow row) {
        database.persist(row);
        database.flush();
    }
}
