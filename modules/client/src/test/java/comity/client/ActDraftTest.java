package comity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.client.SignedServer.Reply;
import comity.kernel.Json;
import comity.schema.Schemas;
import comity.trust.Jws;
import java.io.IOException;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class ActDraftTest {

    private static final String AGREEMENT = "01939f3a-7c11-7a52-8f0e-3b8a6c2d9e10";
    private static final String DIGEST = "UdI2H0-uo7yPn6zbx9mau1VVlqLlH3sl_TtByTWH5hY";
    private static final String SIGNATORY = "Ilse Marrow, Director, Division of People";
    private static final Accession ACCESSION =
            new Accession("ILO", "01939f3a-7c12-7b00-9a51-02ffb3c4d5e7");
    private static final Schemas SCHEMAS = Schemas.published();

    private static final JsonNode ACT = Json.read(SCHEMAS.schema("act/1").text());

    private static final Reservation EVERYTHING =
            Reservation.none()
                    .notOf(List.of("background-verification"))
                    .notFor(List.of("roster", "secondment"))
                    .notShowing(List.of("/elements/misconduct"))
                    .notOn(List.of("best-interests"))
                    .upTo("confidential")
                    .keptFor(Period.of(1, 6, 15))
                    .sharedOnward("prohibited")
                    .stating("Misconduct checks are not exchanged.\nOur rules on retention apply.");

    private final SampleNode node = new SampleNode();

    private static ActDraft signature() {
        return ActDraft.sign(AGREEMENT, 2, DIGEST, SIGNATORY);
    }

    static Stream<ActDraft> drafts() {
        return Stream.of(
                signature(),
                signature().reserving(List.of(EVERYTHING)),
                signature()
                        .reserving(
                                List.of(
                                        Reservation.none().notFor(List.of("roster")),
                                        Reservation.none().keptFor(Period.ofWeeks(2)),
                                        Reservation.none().stating("In words alone."))),
                ActDraft.countersign(AGREEMENT, 2, DIGEST, SIGNATORY, ACCESSION),
                ActDraft.object(AGREEMENT, 2, DIGEST, SIGNATORY, ACCESSION),
                ActDraft.suspend(AGREEMENT, 2, DIGEST, SIGNATORY),
                ActDraft.resume(AGREEMENT, 2, DIGEST, SIGNATORY),
                ActDraft.terminate(AGREEMENT, 2, DIGEST, SIGNATORY));
    }

    /** What a node receives of a draft: the submission, and in it the payload that is signed. */
    private record Handed(JsonNode submission, JsonNode payload) {}

    private Handed handedIn(ActDraft draft) throws IOException {
        var accepted = "{\"id\": \"%s\", \"version\": 2}".formatted(AGREEMENT);
        try (var server =
                        new SignedServer(
                                node,
                                node.wfp.key(KeyUse.HTTP).verificationKey(),
                                request -> new Reply().json(accepted));
                var comity = Comity.connect(server.uri(), node.wfp)) {
            comity.act(draft);

            assertThat(server.received.get(0).target())
                    .isEqualTo("/api/v1/agreements/" + AGREEMENT + "/acts");
            var submission = server.received.get(0).json();
            var key = node.wfp.key(KeyUse.AGREEMENT).verificationKey();
            var act = submission.required("act").stringValue();
            var verified =
                    Jws.verify(
                            act,
                            "comity-act+jwt",
                            kid -> Optional.of(key).filter(own -> own.thumbprint().equals(kid)));
            return new Handed(submission, verified.payload());
        }
    }

    @ParameterizedTest
    @MethodSource("drafts")
    void followsThePublishedSchema(ActDraft draft) throws IOException {
        var handed = handedIn(draft);

        assertThat(SCHEMAS.schema("act-submission/1").validate(handed.submission())).isEmpty();
        assertThat(SCHEMAS.schema("act/1").validate(handed.payload())).isEmpty();
        assertThat(handed.payload().required("act").stringValue()).isEqualTo(draft.act().code());
        assertThat(handed.payload().required("entity").stringValue()).isEqualTo("WFP");
        assertThat(handed.payload().required("agreement").stringValue()).isEqualTo(AGREEMENT);
        assertThat(handed.payload().required("version").longValue()).isEqualTo(2);
        assertThat(handed.payload().required("termsDigest").stringValue()).isEqualTo(DIGEST);
        assertThat(handed.payload().required("signatory").stringValue()).isEqualTo(SIGNATORY);
    }

    @Test
    void hasAFactoryForEveryActThatTheSchemaKnows() {
        var known = ACT.at("/properties/act/enum").valueStream().toList();

        assertThat(known).isNotEmpty();
        assertThat(drafts().map(draft -> draft.act().code()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        known.stream().map(JsonNode::stringValue).toList());
    }

    @Test
    void carriesEachPartOfAReservation() throws IOException {
        var listed =
                handedIn(signature().reserving(List.of(EVERYTHING)))
                        .payload()
                        .required("reservations");

        assertThat(listed).hasSize(1);
        var signed = listed.get(0);
        var members = ACT.at("/$defs/reservation/properties");
        assertThat(signed.propertyNames())
                .as("every one that the schema knows")
                .containsExactlyInAnyOrderElementsOf(members.propertyNames());
        assertThat(signed.at("/purposes/1").stringValue()).isEqualTo("secondment");
        assertThat(signed.required("retention").stringValue()).isEqualTo("P1Y6M15D");
        assertThat(signed.required("onwardSharing").stringValue()).isEqualTo("prohibited");
        assertThat(Reservation.of(signed)).isEqualTo(EVERYTHING);
    }

    @Test
    void namesTheAccessionThatItAnswers() throws IOException {
        var accession =
                handedIn(ActDraft.object(AGREEMENT, 2, DIGEST, SIGNATORY, ACCESSION))
                        .payload()
                        .required("accession");

        assertThat(accession.required("entity").stringValue()).isEqualTo("ILO");
        assertThat(accession.required("jti").stringValue()).isEqualTo(ACCESSION.jti());
    }

    @Test
    void isNoDraftWhereNoActCanBe() {
        var narrow = List.of(Reservation.none().notFor(List.of("roster")));

        assertThatThrownBy(
                        () -> ActDraft.terminate(AGREEMENT, 2, DIGEST, SIGNATORY).reserving(narrow))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Only a signature");
        assertThatThrownBy(() -> signature().reserving(List.of(Reservation.none())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("takes nothing out");
        assertThatThrownBy(() -> of(ActKind.OBJECT, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an accession");
        assertThatThrownBy(() -> of(ActKind.SIGN, Optional.of(ACCESSION)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an accession");
    }

    private static ActDraft of(ActKind act, Optional<Accession> accession) {
        return new ActDraft(AGREEMENT, 2, DIGEST, act, SIGNATORY, List.of(), accession);
    }
}
