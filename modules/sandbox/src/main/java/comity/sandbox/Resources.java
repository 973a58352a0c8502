package comity.sandbox;

import comity.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/** What the sandbox brings along, by name. */
final class Resources {

    private Resources() {}

    static JsonNode json(String name) {
        return Json.read(bytes(name));
    }

    static byte[] bytes(String name) {
        try (var content = Resources.class.getResourceAsStream("/sandbox/" + name)) {
            if (content == null) {
                throw new IllegalStateException("The sandbox's " + name + " is missing.");
            }
            return content.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
