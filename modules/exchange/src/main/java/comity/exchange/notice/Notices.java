package comity.exchange.notice;

import comity.kernel.Ids;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.trust.vault.Envelope;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * The ordered feed of each entity. A notice is written in the transaction of what it tells, under a
 * lock of the recipient's feed: positions are committed in their order, so that a reader's cursor
 * skips none.
 */
public final class Notices {

    /** As {@link #feed} writes it. */
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");

    private final EntityManager database;
    private final Envelope envelope;
    private final Ids ids;

    public Notices(EntityManager database, Envelope envelope, Ids ids) {
        this.database = database;
        this.envelope = envelope;
        this.ids = ids;
    }

    /**
     * Writes one notice for each recipient, in the current transaction.
     *
     * @param issuer whose record it is about
     * @param types the record types that it is about: at least one
     * @param abouts what is told, by recipient; sorted, so that two writers lock feeds in the same
     *     order
     */
    public void emit(
            String kind,
            Instant at,
            String issuer,
            UUID record,
            Set<String> types,
            SortedMap<String, ObjectNode> abouts) {
        var listed = "," + String.join(",", new TreeSet<>(types)) + ",";
        abouts.forEach(
                (recipient, about) -> {
                    var notice = new Notice();
                    notice.id = ids.next();
                    notice.recipient = recipient;
                    notice.position = nextPosition(recipient);
                    notice.kind = kind;
                    notice.emittedAt = at;
                    notice.issuer = issuer;
                    notice.record = record;
                    notice.types = listed;
                    notice.acknowledgedCentre = "";
                    notice.acknowledgedMandate = Notice.NO_MANDATE;
                    notice.sealed = envelope.seal(Json.write(about), context(notice.id));
                    database.persist(notice);
                });
    }

    private long nextPosition(String recipient) {
        database.createNativeQuery(
                        "insert into exchange_feed (entity, last) values (?1, 0) on conflict do nothing")
                .setParameter(1, recipient)
                .executeUpdate();
        database.createNativeQuery("update exchange_feed set last = last + 1 where entity = ?1")
                .setParameter(1, recipient)
                .executeUpdate();
        var last =
                database.createNativeQuery("select last from exchange_feed where entity = ?1")
                        .setParameter(1, recipient)
                        .getSingleResult();
        return ((Number) last).longValue();
    }

    /**
     * What an entity has been told after a cursor, in order; from the beginning without one. The
     * page's cursor is there even when nothing is new.
     *
     * @throws Problem {@link KernelProblem#INVALID_REQUEST} if the cursor is not one that this feed
     *     has given, such as one beyond its end
     */
    public Page<Notice> feed(String recipient, Optional<String> after) {
        return feed(recipient, Optional.empty(), after);
    }

    /**
     * The same, of some record types only.
     *
     * @param types only what is about one of these; empty for all
     */
    public Page<Notice> feed(
            String recipient, Optional<Set<String>> types, Optional<String> after) {
        long from = after.map(Notices::position).orElse(0L);
        var bound = types.map(List::copyOf).orElse(List.of());
        var about =
                IntStream.range(0, bound.size())
                        .mapToObj(i -> "n.types like :type" + i)
                        .collect(Collectors.joining(" or ", " and (", ")"));
        var query =
                database.createQuery(
                                "select n from Notice n where n.recipient = :recipient and n.position > :after"
                                        + (bound.isEmpty() ? "" : about)
                                        + " order by n.position",
                                Notice.class)
                        .setParameter("recipient", recipient)
                        .setParameter("after", from)
                        .setMaxResults(Page.LIMIT);
        for (int i = 0; i < bound.size(); i++) {
            // Names of types are slugs: none has a sign that `like` knows.
            query.setParameter("type" + i, "%," + bound.get(i) + ",%");
        }
        var notices = query.getResultList();
        if (notices.isEmpty() && from > last(recipient)) {
            throw notACursor();
        }
        long last = notices.isEmpty() ? from : notices.get(notices.size() - 1).position;
        return new Page<>(notices, Optional.of(Long.toString(last)));
    }

    /** What a notice says beside its kind. */
    public ObjectNode about(Notice notice) {
        return (ObjectNode) Json.read(envelope.open(notice.sealed, context(notice.id)));
    }

    /**
     * One of a recipient's.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the recipient has no such notice
     */
    public Notice notice(String recipient, UUID id) {
        var notice = database.find(Notice.class, id);
        if (notice == null || !notice.recipient.equals(recipient)) {
            throw notFound();
        }
        return notice;
    }

    /** What is answered alike for one that there is not and one that is not the caller's. */
    public static Problem notFound() {
        return Problem.of(KernelProblem.NOT_FOUND, "There is no such notice.");
    }

    /**
     * Notes that the recipient has read a notice. Doing it again changes nothing.
     *
     * @throws Problem {@link KernelProblem#NOT_FOUND} if the recipient has no such notice
     */
    public Notice acknowledge(String recipient, UUID id, Instant at) {
        return acknowledge(notice(recipient, id), at, "", Notice.NO_MANDATE);
    }

    /** The same by a centre for the recipient, under a mandate. */
    public Notice acknowledge(Notice notice, Instant at, String centre, UUID mandate) {
        if (notice.acknowledgedAt == null) {
            notice.acknowledgedAt = at;
            notice.acknowledgedCentre = centre;
            notice.acknowledgedMandate = mandate;
        }
        return notice;
    }

    /**
     * The latest notice to each entity that was told of a record: what its issuer may see. The
     * newest first; whole, since a recall is over only when everyone is known to have read it.
     */
    public List<Notice> toldOf(String issuer, UUID record) {
        return database.createQuery(
                        "select n from Notice n where n.issuer = :issuer and n.record = :record"
                                + " and n.position = (select max(m.position) from Notice m"
                                + " where m.issuer = n.issuer and m.record = n.record"
                                + " and m.recipient = n.recipient)"
                                + " order by n.emittedAt desc, n.recipient",
                        Notice.class)
                .setParameter("issuer", issuer)
                .setParameter("record", record)
                .getResultList();
    }

    private long last(String recipient) {
        List<?> last =
                database.createNativeQuery("select last from exchange_feed where entity = ?1")
                        .setParameter(1, recipient)
                        .getResultList();
        return last.isEmpty() ? 0 : ((Number) last.get(0)).longValue();
    }

    private static Problem notACursor() {
        return Problem.of(
                KernelProblem.INVALID_REQUEST,
                "The parameter 'after' is not a cursor of this feed.");
    }

    private static byte[] context(UUID id) {
        return ("notice " + id).getBytes(StandardCharsets.UTF_8);
    }

    private static long position(String cursor) {
        // Long.parseLong takes a sign, and the digits of any script.
        if (POSITION.matcher(cursor).matches()) {
            return Long.parseLong(cursor);
        }
        throw notACursor();
    }
}
