package comity.agreements;

import static comity.agreements.World.idOf;
import static comity.agreements.decision.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Json;
import comity.kernel.KernelProblem;
import comity.kernel.Problem;
import comity.kernel.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A text is for those whom it names now, not for those whom it named once. */
@Timeout(120)
class DraftsIT {

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

    private static ObjectNode among(String... parties) {
        return terms(terms -> List.of(parties).forEach(terms.putArray("parties")::add));
    }

    private static ObjectNode openToTheIlo() {
        return terms(terms -> terms.putObject("accession").putArray("eligible").add("ILO"));
    }

    private ObjectNode move(String entity, ObjectNode draft, String stage) {
        var content = Json.object().put("stage", stage);
        content.set("version", draft.required("version"));
        content.set("termsDigest", draft.required("termsDigest"));
        return world.run(() -> world.node().move(entity, idOf(draft), content));
    }

    private ObjectNode revise(String entity, ObjectNode draft, JsonNode terms) {
        var content = Json.object();
        content.set("version", draft.required("version"));
        content.set("replaces", draft.required("termsDigest"));
        content.set("terms", terms);
        return world.run(() -> world.node().revise(entity, idOf(draft), content));
    }

    private ObjectNode amend(String entity, ObjectNode draft, JsonNode terms) {
        return world.run(() -> world.node().amend(entity, idOf(draft), terms));
    }

    private ObjectNode read(String entity, ObjectNode draft, OptionalInt version) {
        return world.run(() -> world.node().agreement(entity, idOf(draft), version));
    }

    private ObjectNode read(String entity, ObjectNode draft) {
        return read(entity, draft, OptionalInt.empty());
    }

    private List<ObjectNode> listed(String entity) {
        return world.run(() -> world.node().list(entity, Optional.empty())).items();
    }

    @Test
    void whomARevisionLeavesOutSeesAndControlsTheDraftNoMore() {
        var draft = world.draft(among("UNICEF", "WFP"));
        move("WFP", draft, "review");
        var revised = revise("UNICEF", draft, among("UNICEF", "ILO"));

        assertThat(listed("WFP")).isEmpty();
        for (var attempt :
                List.<Runnable>of(
                        () -> read("WFP", revised),
                        () -> read("WFP", revised, OptionalInt.of(1)),
                        () -> move("WFP", revised, "open"),
                        () -> revise("WFP", revised, among("WFP", "ILO")),
                        () -> amend("WFP", revised, among("WFP", "ILO")),
                        () -> world.sign("WFP", revised),
                        () ->
                                world.run(
                                        () ->
                                                world.node()
                                                        .supposing(
                                                                "WFP",
                                                                idOf(revised),
                                                                OptionalInt.empty())))) {
            assertThat(problem(attempt)).isEqualTo(KernelProblem.NOT_FOUND);
        }
        assertThat(world.state(revised)).isEqualTo("draft");
        assertThat(listed("ILO")).hasSize(1);
        var again = revise("ILO", revised, among("UNICEF", "WFP", "ILO"));
        assertThat(listed("WFP")).hasSize(1);
        move("WFP", again, "open");
        assertThat(world.state(again)).isEqualTo("open");
    }

    @Test
    void aRevisionNamesWhoRevises() {
        var draft = world.draft(among("UNICEF", "WFP"));

        assertThat(problem(() -> revise("WFP", draft, among("UNICEF", "ILO"))))
                .isEqualTo(AgreementsProblem.NOT_A_PARTY);
    }

    /** Of the first version, and of one that was added, whoever revised it since. */
    @Test
    void aRevisionLeavesWhoBeganTheTextIn() {
        var draft = world.draft(among("UNICEF", "WFP"));
        assertThat(problem(() -> revise("WFP", draft, among("WFP", "ILO"))))
                .isEqualTo(AgreementsProblem.TERMS_REFUSED);
        var revised = revise("WFP", draft, among("UNICEF", "WFP", "ILO"));
        assertThat(problem(() -> revise("ILO", revised, among("WFP", "ILO"))))
                .isEqualTo(AgreementsProblem.TERMS_REFUSED);
        assertThat(read("UNICEF", revised).required("termsDigest"))
                .isEqualTo(revised.required("termsDigest"));

        for (var party : List.of("UNICEF", "WFP", "ILO")) {
            world.sign(party, revised);
        }
        var next = amend("WFP", revised, among("WFP", "ILO"));
        assertThat(problem(() -> revise("ILO", next, among("UNICEF", "ILO"))))
                .isEqualTo(AgreementsProblem.TERMS_REFUSED);
        revise("ILO", next, among("UNICEF", "WFP", "ILO"));
    }

    @Test
    void whomTheNextVersionLeavesOutKeepsTheOneBeforeOnly() {
        var first = world.draft(among("UNICEF", "WFP"));
        world.sign("UNICEF", first);
        world.sign("WFP", first);
        var next = amend("UNICEF", first, among("UNICEF", "ILO"));

        assertNoneOfWfps(next);
        assertThat(problem(() -> move("WFP", next, "open"))).isEqualTo(KernelProblem.NOT_FOUND);
        move("ILO", next, "open");
        world.sign("ILO", next);
        assertNoneOfWfps(next);
        assertThat(read("WFP", first).required("acts"))
                .extracting(act -> act.required("version").intValue())
                .containsOnly(1);
        assertThat(read("WFP", first).required("version").intValue()).isEqualTo(1);

        var seen = read("ILO", next);
        assertThat(seen.required("versions")).hasSize(1);
        assertThat(seen.required("version").intValue()).isEqualTo(2);
        assertThat(seen.required("acts"))
                .extracting(act -> act.required("entity").stringValue())
                .containsExactly("ILO");
        assertThat(problem(() -> read("ILO", next, OptionalInt.of(1))))
                .isEqualTo(KernelProblem.NOT_FOUND);
        // What UNICEF suspends, it suspends in every version, whichever it names.
        world.sign("UNICEF", next);
        world.does("UNICEF", "suspend", next);
        assertThat(read("WFP", first).required("state").stringValue()).isEqualTo("suspended");
        world.does("WFP", "terminate", first);
        assertThat(read("WFP", first).required("state").stringValue()).isEqualTo("ended");
    }

    private void assertNoneOfWfps(ObjectNode next) {
        assertThat(read("WFP", next).required("versions")).hasSize(1);
        assertThat(problem(() -> read("WFP", next, OptionalInt.of(2))))
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> revise("WFP", next, among("UNICEF", "WFP"))))
                .isEqualTo(KernelProblem.NOT_FOUND);
        assertThat(problem(() -> amend("WFP", next, among("UNICEF", "WFP", "ILO"))))
                .isEqualTo(AgreementsProblem.NOT_A_PARTY);
        assertThat(problem(() -> world.sign("WFP", next)))
                .isEqualTo(AgreementsProblem.ACT_ELSEWHERE);
    }

    @Test
    void whoMightHaveAccededSeesNothingOnceTheDraftIsClosed() {
        var draft = world.draft(openToTheIlo());
        var closed = revise("UNICEF", draft, terms());
        move("UNICEF", closed, "open");

        assertThat(listed("ILO")).isEmpty();
        assertThat(problem(() -> read("ILO", closed))).isEqualTo(KernelProblem.NOT_FOUND);
    }

    @Test
    void whoMayAccedeToTheNextVersionSeesThatAloneAndOnceItIsOpen() {
        var draft = world.draft(terms());
        move("UNICEF", draft, "open");
        var next = amend("WFP", draft, openToTheIlo());
        assertThat(listed("ILO")).isEmpty();
        assertThat(problem(() -> read("ILO", draft))).isEqualTo(KernelProblem.NOT_FOUND);

        world.sign("UNICEF", next);

        assertThat(listed("ILO")).hasSize(1);
        assertThat(read("ILO", next).required("version").intValue()).isEqualTo(2);
        assertThat(problem(() -> read("ILO", draft, OptionalInt.of(1))))
                .isEqualTo(KernelProblem.NOT_FOUND);
    }
}
