package comity.exchange;

import comity.exchange.notice.Notices;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** How records are shown to those who publish them. Source: docs/protocol.md, section 3. */
final class RecordViews {

    private final EntityManager database;
    private final SealedRecords sealed;
    private final Notices notices;

    RecordViews(EntityManager database, SealedRecords sealed, Notices notices) {
        this.database = database;
        this.sealed = sealed;
        this.notices = notices;
    }

    /**
     * @param types to which the caller is bound; empty if it is not
     * @param type the only one wanted; empty if all are
     */
    Page<ObjectNode> list(
            String issuer,
            Optional<Set<String>> types,
            Optional<String> type,
            Optional<String> after) {
        if (type.filter(String::isEmpty).isPresent()) {
            throw Problem.of(
                    KernelProblem.INVALID_REQUEST,
                    "The parameter 'type' is the name of a record type.");
        }
        var from = after.map(RecordCursor::parse).orElse(RecordCursor.BEGINNING);
        var query =
                database.createQuery(
                                "select r from PublishedRecord r where r.issuer = :issuer and"
                                        + " r.publishedAt >= :at and (r.publishedAt > :at or r.id > :id) and"
                                        + " (:type = '' or r.type = :type)"
                                        + (types.isPresent() ? " and r.type in :types" : "")
                                        + " order by r.publishedAt, r.id",
                                PublishedRecord.class)
                        .setParameter("issuer", issuer)
                        .setParameter("at", from.publishedAt())
                        .setParameter("id", from.id())
                        .setParameter("type", type.orElse(""))
                        .setMaxResults(Page.FETCH);
        types.ifPresent(bound -> query.setParameter("types", bound));
        return Page.of(query.getResultList(), record -> RecordCursor.after(record).toString())
                .map(RecordViews::summary);
    }

    ObjectNode whole(PublishedRecord record) {
        var view = summary(record);
        view.setAll(sealed.whole(record));
        var told = view.putArray("notices");
        for (var notice : notices.toldOf(record.issuer, record.id)) {
            var each = told.addObject();
            each.put("recipient", notice.recipient());
            each.put("kind", notice.kind());
            each.put("at", notice.emittedAt().toString());
            notice.tellAcknowledgement(each);
        }
        return view;
    }

    private static ObjectNode summary(PublishedRecord record) {
        var json = Json.object();
        json.put("id", record.id.toString());
        json.put("type", record.type);
        json.put("status", record.status);
        json.put("publishedAt", record.publishedAt.toString());
        if (!record.expiresAt.equals(PublishedRecord.NEVER)) {
            json.put("expiresAt", record.expiresAt.toString());
        }
        if (!record.centre.isEmpty()) {
            json.put("centre", record.centre);
        }
        return json;
    }
}
