package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is quickly valid is valid: held against the library over mutated examples. */
class QuickTest {

    private final Random random = new Random(2026);

    @Test
    void isEnoughForEveryValidExample() {
        for (var example : Samples.examples("valid")) {
            // The same elements are compared as objects in flows: that is left to the library.
            if (!example.endsWith("agreement-terms/1/examples/valid-everything.json")) {
                assertThat(schema(example).validation().isQuicklyValid(Samples.json(example)))
                        .as(example.toString())
                        .isTrue();
            }
        }
    }

    @Test
    void neverTakesWhatTheLibraryRefuses() {
        int valid = 0;
        int invalid = 0;
        for (var example : examples()) {
            var validation = schema(example).validation();
            var original = Samples.json(example);
            var values = new ArrayList<JsonNode>();
            collect(original, values);
            for (int i = 0; i < 150; i++) {
                var mutated = original.deepCopy();
                for (int j = random.nextInt(2); j >= 0; j--) {
                    mutate(mutated, values);
                }
                boolean isValid = validation.slowly(mutated).isEmpty();
                if (validation.isQuicklyValid(mutated)) {
                    assertThat(isValid).as(example + ": " + mutated).isTrue();
                }
                valid += isValid ? 1 : 0;
                invalid += isValid ? 0 : 1;
            }
        }
        assertThat(valid).isGreaterThan(500);
        assertThat(invalid).isGreaterThan(500);
    }

    private static List<Path> examples() {
        var all = new ArrayList<>(Samples.examples("valid"));
        all.addAll(Samples.examples("invalid"));
        return all;
    }

    private static Schema schema(Path example) {
        var below = Samples.FOLDER.relativize(example);
        return Samples.PUBLISHED.schema(below.getName(0) + "/" + below.getName(1));
    }

    private static void collect(JsonNode value, List<JsonNode> values) {
        values.add(value);
        value.forEach(child -> collect(child, values));
    }

    /** Puts a part of the same example, or something else, in the place of a part of it. */
    private void mutate(JsonNode root, List<JsonNode> values) {
        var containers = new ArrayList<JsonNode>();
        collect(root, containers);
        containers.removeIf(node -> node.isValueNode() || node.isEmpty());
        if (containers.isEmpty()) {
            return;
        }
        var at = containers.get(random.nextInt(containers.size()));
        int place = random.nextInt(at.size());
        if (at instanceof ObjectNode object) {
            var name = new ArrayList<>(object.propertyNames()).get(place);
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "x", other(values));
                default -> object.set(name, other(values));
            }
        } else if (at instanceof ArrayNode array) {
            switch (random.nextInt(4)) {
                case 0 -> array.remove(place);
                case 1 -> array.add(other(values));
                default -> array.set(place, other(values));
            }
        }
    }

    private JsonNode other(List<JsonNode> values) {
        var strange =
                Samples.parse(
                        "[null, true, 0, 1, 1.0, 72, -1, 1.5, 9007199254740991, '', 'a', 'a-b', 'P1Y', '2026-02-30',"
                                + " '2026-01-01', '2026-01-01T00:00:00Z', 'closed', 'superseded', 'declined', 'key', 'EC', {}, [],"
                                + " [1, 1.0], ['a', 'a'], {'a': 1}, 'line\\nline']");
        return switch (random.nextInt(3)) {
            case 0 -> strange.get(random.nextInt(strange.size())).deepCopy();
            case 1 -> Json.array().add("x".repeat(random.nextInt(400))).get(0);
            default -> values.get(random.nextInt(values.size())).deepCopy();
        };
    }
}
