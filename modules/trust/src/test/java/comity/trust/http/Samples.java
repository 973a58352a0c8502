package comity.trust.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Messages of the protocol. */
final class Samples {

    static final Instant CREATED = Instant.parse("2026-11-21T09:00:00Z");
    static final String NONCE = "b3k2pp5k7z-50gnx_ABC3z";
    static final byte[] CONTENT = "{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    private Samples() {}

    static Function<String, List<String>> fields(Map<String, List<String>> fields) {
        return name -> fields.getOrDefault(name, List.of());
    }

    static Map<String, List<String>> postFields() {
        var fields = new HashMap<String, List<String>>();
        fields.put("content-type", List.of("application/json"));
        fields.put("content-digest", List.of(ContentDigest.of(CONTENT)));
        fields.put("idempotency-key", List.of("k-1"));
        return fields;
    }

    static HttpRequest post(Map<String, List<String>> fields) {
        return new HttpRequest(
                "POST",
                "node.example",
                "/api/v1/exchanges",
                Optional.empty(),
                fields(fields),
                true);
    }

    static HttpRequest get(Map<String, List<String>> fields) {
        return new HttpRequest(
                "GET",
                "node.example",
                "/api/v1/notices",
                Optional.of("after=a%2Fb&wait=2"),
                fields(fields),
                false);
    }

    /** These fields and those of a signature. */
    static Map<String, List<String>> with(
            Map<String, List<String>> fields, Map<String, String> signature) {
        var all = new HashMap<>(fields);
        signature.forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return all;
    }

    /** The first line of a field that is there. */
    static String line(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of()).get(0);
    }
}
