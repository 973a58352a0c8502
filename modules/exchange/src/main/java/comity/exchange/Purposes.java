package comity.exchange;

import comity.kernel.Json;
import comity.kernel.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The purposes for which this node's entities can ask: {@code purposes.json}, published at {@code
 * /api/v1/purposes}. Source: docs/protocol.md, section 4: "Purposes are a list kept by the node".
 * Immutable.
 */
public final class Purposes {

    private final JsonNode document;
    private final Set<String> codes;

    private Purposes(JsonNode document) {
        this.document = document;
        this.codes = new LinkedHashSet<>();
        document.get("items").forEach(each -> codes.add(each.get("code").stringValue()));
    }

    /** The list that the node carries. */
    public static Purposes published() {
        try (var in = Purposes.class.getResourceAsStream("/purposes.json")) {
            if (in == null) {
                throw new IllegalStateException("The list of purposes is not packaged.");
            }
            return new Purposes(Json.read(in.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** {@code {"items": [{"code", "description"}]}}. */
    public JsonNode document() {
        return document.deepCopy();
    }

    /**
     * Demands that a request names purposes of this list only, its own and those of the consent.
     *
     * @throws Problem {@link ExchangeProblem#REQUEST_INVALID}, naming each place
     */
    void require(JsonNode request) {
        var violations = new ArrayList<Problem.Violation>();
        check(request.path("purpose"), "/purpose", violations);
        var consented = request.path("consent").path("purposes");
        for (int i = 0; i < consented.size(); i++) {
            check(consented.get(i), "/consent/purposes/" + i, violations);
        }
        if (!violations.isEmpty()) {
            throw Problem.of(
                            ExchangeProblem.REQUEST_INVALID,
                            "The request names a purpose that is not one of this node: see /api/v1/purposes.")
                    .withViolations(violations);
        }
    }

    private void check(JsonNode purpose, String pointer, List<Problem.Violation> violations) {
        if (!codes.contains(purpose.stringValue())) {
            violations.add(new Problem.Violation(pointer, "names no purpose of this node"));
        }
    }
}
