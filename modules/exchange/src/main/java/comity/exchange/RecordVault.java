package comity.exchange;

import comity.kernel.Json;
import comity.trust.Base64Url;
import comity.trust.sdjwt.DisclosureIndex;
import comity.trust.sdjwt.Pointers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Seals the content of records, and opens it again to cut presentations from it. */
final class RecordVault {

    private final ExchangeSeal seal;

    RecordVault(ExchangeSeal seal) {
        this.seal = seal;
    }

    /**
     * What is stored of a record: the SD-JWT as issued, where its disclosures stand, its content,
     * and the log entry of its publication with its opening.
     */
    byte[] seal(Publication publication, Evidence.Logged logged) {
        var stored = Json.object();
        stored.put("sdJwt", publication.sdJwt().compact());
        stored.put("index", Base64Url.encode(publication.sdJwt().index().encode()));
        stored.set("content", publication.sdJwt().content());
        stored.set("entry", logged.appended().entry());
        stored.set("opening", logged.appended().opening().toJson());
        return seal.seal(publication.id(), stored);
    }

    /** The record as its issuer published it, with its log entry. */
    ObjectNode whole(PublishedRecord record) {
        var stored = seal.open(record.id, record.sealed);
        var whole = Json.object();
        whole.set("sdJwt", stored.get("sdJwt"));
        whole.set("publication", publication(stored));
        return whole;
    }

    /** What a record discloses of some properties, with the entry that shows it was published. */
    Presentation present(PublishedRecord record, List<String> properties) {
        var stored = seal.open(record.id, record.sealed);
        var index = DisclosureIndex.decode(Base64Url.decode(stored.get("index").stringValue()));
        var permitted = Pointers.of(properties);
        var content = disclosed(stored.get("content"), properties);
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
        return publication;
    }

    /** The content with these properties only, in the containers above them. */
    static ObjectNode disclosed(JsonNode content, List<String> properties) {
        var part = Json.object();
        for (var property : properties) {
            var value = content.at(property);
            if (!value.isMissingNode()) {
                var names = Pointers.segments(property);
                var container = part;
                for (var name : names.subList(0, names.size() - 1)) {
                    container =
                            container.get(name) instanceof ObjectNode inner
                                    ? inner
                                    : container.putObject(name);
                }
                container.set(names.get(names.size() - 1), value);
            }
        }
        return part;
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
