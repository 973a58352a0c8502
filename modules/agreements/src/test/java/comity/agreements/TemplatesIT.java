package comity.agreements;

import static comity.agreements.World.idOf;
import static comity.agreements.template.TemplateSamples.CONFIDENTIAL;
import static comity.agreements.template.TemplateSamples.annex;
import static comity.agreements.template.TemplateSamples.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.template.TemplateSamples;
import comity.documents.Block;
import comity.documents.Phrase;
import comity.documents.Press;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.Problem.Violation;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a template to a draft, its paper, and its comparison with the next version. */
@Timeout(120)
class TemplatesIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Problem problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run);
    }

    private ObjectNode filled(JsonNode parameters) {
        var content = Json.object();
        content.set("parameters", parameters);
        return world.run(() -> world.node().fill(CONFIDENTIAL, content));
    }

    private JsonNode terms(JsonNode parameters) {
        return filled(parameters).required("terms");
    }

    private List<String> paper(String entity, ObjectNode draft, OptionalInt version) {
        return world.run(() -> world.node().paper(entity, idOf(draft), version)).blocks().stream()
                .map(Block::phrases)
                .flatMap(List::stream)
                .map(Phrase::text)
                .toList();
    }

    private ObjectNode compared(String entity, ObjectNode draft, int version, int with) {
        return world.run(() -> world.node().comparison(entity, idOf(draft), version, with));
    }

    @Test
    void aFilledTemplateIsDraftedSignedAndPermits() {
        var filled = filled(parameters(p -> p.putArray("legalBases").add("mandate")));
        var draft = world.draft(filled.required("terms"));
        assertThat(draft.required("termsDigest")).isEqualTo(filled.required("termsDigest"));
        assertThat(world.permits("UNICEF", "WFP")).isFalse();

        world.sign("UNICEF", draft);
        world.sign("WFP", draft);

        assertThat(world.permits("UNICEF", "WFP")).isTrue();
    }

    @Test
    void namesTheParameterThatDoesNotFit() {
        var problem =
                problem(
                        () ->
                                filled(
                                        parameters(
                                                p -> {
                                                    p.put("breachNoticeHours", 0);
                                                    p.remove("retention");
                                                })));

        assertThat(problem.type()).isEqualTo(AgreementsProblem.PARAMETERS_REFUSED);
        assertThat(problem.violations())
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder(
                        "/parameters/breachNoticeHours", "/parameters/retention");
    }

    @Test
    void namesTheParameterOfTermsThatBreakARule() {
        for (var each :
                List.of(
                        List.of("/parameters/parties/1", "parties"),
                        List.of("/parameters/eligible", "eligible"))) {
            var problem =
                    problem(
                            () ->
                                    filled(
                                            parameters(
                                                    p ->
                                                            p.putArray(each.get(1))
                                                                    .add("WFP")
                                                                    .add("NOBODY"))));

            assertThat(problem.type()).isEqualTo(AgreementsProblem.PARAMETERS_REFUSED);
            assertThat(problem.violations()).extracting(Violation::pointer).contains(each.get(0));
        }
        var until = problem(() -> filled(parameters(p -> p.put("until", "2025-12-31"))));
        assertThat(until.violations())
                .extracting(Violation::pointer)
                .containsExactly("/parameters/until");
        var hidden = problem(() -> filled(annex(parameters(), "A", "en", "a\u202Eb")));
        assertThat(hidden.violations())
                .extracting(Violation::pointer)
                .containsExactly("/parameters/annexes/0/text");
    }

    @Test
    void refusesATemplateThatIsNotThereAndContentOfAnotherForm() {
        assertThat(problem(() -> world.run(() -> world.node().fill("none", Json.object()))).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(
                        problem(
                                        () ->
                                                world.run(
                                                        () ->
                                                                world.node()
                                                                        .fill(
                                                                                CONFIDENTIAL,
                                                                                Json.object())))
                                .type())
                .isEqualTo(KernelProblem.INVALID_CONTENT);
    }

    @Test
    void termsThatSayOtherThanTheirTemplateAreNotDrafted() {
        var terms = (ObjectNode) terms(parameters());
        terms.put("retention", "P10Y");

        var problem = problem(() -> world.draft(terms));

        assertThat(problem.type()).isEqualTo(AgreementsProblem.TERMS_REFUSED);
        assertThat(problem.violations())
                .extracting(Violation::pointer)
                .containsExactly("/retention");
    }

    @Test
    void thePaperListsWhoSignedAndIsForThoseWhoSeeTheVersion() {
        var draft = world.draft(terms(parameters()));
        assertThat(paper("WFP", draft, OptionalInt.empty()))
                .contains("Nobody has signed this version yet.")
                .contains(draft.required("termsDigest").stringValue());

        world.sign("UNICEF", draft);

        assertThat(paper("WFP", draft, OptionalInt.of(1)))
                .contains("Ada Example, Director", "signed", "UNICEF");
        assertThat(problem(() -> paper("ILO", draft, OptionalInt.empty())).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> paper("WFP", draft, OptionalInt.of(2))).type())
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void printedTwiceOnTwoNodesItIsTheSameFile() {
        var draft = world.draft(terms(TemplateSamples.everyParameter()));
        world.sign("UNICEF", draft);
        var press = new Press();

        var first = world.run(() -> world.node().paper("WFP", idOf(draft), OptionalInt.of(1)));
        var second = world.run(() -> world.newNode().paper("ILO", idOf(draft), OptionalInt.of(1)));

        assertThat(press.print("WFP", second)).isEqualTo(press.print("WFP", first));
    }

    @Test
    void comparesTwoVersionsForThoseWhoSeeBoth() {
        var draft = world.draft(terms(parameters()));
        world.sign("UNICEF", draft);
        world.sign("WFP", draft);
        var next = terms(parameters(p -> p.put("retention", "P6M").put("dataWithinDays", 10)));
        world.run(() -> world.node().amend("WFP", idOf(draft), next));

        var comparison = compared("WFP", draft, 1, 2);

        assertThat(comparison.at("/before/termsDigest")).isEqualTo(draft.get("termsDigest"));
        assertThat(comparison.required("clauses"))
                .extracting(clause -> clause.get("clause").stringValue())
                .containsExactlyInAnyOrder("retention", "termination");
        assertThat(comparison.at("/disclosures/same").intValue()).isPositive();
        for (var attempt :
                List.<Runnable>of(
                        () -> compared("ILO", draft, 1, 2),
                        () -> compared("WFP", draft, 1, 3),
                        () -> compared("WFP", draft, 7, 2))) {
            assertThat(problem(attempt).type()).isEqualTo(KernelProblem.NOT_FOUND);
        }
    }
}
