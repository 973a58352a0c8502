package comity.agreements.comparison;

import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static comity.agreements.template.TemplateSamples.CONFIDENTIAL;
import static comity.agreements.template.TemplateSamples.TEMPLATES;
import static comity.agreements.template.TemplateSamples.parameters;
import static comity.agreements.template.TemplateSamples.template;
import static org.assertj.core.api.Assertions.assertThat;

import comity.agreements.decision.DataRequest;
import comity.agreements.decision.DisclosurePolicy;
import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.Samples;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ComparisonTest {

    private static ObjectNode compare(JsonNode before, JsonNode after) {
        return Comparison.of(before, after, List.of(Samples.shape()), Samples.classes(), TEMPLATES);
    }

    private static ObjectNode compare(Consumer<ObjectNode> change) {
        return compare(terms(), terms(change));
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nothingDiffersFromItself() {
        var same = compare(terms -> {});

        assertThat(same.required("clauses")).isEmpty();
        assertThat(same.at("/flows/addedCount").intValue()).isZero();
        assertThat(same.at("/disclosures/more").intValue()).isZero();
        assertThat(same.at("/disclosures/less").intValue()).isZero();
        assertThat(same.at("/disclosures/same").intValue()).isPositive();
    }

    @Test
    void tellsClausesThatAreAddedRemovedAndChanged() {
        var clauses =
                compare(
                                terms -> {
                                    terms.put("retention", "P6M");
                                    terms.putObject("review").put("every", "P1Y");
                                    terms.withObject("/term").remove("until");
                                    terms.withArray("purposes").add("audit");
                                })
                        .required("clauses");

        assertThat(clauses)
                .containsExactlyInAnyOrder(
                        json(
                                "{'clause':'purposes','change':'changed','parameters':[{'pointer':'','before':['recruitment'],'after':['recruitment','audit']}]}"),
                        json(
                                "{'clause':'retention','change':'changed','parameters':[{'pointer':'','before':'P1Y','after':'P6M'}]}"),
                        json(
                                "{'clause':'term','change':'changed','parameters':[{'pointer':'/until','before':'2028-12-31'}]}"),
                        json(
                                "{'clause':'review','change':'added','parameters':[{'pointer':'','after':{'every':'P1Y'}}]}"));
        assertThat(compare(terms(t -> t.put("privileges", "reserved")), terms()).at("/clauses/0"))
                .isEqualTo(
                        json(
                                "{'clause':'privileges','change':'removed','parameters':[{'pointer':'','before':'reserved'}]}"));
    }

    @Test
    void categoriesAreTheSameWhereTheirNamesAre() {
        var changed =
                compare(
                                terms -> {
                                    category(terms).put("ceiling", "unclassified");
                                    Samples.addCategory(terms, "unclassified", "/elements/summary");
                                })
                        .required("clauses");

        assertThat(changed)
                .extracting(clause -> clause.get("clause").stringValue())
                .containsExactly("categories/0", "categories/1");
        assertThat(changed.at("/0/parameters"))
                .containsExactly(
                        json(
                                "{'pointer':'/ceiling','before':'confidential','after':'unclassified'}"));
        assertThat(changed.at("/1/change").stringValue()).isEqualTo("added");
    }

    @Test
    void tellsWhoMayDiscloseToWhomNow() {
        var flows = compare(terms -> terms.withArray("parties").add("ILO")).required("flows");

        assertThat(flows.required("addedCount").intValue()).isEqualTo(4);
        assertThat(flows.required("added")).contains(json("{'from':'UNICEF','to':'ILO'}"));
        assertThat(flows.required("removed")).isEmpty();
        var narrowed =
                compare(
                                terms ->
                                        terms.putArray("flows")
                                                .addObject()
                                                .put("from", "WFP")
                                                .put("to", "UNICEF"))
                        .required("flows");
        assertThat(narrowed.required("removed"))
                .containsExactly(json("{'from':'UNICEF','to':'WFP'}"));
    }

    @Test
    void tellsWhatWouldBeDisclosedMoreAndLess() {
        var less = compare(terms -> category(terms).put("ceiling", "unclassified"));

        assertThat(less.at("/disclosures/less").intValue()).isPositive();
        assertThat(less.at("/disclosures/more").intValue()).isZero();
        var more =
                compare(terms -> Samples.addCategory(terms, "unclassified", "/elements/summary"));
        assertThat(more.at("/disclosures/more").intValue()).isEqualTo(1);
        assertThat(more.at("/disclosures/uses"))
                .contains(
                        json(
                                "{'type':'background-verification','pointer':'/elements/summary','purpose':'recruitment','legalBasis':'consent','permits':'more','before':{'permitted':false,'clause':'categories','why':'not-covered'},'after':{'permitted':true,'clause':'categories/1','consent':true,'approval':false}}"));
    }

    /** Every line is what the decision itself says under the one terms and under the other. */
    @Test
    void whatItSaysOfDisclosuresIsWhatTheDecisionSays() {
        List<Consumer<ObjectNode>> changes =
                List.of(
                        terms -> category(terms).put("ceiling", "unclassified"),
                        terms -> terms.withArray("purposes").add("audit"),
                        terms -> category(terms).put("approval", "issuer"),
                        terms -> category(terms).withArray("legalBases").add("mandate"),
                        terms ->
                                Samples.addCategory(
                                        terms, "strictly-confidential", "/elements/misconduct"),
                        terms -> category(terms).putArray("pointers").add("/subject"));
        var seen = new ArrayList<String>();
        for (var change : changes) {
            for (var use : compare(change).at("/disclosures/uses")) {
                for (var state : List.of("before", "after")) {
                    var terms = state.equals("before") ? terms() : terms(change);
                    assertThat(use.at("/" + state + "/permitted").booleanValue())
                            .as(use.toString())
                            .isEqualTo(decided(terms, use));
                }
                seen.add(use.required("permits").stringValue());
            }
        }
        assertThat(seen).contains("more", "less", "same");
    }

    private static boolean decided(ObjectNode terms, JsonNode use) {
        var purpose = use.required("purpose").stringValue();
        var consent =
                new comity.agreements.decision.Consent(
                        "C-1",
                        java.util.Set.of(purpose),
                        java.util.Set.of("WFP"),
                        Samples.consent().givenAt(),
                        Optional.empty(),
                        Optional.empty());
        var request =
                new DataRequest(
                        "UNICEF",
                        "WFP",
                        use.required("type").stringValue(),
                        purpose,
                        LegalBasis.of(use.required("legalBasis").stringValue()).orElseThrow(),
                        Optional.of(consent),
                        List.of(use.required("pointer").stringValue()));
        return DisclosurePolicy.decide(request, Samples.facts(Samples.agreement(1, terms)))
                .onceApproved()
                .isPresent();
    }

    @Test
    void givesTheWordsOfClausesWhereBothHaveATemplate() {
        var before = template(CONFIDENTIAL).fill(parameters()).terms();
        var after = template(CONFIDENTIAL).fill(parameters(p -> p.put("retention", "P1Y"))).terms();

        var prose = compare(before, after).required("prose");

        assertThat(prose)
                .extracting(line -> line.get("language").stringValue())
                .containsExactly("en", "fr");
        assertThat(prose.at("/0/clause").stringValue()).isEqualTo("retention");
        assertThat(prose.at("/0/before").stringValue()).contains("1 year and 6 months");
        assertThat(prose.at("/0/after").stringValue()).contains("1 year from");
        assertThat(compare(before, terms()).required("prose")).isEmpty();
    }
}
