package comity.exchange;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.sdjwt.DisclosureIndex;
import comity.trust.sdjwt.Pointers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Seals the content of records, and opens it again to cut presentations from it. */
final class SealedRecords {

    private final ExchangeSeal seal;

    SealedRecords(ExchangeSeal seal) {
        this.seal = seal;
    }

    /**
     * What is stored of a record: the SD-JWT as issued, where its disclosures stand, its content,
     * and the log entry of its publication with its opening.
     *
     * @param deed what shows that a centre was let publish it
     */
    byte[] seal(Publication publication, Evidence.Logged logged, Optional<ObjectNode> deed) {
        var stored = Json.object();
        stored.put("sdJwt", publication.sdJwt().compact());
        stored.put("index", Base64Url.encode(publication.sdJwt().index().encode()));
        stored.set("content", publication.sdJwt().content());
        stored.set("entry", logged.appended().entry());
        stored.set("opening", logged.appended().opening().toJson());
        deed.ifPresent(shown -> stored.set("mandate", shown));
        return seal.sealRecord(publication.issuer(), publication.id(), stored);
    }

    /** The record as its issuer published it, with its log entry. */
    ObjectNode whole(PublishedRecord record) {
        var stored = seal.openRecord(record);
        var whole = Json.object();
        whole.set("sdJwt", stored.get("sdJwt"));
        whole.set("publication", publication(stored));
        return whole;
    }

    /** The ids of the record's elements. */
    Set<String> elements(PublishedRecord record) {
        var ids = new HashSet<String>();
        elementIds(seal.openRecord(record).get("content")).forEach(id -> ids.add(id.stringValue()));
        return ids;
    }

    /** What a record discloses of some properties, with the entry that shows it was published. */
    Presentation present(PublishedRecord record, List<String> properties) {
        var stored = seal.openRecord(record);
        var index = DisclosureIndex.decode(Base64Url.decode(stored.get("index").stringValue()));
        var permitted = Pointers.of(properties);
        var content = disclosed(stored.get("content"), permitted);
        return new Presentation(
                record.issuer,
                record.id,
                index.present(stored.get("sdJwt").stringValue(), permitted::covers),
                content,
                elementIds(content),
                publication(stored));
    }

    private static ObjectNode publication(ObjectNode stored) {
        var publication = Json.object();
        publication.set("entry", stored.get("entry"));
        publication.set("opening", stored.get("opening"));
        Optional.ofNullable(stored.get("mandate"))
                .ifPresent(deed -> publication.set("mandate", deed));
        return publication;
    }

    /** The part of a content that some pointers cover, in the containers and arrays above it. */
    static ObjectNode disclosed(JsonNode content, Pointers permitted) {
        return part(content, "", permitted) instanceof ObjectNode part ? part : Json.object();
    }

    private static JsonNode part(JsonNode value, String pointer, Pointers permitted) {
        if (permitted.covers(pointer)) {
            return value;
        }
        if (value.isObject()) {
            var part = Json.object();
            for (var member : value.properties()) {
                var inner =
                        part(
                                member.getValue(),
                                Pointers.child(pointer, member.getKey()),
                                permitted);
                if (!inner.isMissingNode()) {
                    part.set(member.getKey(), inner);
                }
            }
            return part.isEmpty() ? MissingNode.getInstance() : part;
        }
        var part = Json.array();
        for (int i = 0; i < value.size(); i++) {
            var inner = part(value.get(i), Pointers.child(pointer, i), permitted);
            if (!inner.isMissingNode()) {
                part.add(inner);
            }
        }
        return part.isEmpty() ? MissingNode.getInstance() : part;
    }

    /** The pointers to all that is neither an object nor an array. */
    static List<String> leaves(JsonNode content) {
        var leaves = new ArrayList<String>();
        leaves(content, "", leaves);
        return leaves;
    }

    private static void leaves(JsonNode value, String pointer, List<String> leaves) {
        if (value.isObject()) {
            value.properties()
                    .forEach(
                            member ->
                                    leaves(
                                            member.getValue(),
                                            Pointers.child(pointer, member.getKey()),
                                            leaves));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                leaves(value.get(i), Pointers.child(pointer, i), leaves);
            }
        } else {
            leaves.add(pointer);
        }
    }

    /** The ids of the array elements in a content that have one. */
    private static ArrayNode elementIds(JsonNode content) {
        var ids = Json.array();
        collect(content, false, ids);
        return ids;
    }

    private static void collect(JsonNode node, boolean element, ArrayNode ids) {
        if (element && node.path("id").isString()) {
            ids.add(node.get("id"));
        }
        for (var child : node) {
            collect(child, node.isArray(), ids);
        }
    }
}
