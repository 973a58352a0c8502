package comity.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be logged. Its leaf is the JCS form (RFC 8785) of {@code {"v": 1, "kind", "at",
 * "commitments": {…}}}, where each member is committed to with a salt of its own; or, in clear, of
 * {@code {"v": 1, "kind", "at", "members": {…}}}. Source: docs/protocol.md, section 6.
 */
public final class Entry {

    /** Names that need no escape in JSON and sort alike in every order. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,63}");

    private final EntryKind kind;
    private final Instant at;
    private final Map<String, JsonNode> members;
    private final boolean clear;

    private Entry(EntryKind kind, Instant at, Map<String, JsonNode> members, boolean clear) {
        for (var name : members.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("a member of an entry is named " + name);
            }
        }
        this.kind = kind;
        this.at = at.truncatedTo(ChronoUnit.MICROS);
        this.members = members;
        this.clear = clear;
    }

    /**
     * An entry whose values only holders of an opening can read.
     *
     * @param values by member name, letters and digits; any JSON
     */
    public static Entry committed(EntryKind kind, Instant at, Map<String, JsonNode> values) {
        return new Entry(kind, at, new LinkedHashMap<>(values), false);
    }

    /** An entry that every reader of the log can read. Never for anything about a person. */
    public static Entry clear(EntryKind kind, Instant at, ObjectNode members) {
        var copy = new LinkedHashMap<String, JsonNode>();
        members.properties().forEach(member -> copy.put(member.getKey(), member.getValue()));
        return new Entry(kind, at, copy, true);
    }

    public EntryKind kind() {
        return kind;
    }

    /** In whole microseconds. */
    public Instant at() {
        return at;
    }

    boolean isClear() {
        return clear;
    }

    Set<String> names() {
        return members.keySet();
    }

    JsonNode value(String name) {
        var value = members.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the member " + name + " has no value");
        }
        return value;
    }
}
