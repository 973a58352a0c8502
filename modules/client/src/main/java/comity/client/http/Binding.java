package comity.client.http;

import comity.kernel.Json;
import comity.kernel.JsonLimits;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.adapter.JsonbAdapter;
import jakarta.ws.rs.ext.ContextResolver;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * How records become JSON and JSON becomes records. JSON-B is lenient, so what is read with it has
 * been through {@link Json#read} before: see {@link ResponseCheck}.
 */
public final class Binding implements ContextResolver<Jsonb> {

    /** An answer may carry two hundred records with their proofs. */
    public static final JsonLimits ANSWER = new JsonLimits(64 << 20, 64, 2_000_000, 16 << 20);

    private final Jsonb jsonb =
            JsonbBuilder.create(new JsonbConfig().withAdapters(new TreeAdapter()));

    /** A record from the text of an object. */
    public <T> T read(byte[] utf8, Class<T> type) {
        return jsonb.fromJson(new String(utf8, StandardCharsets.UTF_8), type);
    }

    /** A record from a tree. */
    public <T> T read(JsonNode tree, Class<T> type) {
        return read(Json.write(tree), type);
    }

    /** The tree of a record. */
    public JsonNode tree(Object record) {
        return Json.read(jsonb.toJson(record).getBytes(StandardCharsets.UTF_8), ANSWER);
    }

    @Override
    public Jsonb getContext(Class<?> type) {
        return jsonb;
    }

    /** Keeps entries, openings and terms as trees, whose JCS form hashes and signatures cover. */
    static final class TreeAdapter implements JsonbAdapter<JsonNode, JsonValue> {

        private static final JsonReaderFactory READERS =
                jakarta.json.Json.createReaderFactory(Map.of());

        @Override
        public JsonValue adaptToJson(JsonNode tree) {
            try (var reader = READERS.createReader(new StringReader(Json.text(tree)))) {
                return reader.readValue();
            }
        }

        @Override
        public JsonNode adaptFromJson(JsonValue value) {
            return Json.read(value.toString().getBytes(StandardCharsets.UTF_8), ANSWER);
        }
    }
}
