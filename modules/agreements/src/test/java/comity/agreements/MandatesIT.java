package comity.agreements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.agreements.decision.Samples;
import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import comity.trust.Jws;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.ObjectNode;

/** The ILO is the centre, WFP its client. */
@Timeout(120)
class MandatesIT {

    private World world;
    private Mandates mandates;

    @BeforeEach
    void open() {
        world = new World();
        mandates = world.newMandates();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ProblemType problem(Runnable work) {
        return catchThrowableOfType(Problem.class, work::run).type();
    }

    private static ObjectNode terms() {
        var terms = Json.object().put("client", "WFP").put("centre", "ILO");
        terms.putArray("recordTypes").add(Samples.TYPE);
        terms.putArray("acts").add("ask").add("rely");
        terms.putObject("term").put("from", "2026-01-01").put("until", "2026-12-31");
        return terms;
    }

    private ObjectNode draft() {
        return world.run(() -> mandates.draft("ILO", terms()));
    }

    private ObjectNode act(String entity, String kind, ObjectNode draft) {
        var payload = Json.object();
        payload.set("mandate", draft.required("id"));
        payload.set("termsDigest", draft.required("termsDigest"));
        payload.put("act", kind).put("entity", entity).put("signatory", "Ada Example, Director");
        payload.put("iat", Samples.NOW.getEpochSecond()).put("jti", world.newJti());
        var jws = Jws.sign(world.key(entity), VerifiedAct.TYPE, payload);
        return world.run(() -> mandates.act(entity, World.idOf(draft), jws));
    }

    private boolean covers(MandatedAct act, String type, Instant at) {
        return world.run(() -> world.newMandates().covering("ILO", "WFP", act, type, at))
                .isPresent();
    }

    private boolean covers() {
        return covers(MandatedAct.ASK, Samples.TYPE, Samples.NOW);
    }

    @Test
    void countsOnEveryNodeFromTheGrantToTheRevocation() {
        var draft = draft();
        assertThat(covers()).isFalse();

        assertThat(act("WFP", "grant", draft).required("state").stringValue()).isEqualTo("granted");
        assertThat(covers()).isTrue();
        act("WFP", "revoke", draft);

        assertThat(covers()).isFalse();
        assertThat(problem(() -> act("WFP", "grant", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
    }

    @Test
    void coversItsActsTypesAndDaysOnly() {
        act("WFP", "grant", draft());

        assertThat(covers(MandatedAct.RELY, Samples.TYPE, Samples.NOW)).isTrue();
        assertThat(covers(MandatedAct.PUBLISH, Samples.TYPE, Samples.NOW)).isFalse();
        assertThat(covers(MandatedAct.ASK, "job-classification", Samples.NOW)).isFalse();
        assertThat(covers(MandatedAct.ASK, Samples.TYPE, Instant.parse("2026-12-31T23:59:59Z")))
                .isTrue();
        assertThat(covers(MandatedAct.ASK, Samples.TYPE, Instant.parse("2027-01-01T00:00:00Z")))
                .isFalse();
        assertThat(covers(MandatedAct.ASK, Samples.TYPE, Instant.parse("2025-12-31T23:59:59Z")))
                .isFalse();
        assertThat(
                        world.run(
                                () ->
                                        mandates.covering(
                                                "WFP",
                                                "ILO",
                                                MandatedAct.ASK,
                                                Samples.TYPE,
                                                Samples.NOW)))
                .isEmpty();
    }

    @Test
    void onlyTheClientGrants() {
        var draft = draft();

        assertThat(problem(() -> act("ILO", "grant", draft)))
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
        assertThat(problem(() -> act("UNICEF", "grant", draft))).isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> act("WFP", "revoke", draft)))
                .isEqualTo(AgreementsProblem.ACT_UNTIMELY);
        assertThat(covers()).isFalse();
    }

    @Test
    void refusesTermsThatBreakARule() {
        assertThat(problem(() -> world.run(() -> mandates.draft("UNICEF", terms()))))
                .isEqualTo(AgreementsProblem.NOT_A_PARTY);
        var terms = terms().put("client", "ILO");
        terms.putArray("recordTypes").add("nonsense");
        terms.withObject("/term").put("until", "2025-01-01");
        assertThat(
                        catchThrowableOfType(
                                        Problem.class,
                                        () -> world.run(() -> mandates.draft("ILO", terms)))
                                .violations())
                .extracting(Problem.Violation::pointer)
                .containsExactly("/centre", "/recordTypes", "/term/until");
    }

    @Test
    void showsItsTwoWhatWasDoneToItAndNobodyElse() {
        var draft = draft();
        act("WFP", "grant", draft);
        act("WFP", "revoke", draft);

        for (var entity : new String[] {"ILO", "WFP"}) {
            var whole = world.run(() -> mandates.mandate(entity, World.idOf(draft)));
            assertThat(whole.required("state").stringValue()).isEqualTo("revoked");
            assertThat(whole.required("terms")).isEqualTo(terms());
            assertThat(whole.required("acts").valueStream())
                    .extracting(act -> act.required("act").stringValue())
                    .containsExactly("grant", "revoke");
        }
        assertThat(problem(() -> world.run(() -> mandates.mandate("UNICEF", World.idOf(draft)))))
                .isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void saysTheDigestBeforeAnythingIsKept() {
        var digest = world.run(() -> mandates.rehearse("WFP", terms()));

        assertThat(world.run(() -> mandates.list("WFP", Optional.empty())).items()).isEmpty();
        assertThat(draft().required("termsDigest").stringValue()).isEqualTo(digest);
        assertThat(problem(() -> world.run(() -> mandates.rehearse("UNICEF", terms()))))
                .isEqualTo(AgreementsProblem.NOT_A_PARTY);
    }

    @Test
    void isListedForItsTwoAndNobodyElse() {
        var draft = draft();

        for (var entity : new String[] {"ILO", "WFP"}) {
            assertThat(world.run(() -> mandates.list(entity, Optional.empty())).items())
                    .singleElement()
                    .extracting(line -> line.required("id"))
                    .isEqualTo(draft.required("id"));
        }
        assertThat(world.run(() -> mandates.list("UNICEF", Optional.empty())).items()).isEmpty();
    }
}
