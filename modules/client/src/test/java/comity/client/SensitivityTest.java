package comity.client;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SensitivityTest {

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void findsEachAnnotatedPropertyAndEachElement() {
        var schema =
                json(
                        """
                        {"properties": {
                           "subject": {"$ref": "#/$defs/subject", "sensitivity": "confidential"},
                           "elements": {"sensitivity": "unclassified", "properties": {
                             "academic": {"sensitivity": "confidential", "items": {"$ref": "#/$defs/check"}},
                             "misconduct": {"sensitivity": "strictly-confidential", "items": {}}}}},
                         "$defs": {
                           "subject": {"properties": {"familyName": {"type": "string"}}},
                           "check": {"properties": {
                             "id": {"sensitivity": "unclassified"},
                             "grades": {"sensitivity": "confidential", "items": {"items": {}}}}}}}
                        """);
        var content =
                json(
                        """
                        {"subject": {"familyName": "Chen"},
                         "elements": {"academic": [{"id": "a/1", "grades": [[1, 2], [3]]}]}}
                        """);

        assertThat(Sensitivity.disclosures(schema, content))
                .containsExactly(
                        "/subject",
                        "/elements",
                        "/elements/academic",
                        "/elements/academic/0",
                        "/elements/academic/0/id",
                        "/elements/academic/0/grades",
                        "/elements/academic/0/grades/0",
                        "/elements/academic/0/grades/0/0",
                        "/elements/academic/0/grades/0/1",
                        "/elements/academic/0/grades/1",
                        "/elements/academic/0/grades/1/0");
    }

    @Test
    void escapesNamesAsJsonPointersDo() {
        var schema = json("{\"properties\": {\"a/b~c\": {\"sensitivity\": \"unclassified\"}}}");

        assertThat(Sensitivity.disclosures(schema, json("{\"a/b~c\": 1}")))
                .containsExactly("/a~1b~0c");
    }
}
