package comity.agreements.template;

import static comity.agreements.template.TemplateSamples.CONFIDENTIAL;
import static comity.agreements.template.TemplateSamples.SCHEMAS;
import static comity.agreements.template.TemplateSamples.STRICT;
import static comity.agreements.template.TemplateSamples.TEMPLATES;
import static comity.agreements.template.TemplateSamples.everyParameter;
import static comity.agreements.template.TemplateSamples.parameters;
import static comity.agreements.template.TemplateSamples.strict;
import static comity.agreements.template.TemplateSamples.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.agreements.decision.Terms;
import comity.kernel.Json;
import comity.kernel.Problem.Violation;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TemplateTest {

    private static Filling filled(String id, JsonNode parameters) {
        return template(id).fill(parameters);
    }

    static Stream<Arguments> fillings() {
        return Stream.of(
                Arguments.of(CONFIDENTIAL, parameters()),
                Arguments.of(CONFIDENTIAL, everyParameter()),
                Arguments.of(STRICT, strict(parameters())),
                Arguments.of(STRICT, strict(everyParameter())));
    }

    @ParameterizedTest
    @MethodSource("fillings")
    void makesTermsThatFollowTheirSchemaAndThatTheDecisionKnows(String id, ObjectNode parameters) {
        var filling = filled(id, parameters);

        assertThat(filling.violations()).isEmpty();
        var terms = filling.terms();
        assertThat(SCHEMAS.schema("agreement-terms/1").validate(terms)).isEmpty();
        assertThat(Terms.of(terms).unknown()).isEmpty();
        assertThat(TEMPLATES.violations(terms)).isEmpty();
        assertThat(TEMPLATES.violations(Json.read(Json.write(terms)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fillings")
    void itsProseIsReadBackFromTheTermsAlone(String id, ObjectNode parameters) {
        var filling = filled(id, parameters);
        var sent = Json.read(Json.write(filling.terms()));
        var read = TEMPLATES.of(sent).orElseThrow();

        for (var language : List.of("en", "fr")) {
            assertThat(read.prose(language)).isEqualTo(filling.prose(language)).isNotEmpty();
            assertThat(read.prose(language))
                    .allSatisfy(
                            clause -> assertThat(clause.text()).doesNotContain("{").isNotBlank());
        }
    }

    @Test
    void saysTheSameParametersInEachLanguage() {
        var filling = filled(CONFIDENTIAL, everyParameter());

        assertThat(text(filling, "en"))
                .contains("no longer than 1 year and 6 months")
                .contains("from 1 January 2026 at the earliest until 31 December 2028 inclusive")
                .contains("within 72 hours")
                .contains("UNICEF, WFP")
                .contains("in this order: consultation; arbitration");
        assertThat(text(filling, "fr"))
                .contains("pas conservée plus de 1 an et 6 mois")
                .contains("du 1er janvier 2026 et jusqu’au 31 décembre 2028 inclus")
                .contains("dans un délai de 72 heures")
                .contains("dans cet ordre : la consultation; l’arbitrage");
    }

    private static String text(Filling filling, String language) {
        return String.join(
                "\n", filling.prose(language).stream().map(Filling.Prose::text).toList());
    }

    @Test
    void leavesOutWhatItsParametersLeaveOut() {
        var terms = filled(CONFIDENTIAL, parameters()).terms();

        assertThat(terms.required("accession").stringValue()).isEqualTo("closed");
        assertThat(new TreeSet<>(terms.propertyNames()))
                .doesNotContain("security", "review", "objectionDays", "annexes");
        assertThat(terms.required("term").propertyNames()).containsExactly("from");
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                misfit(p -> p.put("retention", "P6Y"), "/retention"),
                misfit(p -> p.put("retention", "one year"), "/retention"),
                misfit(p -> p.put("retention", "P999999999Y"), "/retention"),
                misfit(p -> p.put("retention", "P9999999999Y"), "/retention"),
                misfit(p -> p.put("retention", 12), "/retention"),
                misfit(p -> p.put("breachNoticeHours", 0), "/breachNoticeHours"),
                misfit(p -> p.put("breachNoticeHours", 721), "/breachNoticeHours"),
                misfit(p -> p.put("breachNoticeHours", "72"), "/breachNoticeHours"),
                misfit(p -> p.put("onwardSharing", "allowed"), "/onwardSharing"),
                misfit(p -> p.withArray("elements").add("/elements/misconduct"), "/elements/2"),
                misfit(p -> p.withArray("parties").add("UNICEF"), "/parties/2"),
                misfit(p -> p.withArray("parties").add("no code!"), "/parties/2"),
                misfit(p -> p.putArray("purposes"), "/purposes"),
                misfit(p -> p.put("purposes", "recruitment"), "/purposes"),
                misfit(p -> p.put("from", "2026-02-30"), "/from"),
                misfit(p -> p.remove("legalBases"), "/legalBases"),
                misfit(p -> p.withArray("languages").add("de"), "/languages/2"),
                misfit(p -> p.put("objectionDays", 30), "/objectionDays"),
                misfit(p -> p.putArray("annexes"), "/annexes"),
                misfit(p -> p.put("penalty", 1), "/penalty"));
    }

    private static Arguments misfit(Consumer<ObjectNode> change, String pointer) {
        return Arguments.of(pointer, parameters(change));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void namesTheParameterThatDoesNotFit(String pointer, ObjectNode parameters) {
        assertThat(filled(CONFIDENTIAL, parameters).violations())
                .extracting(Violation::pointer)
                .containsExactly(pointer);
    }

    @Test
    void findsTermsThatSayOtherThanTheirTemplate() {
        assertThat(refused(terms -> terms.put("retention", "P6Y"))).containsExactly("/retention");
        assertThat(refused(terms -> terms.put("title", "Mine"))).containsExactly("/title");
        assertThat(refused(terms -> category(terms).put("ceiling", "strictly-confidential")))
                .containsExactly("/categories");
        assertThat(refused(terms -> terms.putArray("flows"))).containsExactly("/flows");
        assertThat(refused(terms -> terms.remove("privileges"))).containsExactly("/privileges");
        assertThat(refused(terms -> ((ObjectNode) terms.get("template")).put("digest", "other")))
                .containsExactly("/template");
        assertThat(refused(terms -> terms.remove("template"))).isEmpty();
    }

    private static ObjectNode category(ObjectNode terms) {
        return (ObjectNode) terms.required("categories").get(1);
    }

    private static List<String> refused(Consumer<ObjectNode> change) {
        var terms = filled(CONFIDENTIAL, parameters()).terms();
        change.accept(terms);
        return TEMPLATES.violations(terms).stream().map(Violation::pointer).toList();
    }

    @Test
    void refusesADocumentThatContradictsItself() {
        assertThatThrownBy(
                        () ->
                                changed(
                                        template ->
                                                prose(template, 1).put("fr", "Sans les parties.")))
                .hasMessageContaining("same parameters");
        assertThatThrownBy(() -> changed(template -> prose(template, 1).remove("fr")))
                .hasMessageContaining("lacks a language");
        assertThatThrownBy(
                        () ->
                                changed(
                                        template ->
                                                clause(template, 2)
                                                        .withObject("/terms")
                                                        .put("retention", "P1Y")))
                .hasMessageContaining("'retention' in two clauses");
        assertThatThrownBy(
                        () ->
                                changed(
                                        template ->
                                                clause(template, 1)
                                                        .withObject("/terms")
                                                        .put("parties", "{nobody}")))
                .hasMessageContaining("parameters that its terms do not");
    }

    private static ObjectNode clause(ObjectNode template, int index) {
        return (ObjectNode) template.required("clauses").get(index);
    }

    private static ObjectNode prose(ObjectNode template, int index) {
        return (ObjectNode) clause(template, index).required("prose");
    }

    private static Template changed(Consumer<ObjectNode> change) {
        var document = template(CONFIDENTIAL).toJson();
        document.remove("digest");
        change.accept(document);
        return Template.of(document);
    }

    @Test
    void saysThatNoLawyerHasReviewedIt() {
        assertThat(TEMPLATES.all()).hasSize(2).noneMatch(Template::isReviewed);
    }

    @Test
    void annexesHoldNothingThatDeceives() {
        for (var bad : List.of("a\u202Eb", "a\u0007b", "\u2066x", " \n ")) {
            var terms =
                    filled(CONFIDENTIAL, TemplateSamples.annex(parameters(), "A", "en", bad))
                            .terms();

            assertThat(Annexes.violations(terms))
                    .extracting(Violation::pointer)
                    .containsExactly("/annexes/0/text");
        }
        assertThat(Annexes.violations(filled(CONFIDENTIAL, everyParameter()).terms())).isEmpty();
    }
}
