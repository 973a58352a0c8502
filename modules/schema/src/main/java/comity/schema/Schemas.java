package comity.schema;

import comity.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Every schema that the node publishes, by name and version. Immutable; loaded and checked once, at
 * the start.
 */
public final class Schemas {

    private final Map<String, Schema> schemas;
    private final Map<String, RecordSchema> recordTypes;

    private Schemas(Map<String, Schema> schemas, Map<String, RecordSchema> recordTypes) {
        this.schemas = schemas;
        this.recordTypes = recordTypes;
    }

    /**
     * The schemas of the project's {@code schemas/} folder, which this module carries.
     *
     * @throws InvalidSchema if one breaks a rule
     */
    public static Schemas published() {
        var documents = new LinkedHashMap<String, JsonNode>();
        for (var name : resource("index.json")) {
            documents.put(name.asString(), resource(name.asString() + "/schema.json"));
        }
        return of(documents);
    }

    /**
     * These schemas.
     *
     * @param documents by {@code <name>/<version>}
     * @throws InvalidSchema if one breaks a rule
     */
    public static Schemas of(Map<String, JsonNode> documents) {
        var schemas = new LinkedHashMap<String, Schema>();
        documents.forEach((key, document) -> schemas.put(key, SchemaRules.compile(key, document)));
        var recordTypes = new HashMap<String, RecordSchema>();
        schemas.values().stream()
                .filter(schema -> schema.urn().startsWith(RecordSchema.URN_PREFIX))
                .sorted(Comparator.comparingInt(Schema::version))
                .map(schema -> RecordSchema.of(schema, schemas.values()))
                .forEach(
                        type -> {
                            recordTypes.put(type.urn(), type);
                            recordTypes.put(type.name(), type);
                        });
        return new Schemas(Map.copyOf(schemas), Map.copyOf(recordTypes));
    }

    /**
     * A schema that the code itself relies on.
     *
     * @param key {@code <name>/<version>}, such as {@code exchange-request/1}
     * @throws IllegalArgumentException if there is none: a fault of the program, not of a request
     */
    public Schema schema(String key) {
        var schema = schemas.get(key);
        if (schema == null) {
            throw new IllegalArgumentException("No schema " + key);
        }
        return schema;
    }

    /** A schema that a request names. */
    public Optional<Schema> find(String name, int version) {
        return Optional.ofNullable(schemas.get(name + "/" + version));
    }

    /** Every schema, by name, then version. */
    public List<Schema> all() {
        var all = new ArrayList<>(schemas.values());
        all.sort(Comparator.comparing(Schema::name).thenComparingInt(Schema::version));
        return List.copyOf(all);
    }

    /**
     * A record type, by its URN, or by its name alone for its latest version: {@code
     * urn:comity:type:background-verification:1} or {@code background-verification}.
     */
    public Optional<RecordSchema> recordType(String nameOrUrn) {
        return Optional.ofNullable(recordTypes.get(nameOrUrn));
    }

    /** The record types, each in every version. */
    public Collection<RecordSchema> recordTypes() {
        return recordTypes.values().stream()
                .distinct()
                .sorted(Comparator.comparing(RecordSchema::urn))
                .toList();
    }

    private static JsonNode resource(String path) {
        try (var in = Schemas.class.getResourceAsStream("/schemas/" + path)) {
            if (in == null) {
                throw new InvalidSchema(path, "is listed but not packaged.");
            }
            return Json.read(in.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
