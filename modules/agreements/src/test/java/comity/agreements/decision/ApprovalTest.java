package comity.agreements.decision;

import static comity.agreements.decision.Samples.addCategory;
import static comity.agreements.decision.Samples.agreement;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.compact;
import static comity.agreements.decision.Samples.facts;
import static comity.agreements.decision.Samples.permitted;
import static comity.agreements.decision.Samples.request;
import static comity.agreements.decision.Samples.requestOn;
import static comity.agreements.decision.Samples.terms;
import static comity.agreements.decision.Samples.whyRefused;
import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** What a person at the issuer has to approve, and what that covers. */
class ApprovalTest {

    private static Decision.NeedsApproval waiting(
            DataRequest request, Consumer<ObjectNode> change) {
        return (Decision.NeedsApproval) DisclosurePolicy.decide(request, facts(agreement(change)));
    }

    @Test
    void theWholeWaitsWhereAPersonHasToApproveAPart() {
        Consumer<ObjectNode> strict =
                terms -> addCategory(terms, "strictly-confidential", "/elements/misconduct");

        var byClass = waiting(request("/elements"), strict);
        var byTerms =
                waiting(
                        request("/elements/academic"),
                        terms -> category(terms).put("approval", "issuer"));

        assertThat(byClass.permitted()).isEmpty();
        assertThat(byClass.approval()).containsExactly(new Clause("classes/strictly-confidential"));
        assertThat(byClass.onceApproved().orElseThrow().properties())
                .containsExactly(
                        "/subject",
                        "/elements/misconduct/*",
                        "/elements/academic/*",
                        "/elements/employment/*");
        assertThat(byTerms.approval()).containsExactly(new Clause("categories/0"));
        assertThat(permitted(request("/elements/academic"), facts(agreement(strict))).properties())
                .hasSize(2);
    }

    @Test
    void approvalMakesUpForNothingElse() {
        Consumer<ObjectNode> strict =
                terms -> addCategory(terms, "strictly-confidential", "/elements/misconduct");

        assertThat(whyRefused(requestOn(LegalBasis.CONSENT, "/elements/misconduct"), strict))
                .isEqualTo(Why.CONSENT_MISSING);
        assertThat(
                        whyRefused(
                                request("/elements/misconduct"),
                                terms -> {
                                    strict.accept(terms);
                                    terms.putArray("purposes").add("audit");
                                }))
                .isEqualTo(Why.PURPOSE_NOT_AGREED);
    }

    @Test
    void whatWaitsForApprovalSaysSoAsTheProtocolDoes() {
        var decision =
                waiting(
                        request("/elements/academic"),
                        terms -> category(terms).put("approval", "issuer"));

        assertThat(Json.text(decision.toJson()))
                .isEqualTo(
                        compact(
                                """
                                {"outcome": "needs-approval",
                                 "agreement": "01930000-0000-7000-8000-000000000001", "version": 1,
                                 "clauses": ["recordTypes", "purposes", "categories/0"],
                                 "permitted": [
                                   {"pointer": "/subject", "clause": "categories/0"},
                                   {"pointer": "/elements/academic", "clause": "categories/0"}],
                                 "withheld": [], "classes": 1, "approval": ["categories/0"]}
                                """));
    }

    @Test
    void anApprovalCoversNoMoreThanWasShown() {
        var decision = permitted(request(), facts(agreement(Samples::asItIs)));

        var only = decision.only(List.of("/subject", "/elements/academic/*"));

        assertThat(only.properties()).containsExactly("/subject", "/elements/academic/*");
        assertThat(only.granted())
                .containsExactly(
                        new Granted("/subject", Clause.ofCategory(0)),
                        new Granted("/elements/academic/*", Clause.ofCategory(0)));
        assertThat(decision.only(decision.properties())).isEqualTo(decision);
    }

    @Test
    void anApprovalNamesNoCategoryByWhichNothingIsLeft() {
        var decision =
                permitted(
                        request(),
                        facts(
                                agreement(
                                        terms ->
                                                addCategory(
                                                        terms,
                                                        "unclassified",
                                                        "/elements/summary"))));
        assertThat(decision.clauses()).contains(Clause.ofCategory(1));

        assertThat(decision.only(List.of("/subject")).clauses())
                .containsExactly(Clause.RECORD_TYPES, Clause.PURPOSES, Clause.ofCategory(0));
        assertThat(decision.only(List.of("/elements/summary")).granted())
                .containsExactly(new Granted("/elements/summary", Clause.ofCategory(1)));
    }

    @Test
    void anAgreementThatNeedsNoApprovalIsUsedInstead() {
        var strict =
                agreement(
                        1,
                        terms(
                                terms ->
                                        addCategory(
                                                terms,
                                                "strictly-confidential",
                                                "/elements/misconduct")));
        var plain = agreement(2, terms());

        assertThat(permitted(request(), facts(strict, plain)).version().agreement())
                .isEqualTo(Samples.id(2));
    }
}
