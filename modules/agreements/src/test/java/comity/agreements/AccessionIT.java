package comity.agreements;

import static comity.agreements.World.idOf;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.decision.Decision;
import comity.agreements.decision.Samples;
import comity.agreements.decision.Why;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** Others sign the same text; reservations narrow it. */
@Timeout(120)
class AccessionIT {

    private static final String JTI = "accession-of-the-ilo";

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

    /** Open to the ILO. */
    private static ObjectNode open(Consumer<ObjectNode> change) {
        return terms(
                terms -> {
                    terms.putObject("accession").putArray("eligible").add("ILO");
                    category(terms).putArray("legalBases").add("mandate").add("consent");
                    change.accept(terms);
                });
    }

    private ObjectNode signedByTheParties(ObjectNode terms) {
        var draft = world.draft(terms);
        world.sign("UNICEF", draft);
        world.sign("WFP", draft);
        return draft;
    }

    private void accede(ObjectNode draft) {
        world.does("ILO", draft, payload -> payload.put("jti", JTI));
    }

    @Test
    void bindsAPairOnceTheOtherHasCountersigned() {
        var draft = signedByTheParties(open(terms -> {}));
        accede(draft);
        assertThat(world.permits("UNICEF", "ILO")).isFalse();

        world.answers("UNICEF", "countersign", draft, "ILO", JTI);

        assertThat(world.permits("UNICEF", "ILO")).isTrue();
        assertThat(world.permits("ILO", "UNICEF")).isTrue();
        assertThat(world.permits("WFP", "ILO")).isFalse();
        world.itIs(Samples.NOW.plus(Duration.ofDays(400)));
        assertThat(world.permits("WFP", "ILO")).isFalse();
        var whole =
                world.run(() -> world.node().agreement("ILO", idOf(draft), OptionalInt.empty()));
        assertThat(whole.required("pairs").toString())
                .contains("\"with\":\"UNICEF\",\"state\":\"in-force\"")
                .contains("\"with\":\"WFP\",\"state\":\"waiting\"");
    }

    @Test
    void bindsAPairAfterTheTimeForObjection() {
        var draft = signedByTheParties(open(terms -> terms.put("objectionDays", 30)));
        accede(draft);
        world.answers("WFP", "object", draft, "ILO", JTI);

        world.itIs(Samples.NOW.plus(Duration.ofDays(30)).minusSeconds(1));
        assertThat(world.permits("UNICEF", "ILO")).isFalse();
        world.itIs(Samples.NOW.plus(Duration.ofDays(30)));

        assertThat(world.permits("UNICEF", "ILO")).isTrue();
        assertThat(world.permits("WFP", "ILO")).isFalse();
        assertThat(problem(() -> world.answers("UNICEF", "object", draft, "ILO", JTI)).type())
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        world.answers("WFP", "countersign", draft, "ILO", JTI);
        assertThat(world.permits("WFP", "ILO")).isTrue();
    }

    @Test
    void whoMayAccedeSeesWhatIsOpenForSignatureOnly() {
        var draft = world.draft(open(terms -> {}));

        assertThat(world.run(() -> world.node().list("ILO", Optional.empty())).items()).isEmpty();
        assertThat(problem(() -> accede(draft)).type()).isEqualTo(KernelProblem.NOT_FOUND);
        world.sign("UNICEF", draft);
        assertThat(world.run(() -> world.node().list("ILO", Optional.empty())).items()).hasSize(1);
        assertThat(
                        problem(
                                        () ->
                                                world.run(
                                                        () ->
                                                                world.node()
                                                                        .amend(
                                                                                "ILO",
                                                                                idOf(draft),
                                                                                open(t -> {}))))
                                .type())
                .isEqualTo(AgreementsProblem.NOT_A_PARTY);
        var next =
                world.run(
                        () ->
                                world.node()
                                        .amend(
                                                "WFP",
                                                idOf(draft),
                                                open(terms -> terms.put("retention", "P6M"))));
        var seen = world.run(() -> world.node().agreement("ILO", idOf(draft), OptionalInt.empty()));
        assertThat(seen.required("versions")).hasSize(1);
        assertThat(
                        problem(
                                        () ->
                                                world.run(
                                                        () ->
                                                                world.node()
                                                                        .agreement(
                                                                                "ILO",
                                                                                idOf(next),
                                                                                OptionalInt.of(2))))
                                .type())
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void closedTermsAdmitNobodyElse() {
        var draft = signedByTheParties(terms());

        assertThat(problem(() -> accede(draft)).type()).isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void onlyAnAccessionIsCountersigned() {
        var draft = world.draft(open(terms -> {}));
        world.does("UNICEF", draft, payload -> payload.put("jti", "signature-of-unicef"));
        world.sign("WFP", draft);
        accede(draft);

        assertThat(
                        problem(
                                        () ->
                                                world.answers(
                                                        "WFP",
                                                        "countersign",
                                                        draft,
                                                        "UNICEF",
                                                        "signature-of-unicef"))
                                .type())
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
        assertThat(
                        problem(
                                        () ->
                                                world.answers(
                                                        "WFP",
                                                        "countersign",
                                                        draft,
                                                        "ILO",
                                                        "another-jti-of-16-signs"))
                                .violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/accession");
        world.answers("WFP", "countersign", draft, "ILO", JTI);
        assertThat(problem(() -> world.answers("WFP", "object", draft, "ILO", JTI)).type())
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
    }

    @Test
    void aReservationNarrowsItsOwnPairsInBothDirections() {
        var draft = world.draft(open(terms -> terms.put("objectionDays", 1)));
        world.sign("UNICEF", draft);
        world.sign("WFP", draft);
        world.does(
                "ILO",
                draft,
                payload ->
                        payload.withArray("reservations")
                                .addObject()
                                .put("retention", "P6M")
                                .putArray("pointers")
                                .add("/elements/academic"));
        world.itIs(Samples.NOW.plus(Duration.ofDays(2)));

        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        for (var decision :
                new Decision[] {
                    world.decide("ILO", "WFP", Samples.NOW.plus(Duration.ofDays(2))),
                    world.decide("WFP", "ILO", Samples.NOW.plus(Duration.ofDays(2)))
                }) {
            var refused = (Decision.Refused) decision;
            assertThat(refused.why()).isEqualTo(Why.PROPERTY_RESERVED);
            assertThat(refused.clause().name()).isEqualTo("reservations/ILO/0");
        }
    }

    @Test
    void refusesWhatWouldWidenByAPointer() {
        var draft = world.draft(open(terms -> {}));
        var widening = Json.object();
        widening.put("retention", "P2Y").put("ceiling", "strictly-confidential");
        widening.put("statement", "Only in part.\u202E");
        widening.putArray("purposes").add("research");

        var problem =
                problem(
                        () ->
                                world.does(
                                        "UNICEF",
                                        draft,
                                        payload ->
                                                payload.withArray("reservations").add(widening)));

        assertThat(problem.type()).isEqualTo(AgreementsProblem.RESERVATION_WIDENS);
        assertThat(problem.violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly(
                        "/reservations/0/purposes",
                        "/reservations/0/ceiling",
                        "/reservations/0/retention",
                        "/reservations/0/statement");
    }
}
