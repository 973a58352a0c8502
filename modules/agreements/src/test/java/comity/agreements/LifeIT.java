package comity.agreements;

import static comity.agreements.World.idOf;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.decision.Decision;
import comity.agreements.decision.LegalBasis;
import comity.agreements.decision.Samples;
import comity.agreements.decision.Why;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the draft to the end, with what each act does to whom. */
@Timeout(120)
class LifeIT {

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ProblemType problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run).type();
    }

    /** Among all three. */
    private static ObjectNode threefold() {
        return terms(
                terms -> {
                    terms.putArray("parties").add("UNICEF").add("WFP").add("ILO");
                    category(terms).putArray("legalBases").add("mandate").add("consent");
                    terms.putObject("termination").put("withinDays", 30);
                });
    }

    private ObjectNode inForce(ObjectNode terms) {
        var draft = world.draft(terms);
        terms.required("parties").forEach(party -> world.sign(party.stringValue(), draft));
        return draft;
    }

    private ObjectNode move(String entity, ObjectNode draft, String stage) {
        var content = Json.object();
        content.put("version", draft.required("version").intValue());
        content.set("termsDigest", draft.required("termsDigest"));
        content.put("stage", stage);
        return world.run(() -> world.node().move(entity, idOf(draft), content));
    }

    private ObjectNode revise(String entity, ObjectNode draft, JsonNode terms) {
        var content = Json.object();
        content.put("version", draft.required("version").intValue());
        content.set("replaces", draft.required("termsDigest"));
        content.set("terms", terms);
        return world.run(() -> world.node().revise(entity, idOf(draft), content));
    }

    @Test
    void goesFromDraftThroughReviewToOpenForSignature() {
        var draft = world.draft(threefold());
        assertThat(world.state(draft)).isEqualTo("draft");

        move("WFP", draft, "review");
        assertThat(world.state(draft)).isEqualTo("review");
        var revised = revise("ILO", draft, threefold().put("title", "Mended"));
        assertThat(world.state(draft)).isEqualTo("draft");
        assertThat(problem(() -> move("WFP", draft, "open")))
                .isEqualTo(AgreementsProblem.TEXT_CHANGED);
        move("WFP", revised, "open");

        assertThat(world.state(draft)).isEqualTo("open");
        assertThat(problem(() -> move("WFP", revised, "draft")))
                .isEqualTo(AgreementsProblem.TEXT_IS_OPEN);
        assertThat(problem(() -> revise("WFP", revised, threefold())))
                .isEqualTo(AgreementsProblem.TEXT_IS_OPEN);
        assertThat(problem(() -> world.sign("WFP", draft)))
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
        world.sign("WFP", revised);
        assertThat(world.state(draft)).isEqualTo("partly-signed");
    }

    @Test
    void theSecondOfTwoWhoReviseSeesTheFirst() {
        var draft = world.draft(threefold());
        revise("WFP", draft, threefold().put("title", "First"));

        assertThat(problem(() -> revise("ILO", draft, threefold().put("title", "Second"))))
                .isEqualTo(AgreementsProblem.TEXT_CHANGED);
    }

    @Test
    void doesNotOpenTermsThatPermitNoIdentity() {
        var draft =
                world.draft(
                        terms(
                                terms ->
                                        category(terms)
                                                .putArray("pointers")
                                                .add("/elements/academic")));

        assertThat(problem(() -> move("WFP", draft, "open")))
                .isEqualTo(AgreementsProblem.IDENTITY_NOT_PERMITTED);
    }

    @Test
    void aSuspensionStopsTheOwnPairsOnlyAndOnEveryNode() {
        var draft = inForce(threefold());
        var other = world.newNode();
        world.run(other::inForce);

        assertThat(world.does("WFP", "suspend", draft).required("state").stringValue())
                .isEqualTo("in-force");

        assertThat(world.permits("UNICEF", "WFP")).isFalse();
        assertThat(world.permits("WFP", "ILO")).isFalse();
        assertThat(world.permits("UNICEF", "ILO")).isTrue();
        var decision = (Decision.Refused) world.decide("UNICEF", "WFP", Samples.NOW);
        assertThat(decision.why()).isEqualTo(Why.AGREEMENT_SUSPENDED);
        assertThat(world.run(() -> other.inForce().issuersFor("WFP", Samples.NOW))).isEmpty();
        assertThat(world.run(() -> other.inForce().issuersFor("ILO", Samples.NOW)))
                .containsExactly("UNICEF");

        world.itIs(Samples.NOW.plusSeconds(60));
        world.does("WFP", "resume", draft);
        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        // What was, stays so: a decision for then still finds it suspended.
        assertThat(world.decide("UNICEF", "WFP", Samples.NOW.plusSeconds(59)).permitted())
                .isEmpty();
    }

    @Test
    void twoSuspensionsAreLiftedByBoth() {
        var draft = inForce(threefold());
        world.does("WFP", "suspend", draft);
        world.does("UNICEF", "suspend", draft);

        world.does("WFP", "resume", draft);

        assertThat(world.permits("UNICEF", "WFP")).isFalse();
        assertThat(world.permits("WFP", "ILO")).isTrue();
        assertThat(world.permits("UNICEF", "ILO")).isFalse();
    }

    @Test
    void aTerminationEndsTheOwnPairsForGood() {
        var draft = inForce(threefold());

        world.does("ILO", "terminate", draft);

        assertThat(world.permits("ILO", "WFP")).isFalse();
        assertThat(world.permits("UNICEF", "WFP")).isTrue();
        assertThat(problem(() -> world.does("ILO", "resume", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        assertThat(problem(() -> world.does("ILO", "terminate", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        var next = amend(draft, threefold().put("retention", "P6M"));
        assertThat(problem(() -> world.sign("ILO", next)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
    }

    @Test
    void tellsThoseWhosePairsChangeInTheSameTransaction() {
        var draft = inForce(threefold());
        assertThat(world.changes).isEmpty();

        world.does("WFP", "suspend", draft);
        world.does("WFP", "resume", draft);
        world.does("WFP", "terminate", draft);
        world.does("ILO", "terminate", draft);

        assertThat(world.changes)
                .extracting(AgreementChange::kind)
                .containsExactly(
                        AgreementChange.Kind.SUSPENDED,
                        AgreementChange.Kind.RESUMED,
                        AgreementChange.Kind.ENDED,
                        AgreementChange.Kind.ENDED);
        assertThat(world.changes.get(0).by()).contains("WFP");
        assertThat(world.changes.get(0).told()).containsExactly("ILO", "UNICEF");
        assertThat(world.changes.get(0).due()).isEmpty();
        assertThat(world.changes.get(2).due()).contains(LocalDate.parse("2026-12-21"));
        assertThat(world.changes.get(3).told()).containsExactly("UNICEF");
    }

    @Test
    void anObserverThatFailsUndoesTheAct() {
        var draft = inForce(threefold());
        world.observer =
                change -> {
                    throw new IllegalStateException("on purpose");
                };

        assertThat(
                        catchThrowableOfType(
                                IllegalStateException.class,
                                () -> world.does("WFP", "suspend", draft)))
                .hasMessage("on purpose");

        assertThat(world.permits("UNICEF", "WFP")).isTrue();
    }

    @Test
    void onlyWhoSignedSuspendsAndOnlyWhoSuspendedResumes() {
        var draft = world.draft(threefold());
        world.sign("UNICEF", draft);

        assertThat(problem(() -> world.does("WFP", "suspend", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        assertThat(problem(() -> world.does("UNICEF", "resume", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        world.does("UNICEF", "suspend", draft);
        assertThat(problem(() -> world.does("UNICEF", "suspend", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
    }

    private ObjectNode amend(ObjectNode draft, ObjectNode terms) {
        return world.run(() -> world.node().amend("UNICEF", idOf(draft), terms));
    }

    private int versionFor(String issuer, String asker) {
        return world.decide(issuer, asker, Samples.NOW)
                .permitted()
                .orElseThrow()
                .version()
                .number();
    }

    @Test
    void theOldVersionIsInForceForAPairUntilTheNewOneIs() {
        var draft = inForce(threefold());
        var next = amend(draft, threefold().put("retention", "P6M"));
        assertThat(next.required("version").intValue()).isEqualTo(2);
        assertThat(problem(() -> amend(draft, threefold().put("retention", "P3M"))))
                .isEqualTo(AgreementsProblem.TEXT_IN_PREPARATION);

        world.sign("UNICEF", next);
        assertThat(versionFor("UNICEF", "WFP")).isEqualTo(1);
        world.sign("WFP", next);

        assertThat(versionFor("UNICEF", "WFP")).isEqualTo(2);
        assertThat(versionFor("UNICEF", "ILO")).isEqualTo(1);
        var whole =
                world.run(() -> world.node().agreement("WFP", idOf(draft), OptionalInt.empty()));
        assertThat(whole.required("version").intValue()).isEqualTo(2);
        assertThat(whole.required("versions"))
                .extracting(version -> version.required("state").stringValue())
                .containsExactly("in-force", "in-force");
        world.sign("ILO", next);
        assertThat(versionFor("ILO", "UNICEF")).isEqualTo(2);
        var old = world.run(() -> world.node().agreement("WFP", idOf(draft), OptionalInt.of(1)));
        assertThat(old.required("state").stringValue()).isEqualTo("superseded");
        assertThat(old.required("terms").required("retention").stringValue()).isEqualTo("P1Y");
    }

    @Test
    void aNewVersionWaitsForItsTerm() {
        var draft = inForce(threefold());
        var later = threefold();
        later.withObject("/term").put("from", "2027-01-01");
        var next = amend(draft, later);
        later.required("parties").forEach(party -> world.sign(party.stringValue(), next));

        assertThat(versionFor("UNICEF", "WFP")).isEqualTo(1);
        assertThat(
                        world.decide("UNICEF", "WFP", Instant.parse("2027-01-01T00:00:00Z"))
                                .permitted()
                                .orElseThrow()
                                .version()
                                .number())
                .isEqualTo(2);
    }

    @Test
    void anOldVersionCannotBeSignedOnceALaterIsOpen() {
        var draft = world.draft(threefold());
        world.sign("UNICEF", draft);
        var next = amend(draft, threefold().put("retention", "P6M"));
        world.sign("WFP", draft);
        move("UNICEF", next, "open");

        assertThat(problem(() -> world.sign("ILO", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
    }

    @Test
    void decidesAsIfADraftWereInForce() {
        var first = Instant.parse("2027-03-01T00:00:00Z");
        var draft =
                world.draft(
                        terms(
                                terms -> {
                                    category(terms).putArray("legalBases").add("mandate");
                                    terms.withObject("/term").put("from", "2027-03-01");
                                }));
        var request = Samples.requestOn(LegalBasis.MANDATE);

        var supposed =
                world.run(() -> world.node().supposing("WFP", idOf(draft), OptionalInt.empty()));

        assertThat(supposed.decide(request, World.SHAPE, first).permitted()).isPresent();
        assertThat(supposed.decide(request, World.SHAPE, first.minusSeconds(1)).permitted())
                .isEmpty();
        assertThat(world.permits("UNICEF", "WFP")).isFalse();
        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node()
                                                                .supposing(
                                                                        "ILO",
                                                                        idOf(draft),
                                                                        OptionalInt.empty()))))
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void theClockTellsOfAnEndOnceAndWarnsAhead() {
        var terms = threefold();
        terms.putObject("review").put("every", "P1Y").put("first", "2027-12-01");
        var draft = inForce(terms);
        var reminders = world.newReminders();
        var another = world.newReminders();
        reminders.tick();
        assertThat(world.changes).isEmpty();

        world.itIs(Instant.parse("2027-10-02T00:00:00Z"));
        reminders.tick();
        another.tick();
        assertThat(world.changes)
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.kind()).isEqualTo(AgreementChange.Kind.REVIEW_DUE);
                            assertThat(change.due()).contains(LocalDate.parse("2027-12-01"));
                            assertThat(change.told()).containsExactly("ILO", "UNICEF", "WFP");
                            assertThat(change.by()).isEmpty();
                        });
        assertThat(warnings(draft)).containsExactly("review-due");

        world.changes.clear();
        world.itIs(Instant.parse("2028-12-31T23:59:59Z"));
        reminders.tick();
        assertThat(world.changes)
                .extracting(AgreementChange::kind)
                .containsExactly(AgreementChange.Kind.EXPIRING);
        world.itIs(Instant.parse("2029-01-01T00:00:00Z"));
        another.tick();
        reminders.tick();
        assertThat(world.changes)
                .extracting(AgreementChange::kind)
                .containsExactly(AgreementChange.Kind.EXPIRING, AgreementChange.Kind.EXPIRED);
        assertThat(world.changes.get(1).due()).contains(LocalDate.parse("2029-01-31"));
        assertThat(world.state(draft)).isEqualTo("expired");
    }

    private Iterable<String> warnings(ObjectNode draft) {
        return world.run(() -> world.node().agreement("WFP", idOf(draft), OptionalInt.empty()))
                .required("warnings")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    @Test
    void theClockIsSilentAboutWhatWasEndedOrReplaced() {
        var draft = inForce(terms());
        world.does("WFP", "terminate", draft);
        var replaced = inForce(threefold());
        var next = amend(replaced, threefold().put("retention", "P6M"));
        threefold().required("parties").forEach(party -> world.sign(party.stringValue(), next));
        world.changes.clear();

        world.itIs(Instant.parse("2029-01-01T00:00:00Z").plus(Duration.ofHours(1)));
        world.newReminders().tick();

        assertThat(world.changes)
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.kind()).isEqualTo(AgreementChange.Kind.EXPIRED);
                            assertThat(change.agreement()).isEqualTo(idOf(replaced));
                            assertThat(change.version()).isEqualTo(2);
                        });
    }
}
