package comity.agreements;

import comity.kernel.Problem;
import comity.parties.Parties;
import comity.schema.Schemas;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the terms of a mandate must keep to. Source: docs/protocol.md, section 8. */
record MandateRules(Schemas schemas, Parties parties) {

    /**
     * @param entity the client or the centre
     * @throws Problem if the terms break their schema or a rule, or name neither as the entity
     */
    void require(String entity, JsonNode terms) {
        schemas.schema("mandate-terms/1").requireValid(terms);
        var client = terms.required("client").stringValue();
        var centre = terms.required("centre").stringValue();
        if (!entity.equals(client) && !entity.equals(centre)) {
            throw Problem.of(
                    AgreementsProblem.NOT_A_PARTY, entity + " is no party of this mandate.");
        }
        var violations = violations(terms, client, centre);
        if (!violations.isEmpty()) {
            throw Problem.of(AgreementsProblem.TERMS_REFUSED, "The terms break a rule.")
                    .withViolations(violations);
        }
    }

    private List<Problem.Violation> violations(JsonNode terms, String client, String centre) {
        var violations = new ArrayList<Problem.Violation>();
        if (client.equals(centre)) {
            violations.add(new Problem.Violation("/centre", "is the client itself"));
        }
        for (var role : List.of("client", "centre")) {
            if (parties.entity(terms.required(role).stringValue()).isEmpty()) {
                violations.add(new Problem.Violation("/" + role, "is no entity of this node"));
            }
        }
        for (var type : terms.required("recordTypes")) {
            var name = type.stringValue();
            if (schemas.recordType(name).filter(each -> each.name().equals(name)).isEmpty()) {
                violations.add(new Problem.Violation("/recordTypes", name + " is no record type"));
            }
        }
        var from = LocalDate.parse(terms.at("/term/from").stringValue());
        if (LocalDate.parse(terms.at("/term/until").stringValue()).isBefore(from)) {
            violations.add(new Problem.Violation("/term/until", "is before from"));
        }
        return violations;
    }
}
