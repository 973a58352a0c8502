package comity.ledger;

import comity.kernel.Json;
import comity.trust.Base64Url;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The salts and values behind an entry's commitments, as far as its receiver may know them: {@code
 * {"<member>": {"salt", "value"}}}. Once nobody holds one, the entry says nothing about anybody.
 */
public final class Opening {

    private static final Opening NONE = new Opening(Map.of());

    private record Opened(String salt, JsonNode value) {}

    private final Map<String, Opened> members;

    private Opening(Map<String, Opened> members) {
        this.members = members;
    }

    static Opening none() {
        return NONE;
    }

    static Builder building(int members) {
        return new Builder(members);
    }

    /** The opening of these members only; of those that there are. */
    public Opening only(Set<String> names) {
        var kept = new LinkedHashMap<>(members);
        kept.keySet().retainAll(names);
        return new Opening(kept);
    }

    /** The names of the members that it opens. */
    public Set<String> names() {
        return Set.copyOf(members.keySet());
    }

    /** As it is delivered. */
    public ObjectNode toJson() {
        var json = Json.object();
        members.forEach(
                (name, opened) ->
                        json.putObject(name)
                                .put("salt", opened.salt())
                                .set("value", opened.value()));
        return json;
    }

    static final class Builder {

        private final Map<String, Opened> members;

        private Builder(int size) {
            members = new LinkedHashMap<>(2 * size);
        }

        void add(String name, byte[] salt, JsonNode value) {
            members.put(name, new Opened(Base64Url.encode(salt), value));
        }

        Opening build() {
            return new Opening(members);
        }
    }
}
