package comity.agreements;

import comity.agreements.decision.Terms;
import comity.agreements.template.Annexes;
import comity.agreements.template.Templates;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.Problem.Violation;
import comity.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes terms of a template and values, and tells which value does not fit. */
record Fillings(Schemas schemas, Templates templates, TermsRules rules) {

    ObjectNode fill(String id, JsonNode content) {
        var template =
                templates
                        .template(id)
                        .orElseThrow(
                                () ->
                                        Problem.of(
                                                KernelProblem.NOT_FOUND,
                                                "There is no such template."));
        schemas.schema("template-filling/1").requireValid(content);
        var filling = template.fill(content.required("parameters"));
        require(filling.violations());
        var terms = filling.terms();
        var violations = new ArrayList<Violation>();
        violations.addAll(schemas.schema("agreement-terms/1").validate(terms));
        if (violations.isEmpty()) {
            violations.addAll(rules.violations(Terms.of(terms)));
            violations.addAll(Annexes.violations(terms));
        }
        require(
                violations.stream()
                        .map(
                                each ->
                                        new Violation(
                                                template.placeInParameters(each.pointer()),
                                                each.detail()))
                        .toList());
        var json = Json.object();
        json.set("terms", terms);
        json.put("termsDigest", Terms.of(terms).digest());
        var prose = json.putObject("prose");
        for (var language : filling.languages()) {
            var clauses = prose.putArray(language);
            filling.prose(language)
                    .forEach(
                            clause ->
                                    clauses.addObject()
                                            .put("clause", clause.id())
                                            .put("heading", clause.heading())
                                            .put("text", clause.text()));
        }
        return json;
    }

    private static void require(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Problem.of(
                            AgreementsProblem.PARAMETERS_REFUSED,
                            "A parameter does not fit the template.")
                    .withViolations(
                            violations.stream()
                                    .map(
                                            each ->
                                                    new Violation(
                                                            "/parameters" + each.pointer(),
                                                            each.detail()))
                                    .toList());
        }
    }
}
