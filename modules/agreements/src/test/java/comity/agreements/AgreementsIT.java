package comity.agreements;

import static comity.agreements.World.idOf;
import static comity.agreements.decision.Samples.category;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.decision.Samples;
import comity.agreements.decision.Terms;
import comity.kernel.KernelProblem;
import comity.kernel.Page;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import comity.ledger.Receipts;
import comity.parties.KeyUse;
import comity.trust.Jws;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

@Timeout(120)
class AgreementsIT {

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

    private ProblemType refusalOf(String entity, ObjectNode draft, String act) {
        return problem(() -> world.run(() -> world.node().act(entity, idOf(draft), act)));
    }

    @Test
    void isInForceOnceBothHaveSigned() {
        var draft = world.draft(terms());

        assertThat(draft.required("version").intValue()).isEqualTo(1);
        assertThat(draft.required("termsDigest").stringValue())
                .isEqualTo(Terms.of(terms()).digest());
        assertThat(world.permits(world.node())).isFalse();
        assertThat(world.sign("UNICEF", draft).required("state").stringValue())
                .isEqualTo("partly-signed");
        assertThat(world.permits(world.node())).isFalse();
        assertThat(world.sign("WFP", draft).required("state").stringValue()).isEqualTo("in-force");
        assertThat(world.permits(world.node())).isTrue();
        assertThat(
                        world.<List<String>>run(
                                () ->
                                        List.copyOf(
                                                world.node()
                                                        .inForce()
                                                        .issuersFor("WFP", Samples.NOW))))
                .containsExactly("UNICEF");
    }

    @Test
    void everyActIsLoggedAndAcknowledged() {
        var draft = world.draft(terms());

        var answer = world.sign("UNICEF", draft);

        var receipt =
                Jws.verify(
                                answer.required("receipt").stringValue(),
                                Receipts.TYPE,
                                kid -> Optional.of(world.receiptKey.verificationKey()))
                        .payload();
        assertThat(receipt.required("kind").stringValue()).isEqualTo("act");
        assertThat(answer.required("entry").required("commitments").propertyNames())
                .containsExactlyInAnyOrder(
                        "agreement", "version", "termsDigest", "act", "entity", "signatory", "jws");
        assertThat(answer.required("opening").required("act").required("value").stringValue())
                .isEqualTo("sign");
        var whole =
                world.run(() -> world.node().agreement("WFP", idOf(draft), OptionalInt.empty()));
        assertThat(whole.required("acts").required(0).required("leaf"))
                .isEqualTo(receipt.required("leaf"));
        assertThat(Terms.of(whole.required("terms")).digest())
                .isEqualTo(draft.required("termsDigest").stringValue());
    }

    @Test
    void anActOnOneNodeCountsAtOnceOnAnother() {
        var other = world.newNode();
        var draft = world.draft(terms());
        world.sign("UNICEF", draft);
        assertThat(world.permits(other)).isFalse();

        world.sign("WFP", draft);

        assertThat(world.permits(other)).isTrue();
        assertThat(world.epoch(other)).isEqualTo(2);
    }

    @Test
    void aRestartForgetsNothing() {
        var draft = world.draft(terms());
        world.sign("UNICEF", draft);
        world.sign("WFP", draft);

        assertThat(world.permits(world.newNode())).isTrue();
    }

    @Test
    void twoSignaturesAtTheSameTimeBothCount() throws Exception {
        for (int round = 0; round < 10; round++) {
            var draft = world.draft(terms());
            var one = world.act("UNICEF", draft);
            var other = world.act("WFP", draft);
            var otherNode = world.newNode();

            var outcomes =
                    together(
                            () -> world.run(() -> world.node().act("UNICEF", idOf(draft), one)),
                            () -> world.run(() -> otherNode.act("WFP", idOf(draft), other)));

            assertThat(outcomes).hasSize(2).doesNotHaveAnyElementsOfTypes(Problem.class);
            var whole =
                    world.run(
                            () -> world.node().agreement("WFP", idOf(draft), OptionalInt.empty()));
            assertThat(whole.required("state").stringValue()).isEqualTo("in-force");
            assertThat(world.epoch(world.newNode())).isEqualTo(2L * (round + 1));
        }
        assertThat(world.permits(world.node())).isTrue();
    }

    @Test
    void oneActHandedInTwiceAtTheSameTimeCountsOnce() throws Exception {
        var draft = world.draft(terms());
        var act = world.act("UNICEF", draft);
        var otherNode = world.newNode();

        var outcomes =
                together(
                        () -> world.run(() -> world.node().act("UNICEF", idOf(draft), act)),
                        () -> world.run(() -> otherNode.act("UNICEF", idOf(draft), act)));

        assertThat(outcomes)
                .filteredOn(Problem.class::isInstance)
                .singleElement()
                .extracting(failed -> ((Problem) failed).type())
                .isEqualTo(AgreementsProblem.ACT_REPEATED);
        assertThat(world.epoch(world.node())).isEqualTo(1);
    }

    /** Both started at the same time: what each answered, or the problem it met. */
    private static List<Object> together(Callable<?> one, Callable<?> other) throws Exception {
        var start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var running = new ArrayList<Future<Object>>();
            for (var work : List.of(one, other)) {
                running.add(
                        threads.submit(
                                () -> {
                                    start.await(30, TimeUnit.SECONDS);
                                    try {
                                        return work.call();
                                    } catch (Problem refused) {
                                        return refused;
                                    }
                                }));
            }
            var outcomes = new ArrayList<Object>();
            for (var each : running) {
                outcomes.add(each.get(60, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anActThatIsRolledBackIsInForceNowhere() {
        var draft = world.draft(terms());
        world.sign("UNICEF", draft);
        assertThat(world.permits(world.node())).isFalse();
        var act = world.act("WFP", draft);

        var failed =
                catchThrowableOfType(
                        IllegalStateException.class,
                        () ->
                                world.run(
                                        () -> {
                                            world.node().act("WFP", idOf(draft), act);
                                            // Its own transaction sees it, and must keep it to
                                            // itself.
                                            assertThat(world.node().inForce().epoch()).isEqualTo(2);
                                            throw new IllegalStateException("on purpose");
                                        }));

        assertThat(failed).hasMessage("on purpose");
        assertThat(world.permits(world.node())).isFalse();
        world.sign("UNICEF", world.draft(terms(terms -> terms.put("title", "Another"))));
        assertThat(world.epoch(world.node())).isEqualTo(2);
        assertThat(world.permits(world.node())).isFalse();
        assertThat(world.run(() -> world.node().act("WFP", idOf(draft), act))).isNotNull();
        assertThat(world.permits(world.node())).isTrue();
    }

    @Test
    void refusesASecondSignature() {
        var draft = world.draft(terms());
        var act = world.act("UNICEF", draft);
        world.run(() -> world.node().act("UNICEF", idOf(draft), act));

        assertThat(refusalOf("UNICEF", draft, act)).isEqualTo(AgreementsProblem.ACT_REPEATED);
        assertThat(refusalOf("UNICEF", draft, world.act("UNICEF", draft)))
                .isEqualTo(AgreementsProblem.ALREADY_SIGNED);
    }

    @Test
    void refusesActsThatAreNotWhatTheySeem() {
        var draft = world.draft(terms());
        var other = world.draft(terms(terms -> terms.put("title", "Another")));

        assertThat(refusal(draft, act -> act.put("agreement", other.required("id").stringValue())))
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
        assertThat(refusal(draft, act -> act.put("version", 2)))
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
        assertThat(
                        refusal(
                                draft,
                                act ->
                                        act.put(
                                                "termsDigest",
                                                other.required("termsDigest").stringValue())))
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
        assertThat(refusal(draft, act -> act.put("entity", "WFP")))
                .isEqualTo(AgreementsProblem.ACT_OF_ANOTHER);
        assertThat(refusal(draft, act -> act.put("act", "terminate")))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        assertThat(refusal(draft, act -> act.put("act", "dissolve")))
                .isEqualTo(AgreementsProblem.ACT_INVALID);
        assertThat(
                        refusal(
                                draft,
                                act ->
                                        act.putArray("reservations")
                                                .addObject()
                                                .putArray("purposes")
                                                .add("recruitment")))
                .isEqualTo(AgreementsProblem.RESERVATION_WIDENS);
        assertThat(refusal(draft, act -> act.put("haste", true)))
                .isEqualTo(AgreementsProblem.ACT_INVALID);
        assertThat(
                        refusal(
                                draft,
                                act ->
                                        act.put(
                                                "iat",
                                                Samples.NOW.plusSeconds(31).getEpochSecond())))
                .isEqualTo(AgreementsProblem.ACT_INVALID);
        assertThat(world.epoch(world.node())).isZero();
    }

    private ProblemType refusal(ObjectNode draft, Consumer<ObjectNode> change) {
        return refusalOf("UNICEF", draft, world.act("UNICEF", draft, change));
    }

    @Test
    void refusesSignaturesThatDoNotCount() {
        var draft = world.draft(terms());
        var payload = world.payload("UNICEF", draft);
        var forMessages = world.newKey("UNICEF", KeyUse.HTTP);

        for (var act :
                List.of(
                        Jws.sign(world.key("WFP"), VerifiedAct.TYPE, payload),
                        Jws.sign(forMessages, VerifiedAct.TYPE, payload),
                        Jws.sign(world.key("UNICEF"), "jwt", payload),
                        tampered(world.act("UNICEF", draft)),
                        "",
                        "a.b.c")) {
            assertThat(refusalOf("UNICEF", draft, act)).isEqualTo(AgreementsProblem.ACT_INVALID);
        }
    }

    private static String tampered(String jws) {
        int dot = jws.lastIndexOf('.');
        char first = jws.charAt(dot + 1);
        return jws.substring(0, dot + 1) + (first == 'A' ? 'B' : 'A') + jws.substring(dot + 2);
    }

    @Test
    void mayNotSignTermsThatPermitNoIdentity() {
        var draft =
                world.draft(
                        terms(
                                terms ->
                                        category(terms)
                                                .putArray("pointers")
                                                .add("/elements/academic")));

        assertThat(refusalOf("UNICEF", draft, world.act("UNICEF", draft)))
                .isEqualTo(AgreementsProblem.IDENTITY_NOT_PERMITTED);
    }

    @Test
    void refusesDraftsThatBreakTheSchemaOrARule() {
        assertThat(problem(() -> world.run(() -> world.node().draft("ILO", terms()))))
                .isEqualTo(AgreementsProblem.NOT_A_PARTY);
        assertThat(problem(() -> world.draft(terms(terms -> terms.put("haste", true)))))
                .isEqualTo(KernelProblem.INVALID_CONTENT);
        assertThat(
                        problem(
                                () ->
                                        world.draft(
                                                terms(
                                                        terms ->
                                                                category(terms)
                                                                        .put(
                                                                                "ceiling",
                                                                                "cosmic")))))
                .isEqualTo(AgreementsProblem.TERMS_REFUSED);
    }

    @Test
    void anEntitySeesItsOwnOnly() {
        var draft = world.draft(terms());

        assertThat(world.run(() -> world.node().list("ILO", Optional.empty())).items()).isEmpty();
        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node()
                                                                .agreement(
                                                                        "ILO",
                                                                        idOf(draft),
                                                                        OptionalInt.empty()))))
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(refusalOf("ILO", draft, world.act("ILO", draft)))
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(
                        problem(
                                () ->
                                        world.run(
                                                () ->
                                                        world.node()
                                                                .agreement(
                                                                        "WFP",
                                                                        Samples.id(9),
                                                                        OptionalInt.empty()))))
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void listsPageByPageWithoutSkipping() {
        var drafted =
                world.run(
                        () -> {
                            var ids = new ArrayList<String>();
                            for (int i = 0; i < Page.LIMIT + 5; i++) {
                                ids.add(
                                        world.node()
                                                .draft("UNICEF", terms())
                                                .required("id")
                                                .stringValue());
                            }
                            return ids;
                        });

        var first = world.run(() -> world.node().list("WFP", Optional.empty()));
        var second = world.run(() -> world.node().list("WFP", first.next()));

        assertThat(first.items()).hasSize(Page.LIMIT);
        assertThat(second.next()).isEmpty();
        var listed = new ArrayList<>(first.items());
        listed.addAll(second.items());
        assertThat(listed)
                .extracting(item -> item.required("id").stringValue())
                .containsExactlyInAnyOrderElementsOf(drafted)
                .isSorted();
        assertThat(problem(() -> world.run(() -> world.node().list("WFP", Optional.of("x")))))
                .isEqualTo(KernelProblem.INVALID_REQUEST);
    }
}
