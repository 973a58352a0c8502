package comity.schema;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.kernel.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ExamplesTest {

    static List<Path> valid() {
        return Samples.examples("valid");
    }

    static List<Path> invalid() {
        return Samples.examples("invalid");
    }

    @ParameterizedTest
    @MethodSource
    void valid(Path example) {
        assertThat(violations(example)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void invalid(Path example) throws IOException {
        var expected = Path.of(example.toString().replaceAll("json$", "expect"));
        var violations = violations(example);

        assertThat(violations)
                .extracting(Problem.Violation::pointer)
                .containsAll(Files.readAllLines(expected));
        // The rest is said of the same place or of what holds it.
        assertThat(violations)
                .extracting(Problem.Violation::pointer)
                .allMatch(pointer -> isNear(pointer, expected));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void saysWhatIsWrongWithoutQuotingTheContent(Path example) {
        var schema = Samples.PUBLISHED.schema(key(example)).document();
        var values = new HashSet<String>();
        collect(Samples.json(example), values);
        // What the schema itself says is no secret.
        values.removeIf(value -> Json.text(schema).contains(value) || value.length() < 3);

        for (var violation : violations(example)) {
            assertThat(values).noneMatch(violation.detail()::contains);
        }
    }

    @Test
    void everySchemaHasBothKinds() {
        var schemas = new TreeSet<>(Samples.PUBLISHED.all().stream().map(Schema::path).toList());

        assertThat(valid()).extracting(file -> "/schemas/" + key(file)).containsAll(schemas);
        assertThat(invalid()).extracting(file -> "/schemas/" + key(file)).containsAll(schemas);
    }

    private static boolean isNear(String pointer, Path expected) {
        try {
            return Files.readAllLines(expected).stream()
                    .anyMatch(
                            place ->
                                    place.startsWith(pointer)
                                            || pointer.startsWith(place + "/")
                                            || isSibling(pointer, place));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static boolean isSibling(String one, String other) {
        return one.substring(0, Math.max(0, one.lastIndexOf('/')))
                .equals(other.substring(0, Math.max(0, other.lastIndexOf('/'))));
    }

    private static void collect(JsonNode value, Set<String> values) {
        if (value.isValueNode()) {
            values.add(value.asString());
        }
        value.forEach(child -> collect(child, values));
    }

    private static List<Problem.Violation> violations(Path example) {
        var schemas = Samples.PUBLISHED;
        var schema = schemas.schema(key(example));
        return schemas.recordType(schema.urn())
                .map(type -> type.validate(Samples.json(example)))
                .orElseGet(() -> schema.validate(Samples.json(example)));
    }

    private static String key(Path example) {
        var below = Samples.FOLDER.relativize(example);
        return below.getName(0) + "/" + below.getName(1);
    }
}
