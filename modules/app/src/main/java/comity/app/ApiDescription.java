package comity.app;

import comity.kernel.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document, written by hand: {@code META-INF/openapi.yaml}. */
@ApplicationScoped
public class ApiDescription {

    private static final String FILE = "/META-INF/openapi.yaml";

    private final byte[] yaml = read();
    private final JsonNode tree = YAMLMapper.builder().build().readTree(yaml);
    private final byte[] json = Json.write(tree);

    byte[] yaml() {
        return yaml.clone();
    }

    byte[] json() {
        return json.clone();
    }

    JsonNode tree() {
        return tree;
    }

    private static byte[] read() {
        try (var file = ApiDescription.class.getResourceAsStream(FILE)) {
            return Objects.requireNonNull(file, FILE).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
