package comity.schema;

import comity.kernel.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A record type: a schema whose properties carry sensitivity classes, the identity pointers that
 * every presentation includes, and the schema by which subjects of the type are asked for.
 * Immutable. Source: docs/protocol.md, section 3.
 */
public final class RecordSchema {

    /** The codes in which schemas speak of sensitivity, from the least. */
    public static final List<String> SENSITIVITIES =
            List.of("unclassified", "confidential", "strictly-confidential");

    static final String URN_PREFIX = "urn:comity:type:";

    private final Schema schema;
    private final List<Property> properties;
    private final List<Annotated> annotated;
    private final Set<String> known;
    private final List<String> identityPointers;
    private final Schema querySchema;

    private RecordSchema(
            Schema schema,
            List<Property> properties,
            List<String> identityPointers,
            Schema querySchema) {
        this.schema = schema;
        this.properties = properties;
        var lines = new ArrayList<Annotated>();
        var patterns = new LinkedHashSet<String>();
        properties.forEach(property -> property.list("", lines, patterns));
        this.annotated = List.copyOf(lines);
        this.known = Collections.unmodifiableSet(patterns);
        this.identityPointers = identityPointers;
        this.querySchema = querySchema;
    }

    static RecordSchema of(Schema schema, Collection<Schema> published) {
        var properties = SensitivityReader.read(schema);
        var identity = SensitivityReader.identity(schema);
        var queryUrn = schema.document().path("x-query").asString("");
        var query =
                published.stream()
                        .filter(other -> other.urn().equals(queryUrn))
                        .findAny()
                        .orElseThrow(
                                () ->
                                        new InvalidSchema(
                                                schema.path(),
                                                "x-query names no published schema."));
        var type = new RecordSchema(schema, properties, identity, query);
        for (var pointer : identity) {
            if (type.annotated.stream()
                    .noneMatch(line -> line.pattern().equals(pointer) && !line.container())) {
                throw new InvalidSchema(
                        schema.path(),
                        "x-identity names %s, which is no annotated property or is a container."
                                .formatted(pointer));
            }
        }
        return type;
    }

    /** {@code urn:comity:type:<name>:<version>}, the {@code vct} of its records. */
    public String urn() {
        return schema.urn();
    }

    /** The name by which agreements and requests speak of it. */
    public String name() {
        return schema.name();
    }

    public int version() {
        return schema.version();
    }

    /** The schema of the content. */
    public Schema schema() {
        return schema;
    }

    /** The schema of the {@code subject} that a request for such records carries. */
    public Schema querySchema() {
        return querySchema;
    }

    /** The annotated properties, containers before what they contain, in the schema's order. */
    public List<Annotated> annotated() {
        return annotated;
    }

    /** What every presentation includes, so that the receiver can see whose record came. */
    public List<String> identityPointers() {
        return identityPointers;
    }

    /**
     * Whether agreements can draw a line here: an annotated property, or the elements ({@code /*})
     * of one that is an array. Takes patterns, not the index of an element.
     */
    public boolean knows(String pattern) {
        return known.contains(pattern);
    }

    /**
     * The class code that the schema gives to what a pointer names, which may be a pattern or
     * concrete, and may lie below an annotated property, with which it then goes; empty if no
     * annotated property covers it.
     */
    public Optional<String> classOf(String pointer) {
        if (!pointer.startsWith("/")) {
            return Optional.empty();
        }
        Property at = null;
        var among = properties;
        var tokens = pointer.substring(1).split("/", -1);
        for (int i = 0; i < tokens.length; i++) {
            var next = step(among, at, tokens[i]);
            if (next == null) {
                // Below a property that is no container everything goes with it; a container knows
                // all its members, and an array has nothing but elements.
                return at == null || at.container() || at.element() != null
                        ? Optional.empty()
                        : code(at);
            }
            at = next;
            among = next.members();
        }
        return at == null ? Optional.empty() : code(at);
    }

    private static Optional<String> code(Property property) {
        return Optional.of(property.sensitivity());
    }

    private static @Nullable Property step(
            List<Property> among, @Nullable Property at, String token) {
        if (at != null && at.element() != null) {
            return Pointers.isIndexOrAny(token) ? at.element() : null;
        }
        var name = Pointers.unescape(token);
        for (var property : among) {
            if (property.name().equals(name)) {
                return property;
            }
        }
        return null;
    }

    /**
     * Every disclosure of its own that a record with this content has, as concrete JSON Pointers: a
     * container before its members, an array before its elements. The content is valid.
     */
    public List<String> disclosurePointers(JsonNode content) {
        var pointers = new ArrayList<String>();
        properties.forEach(property -> property.disclosures(content, "", pointers));
        return pointers;
    }

    /**
     * Where the array elements that can be spoken of stand in this content: issuer-assigned {@code
     * id} to concrete JSON Pointer.
     */
    public Map<String, String> elementPointers(JsonNode content) {
        var byId = new LinkedHashMap<String, String>();
        for (var pointer : disclosurePointers(content)) {
            var element = content.at(pointer);
            if (endsInIndex(pointer) && element.path("id").isString()) {
                byId.putIfAbsent(element.path("id").asString(), pointer);
            }
        }
        return byId;
    }

    private static boolean endsInIndex(String pointer) {
        return Pointers.isIndexOrAny(pointer.substring(pointer.lastIndexOf('/') + 1));
    }

    /**
     * What is wrong with a content: against the schema, and element ids that stand twice in one
     * record.
     *
     * @see Schema#validate
     */
    public List<Problem.Violation> validate(JsonNode content) {
        var violations = schema.validate(content);
        return violations.isEmpty() ? repeatedIds(content) : violations;
    }

    private List<Problem.Violation> repeatedIds(JsonNode content) {
        var violations = new ArrayList<Problem.Violation>();
        var seen = elementPointers(content);
        for (var pointer : disclosurePointers(content)) {
            var id = content.at(pointer).path("id");
            if (endsInIndex(pointer)
                    && id.isString()
                    && !pointer.equals(seen.get(id.asString()))
                    && violations.size() < Schema.MAX_VIOLATIONS) {
                violations.add(
                        new Problem.Violation(
                                pointer + "/id", "is the id of another element of the record"));
            }
        }
        return violations;
    }

    /**
     * Demands that a content follows this type.
     *
     * @throws Problem {@link comity.kernel.KernelProblem#INVALID_CONTENT} with a JSON Pointer for
     *     each violation
     */
    public void requireValid(JsonNode content) {
        schema.requireNone(validate(content));
    }
}
