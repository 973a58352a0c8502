package comity.parties;

import comity.kernel.Json;
import java.net.URI;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * An organisation that takes part. Immutable: what was read from the directory at one time.
 *
 * @param code short and stable on this node, such as {@code UNICEF}
 * @param name in full
 * @param identifier an HTTPS URI that it owns, the same on every node
 * @param areas in which it applies the Mutual Recognition Statement
 * @param active false once an administrator has closed it: its signatures open nothing then
 */
public record Entity(
        String code, String name, URI identifier, SortedSet<String> areas, boolean active) {

    public Entity {
        areas = Collections.unmodifiableSortedSet(new TreeSet<>(areas));
    }

    /** As the directory shows it. Source: docs/protocol.md, section 1. */
    public ObjectNode toJson() {
        var json = Json.object();
        json.put("code", code).put("name", name).put("identifier", identifier.toString());
        var listed = json.putArray("areas");
        areas.forEach(listed::add);
        return json.put("active", active);
    }
}
