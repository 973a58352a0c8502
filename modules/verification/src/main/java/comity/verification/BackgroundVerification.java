package comity.verification;

import comity.exchange.RecordType;
import comity.kernel.Problem;
import comity.schema.RecordSchema;
import comity.schema.Schemas;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an entity established about a person before employment. Source:
 * docs/domains/background-verification.md.
 *
 * <p>A person is found by an exact document or staff number <em>and</em> the birth date, never by a
 * name.
 */
public final class BackgroundVerification implements RecordType {

    private final RecordSchema schema;

    private BackgroundVerification(RecordSchema schema) {
        this.schema = schema;
    }

    /** The type with its published schema. */
    public static BackgroundVerification of(Schemas schemas) {
        return new BackgroundVerification(
                schemas.recordType("background-verification").orElseThrow());
    }

    @Override
    public RecordSchema schema() {
        return schema;
    }

    @Override
    public Set<String> identifiersOf(JsonNode content) {
        return identifiers(content.get("subject"));
    }

    @Override
    public Set<String> identifiersSought(JsonNode subject) {
        return identifiers(subject);
    }

    @Override
    public List<Problem.Violation> violationsOf(JsonNode content) {
        return placeholders(content.get("subject"), "/subject");
    }

    @Override
    public List<Problem.Violation> violationsSought(JsonNode subject) {
        return placeholders(subject, "");
    }

    private static List<Problem.Violation> placeholders(JsonNode subject, String at) {
        var violations = new ArrayList<Problem.Violation>();
        for (var kind : List.of("documents", "staffNumbers")) {
            var numbered = subject.path(kind);
            for (int i = 0; i < numbered.size(); i++) {
                if (Placeholders.has(normalized(numbered.get(i).get("number").stringValue()))) {
                    violations.add(
                            new Problem.Violation(
                                    "%s/%s/%d/number".formatted(at, kind, i),
                                    "is a placeholder: leave out what has no number"));
                }
            }
        }
        return violations;
    }

    @Override
    public ObjectNode assess(Assessment facts) {
        return GapOrderPolicy.assess(facts);
    }

    /** One text for each number, in which nothing of two numbers can run together. */
    private static Set<String> identifiers(JsonNode subject) {
        var birthDate = subject.get("birthDate").stringValue();
        var identifiers = new LinkedHashSet<String>();
        for (var document : subject.path("documents")) {
            add(
                    identifiers,
                    "document|%s|%s"
                            .formatted(
                                    document.get("type").stringValue(),
                                    document.get("issuer").stringValue()),
                    document,
                    birthDate);
        }
        for (var number : subject.path("staffNumbers")) {
            add(identifiers, "staff|" + number.get("issuer").stringValue(), number, birthDate);
        }
        return identifiers;
    }

    private static void add(Set<String> to, String kind, JsonNode numbered, String birthDate) {
        var number = normalized(numbered.get("number").stringValue());
        if (!Placeholders.has(number)) {
            to.add(kind + "|" + number + "|" + birthDate);
        }
    }

    /** As it is compared: compatibility forms folded, upper case, letters and digits only. */
    private static String normalized(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
