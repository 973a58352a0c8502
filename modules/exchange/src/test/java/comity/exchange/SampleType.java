package comity.exchange;

import comity.kernel.Json;
import comity.kernel.Problem;
import comity.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record type for these tests, with a published schema: a person is found by a document's number,
 * and the assessment counts what was disclosed.
 */
final class SampleType implements RecordType {

    private final RecordSchema schema =
            World.SCHEMAS.recordType("background-verification").orElseThrow();

    @Override
    public RecordSchema schema() {
        return schema;
    }

    @Override
    public Set<String> identifiersOf(JsonNode content) {
        return identifiersSought(content.required("subject"));
    }

    @Override
    public Set<String> identifiersSought(JsonNode subject) {
        var identifiers = new LinkedHashSet<String>();
        for (var document : subject.path("documents")) {
            identifiers.add(
                    document.required("number").stringValue()
                            + "|"
                            + subject.required("birthDate").stringValue());
        }
        return identifiers;
    }

    /** A document without a number has a placeholder, here a question mark. */
    @Override
    public List<Problem.Violation> violationsOf(JsonNode content) {
        return violationsSought(content.required("subject")).stream()
                .map(each -> new Problem.Violation("/subject" + each.pointer(), each.detail()))
                .toList();
    }

    @Override
    public List<Problem.Violation> violationsSought(JsonNode subject) {
        var violations = new ArrayList<Problem.Violation>();
        for (int i = 0; i < subject.path("documents").size(); i++) {
            if (subject.at("/documents/" + i + "/number").stringValue().equals("?")) {
                violations.add(
                        new Problem.Violation("/documents/" + i + "/number", "is a placeholder"));
            }
        }
        return violations;
    }

    @Override
    public ObjectNode assess(Assessment facts) {
        return Json.object().put("disclosed", facts.disclosed().size());
    }
}
