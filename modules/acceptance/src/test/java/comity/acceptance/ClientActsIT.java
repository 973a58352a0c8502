package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.client.Accession;
import comity.client.ActDraft;
import comity.client.ActKind;
import comity.client.Comity;
import comity.client.ProblemException;
import comity.client.RecordDraft;
import comity.client.Reservation;
import comity.client.SignedAct;
import comity.client.wire.Agreement;
import comity.client.wire.Consent;
import comity.client.wire.DataRequest;
import comity.client.wire.Decision;
import comity.client.wire.Exchange;
import comity.client.wire.Supposition;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every act of the protocol through the client, and what the next request makes of it. Source:
 * docs/protocol.md, section 8, "Acts".
 */
class ClientActsIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    /** No agreement of the sandbox's connects any of the three. */
    private static final String ISSUER = "UNCTAD";

    private static final String PARTY = "UNWTO";
    private static final String JOINS = "WTO";

    private final ObjectNode person = Requests.person();
    private final List<Agreement> drafted = new ArrayList<>();
    private Comity issuer;
    private Comity party;
    private Comity joins;

    @BeforeEach
    void connects() throws Exception {
        var node = SandboxNode.of(NODE);
        issuer = Comity.connect(node.address(), node.keysOf(ISSUER));
        party = Comity.connect(node.address(), node.keysOf(PARTY));
        joins = Comity.connect(node.address(), node.keysOf(JOINS));
    }

    /** An agreement that one test leaves in force would answer the next. */
    @AfterEach
    void endsAndCloses() {
        for (var each : drafted) {
            issuer.act(ActDraft.terminate(each.id(), 1, each.termsDigest(), office(issuer)));
        }
        List.of(issuer, party, joins).forEach(Comity::close);
    }

    private static String office(Comity signatory) {
        return "A fictional signatory of " + signatory.entity();
    }

    /** Signed by the two that it names; one more may accede. */
    private Agreement joinable(int objectionDays) {
        var terms =
                (ObjectNode)
                        Json.read(
                                """
                                {"title": "Open to one more", "area": "human-resources",
                                 "parties": ["UNCTAD", "UNWTO"], "accession": {"eligible": ["WTO"]},
                                 "recordTypes": ["background-verification"],
                                 "purposes": ["recruitment", "roster"], "retention": "P1Y",
                                 "categories": [{"name": "credentials", "ceiling": "confidential",
                                   "pointers": ["/subject", "/elements/academic"],
                                   "legalBases": ["consent"]}],
                                 "onwardSharing": "prohibited", "commercialUse": "prohibited",
                                 "reidentification": "prohibited", "breachNoticeHours": 72,
                                 "term": {"from": "2026-01-01"}}
                                """
                                        .getBytes(StandardCharsets.UTF_8));
        if (objectionDays > 0) {
            terms.put("objectionDays", objectionDays);
        }
        var draft = issuer.draft(terms);
        for (var each : List.of(issuer, party)) {
            each.act(signature(each, draft.id()));
        }
        drafted.add(draft);
        return draft;
    }

    /** Under the digest of what the signatory has read itself. */
    private static ActDraft signature(Comity signatory, String agreement) {
        var read = signatory.agreement(agreement, 1);
        var digest = Comity.digestOf(read);
        return ActDraft.sign(agreement, read.version(), digest, office(signatory));
    }

    /** By what the one that joins has joined, as a party reads it. */
    private static SignedAct accession(Comity reader, Agreement agreement) {
        return reader.signedActs(reader.agreement(agreement.id(), 1)).stream()
                .filter(act -> act.kind() == ActKind.SIGN && act.entity().equals(JOINS))
                .findFirst()
                .orElseThrow();
    }

    private DataRequest request(String purpose) {
        var consent =
                new Consent(
                        "C-1",
                        List.of(purpose),
                        List.of(JOINS),
                        "2026-10-01T09:00:00Z",
                        null,
                        null);
        return DataRequest.about(person, SignedDocuments.TYPE, purpose, "consent")
                .consented(consent)
                .wanting(List.of("/elements/academic"))
                .askedOf(List.of(ISSUER));
    }

    private Exchange asks(String purpose) {
        return joins.ask(request(purpose));
    }

    private static Decision decision(Exchange exchange) {
        return exchange.answers().get(0).decision();
    }

    private String why() {
        return String.valueOf(decision(asks("recruitment")).why());
    }

    private Optional<String> pair(Agreement agreement) {
        return joins.agreement(agreement.id(), 1).stateWith(ISSUER);
    }

    @Test
    void accedesWithAReservationAndIsCountersignedSuspendedResumedAndTerminated() {
        issuer.publish(RecordDraft.of(SignedDocuments.TYPE, 1, Requests.content(person)));
        var agreement = joinable(0);
        var digest = agreement.termsDigest();
        var narrow =
                Reservation.none()
                        .notFor(List.of("roster"))
                        .keptFor(Period.ofMonths(6))
                        .stating("We keep no rosters.");
        var signed = joins.act(signature(joins, agreement.id()).reserving(List.of(narrow)));
        assertThat(signed.receipt()).isNotEmpty();
        assertThat(pair(agreement)).contains("waiting");
        assertThat(why()).isEqualTo("no-agreement-in-force");

        var accession = accession(issuer, agreement);
        assertThat(accession.reservations()).containsExactly(narrow);
        assertThat(accession.termsDigest()).isEqualTo(digest);
        issuer.act(
                ActDraft.countersign(
                        agreement.id(), 1, digest, office(issuer), accession.accession()));
        assertThat(pair(agreement)).contains("in-force");
        var answer = asks("recruitment").answers().get(0);
        assertThat(answer.decision().agreement()).isEqualTo(agreement.id());
        assertThat(answer.records()).hasSize(1);
        var obligations = Objects.requireNonNull(answer.records().get(0).obligations());
        assertThat(LocalDate.parse(obligations.retainUntil()))
                .isBeforeOrEqualTo(LocalDate.now(ZoneOffset.UTC).plusMonths(6));
        var excluded = decision(asks("roster"));
        assertThat(excluded.why()).isEqualTo("purpose-reserved");
        assertThat(excluded.clause()).isEqualTo("reservations/WTO/0");

        issuer.act(ActDraft.suspend(agreement.id(), 1, digest, office(issuer)));
        assertThat(why()).isEqualTo("agreement-suspended");
        issuer.act(ActDraft.resume(agreement.id(), 1, digest, office(issuer)));
        assertThat(decision(asks("recruitment")).permits()).isTrue();

        joins.act(ActDraft.terminate(agreement.id(), 1, digest, office(joins)));
        assertThat(pair(agreement)).contains("ended");
        assertThat(why()).isEqualTo("no-agreement-in-force");
    }

    @Test
    void objectsAndTakesItBack() {
        var agreement = joinable(30);
        joins.act(signature(joins, agreement.id()));
        var accession = accession(issuer, agreement).accession();
        var objection =
                ActDraft.object(
                        agreement.id(), 1, agreement.termsDigest(), office(issuer), accession);

        issuer.act(objection);

        assertThatThrownBy(() -> issuer.act(objection))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.slug()).isEqualTo("act-untimely");
                            assertThat(refused.detail()).contains(ISSUER + " has objected");
                        });
        assertThat(why()).isEqualTo("no-agreement-in-force");
        issuer.act(
                ActDraft.countersign(
                        agreement.id(), 1, agreement.termsDigest(), office(issuer), accession));
        assertThat(pair(agreement)).contains("in-force");
        assertThat(decision(asks("recruitment")).permits()).isTrue();
        assertThat(joins.agreement(agreement.id(), 1).stateWith(PARTY)).contains("waiting");
    }

    @Test
    void isToldWhereAReservationWidensAndWhatIsNoAccession() {
        var agreement = joinable(0);
        var widening = List.of(Reservation.none().keptFor(Period.ofYears(5)));

        assertThatThrownBy(() -> joins.act(signature(joins, agreement.id()).reserving(widening)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.slug()).isEqualTo("reservation-widens");
                            assertThat(refused.errors().get(0).pointer())
                                    .isEqualTo("/reservations/0/retention");
                        });
        assertThat(pair(agreement)).isEmpty();
        var elsewhere = new Accession(JOINS, "01939f3a-7c12-7b00-9a51-02ffb3c4d5e7");
        assertThatThrownBy(
                        () ->
                                issuer.act(
                                        ActDraft.countersign(
                                                agreement.id(),
                                                1,
                                                agreement.termsDigest(),
                                                office(issuer),
                                                elsewhere)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.slug()).isEqualTo("act-elsewhere"));
    }

    private Decision rehearses(Supposition supposing) {
        return joins.rehearse(request("recruitment"), supposing).answers().get(0).decision();
    }

    @Test
    void rehearsesWhatSilenceWouldAdmitAndWhatATextWouldPermit() {
        var agreement = joinable(30);
        var supposed = Supposition.signed(agreement.id(), 1);
        assertThat(decision(asks("recruitment")).permits()).isFalse();
        assertThat(rehearses(supposed).permits()).isTrue();
        assertThat(rehearses(supposed).version()).isEqualTo(1);
        var before = Supposition.signed(agreement.id()).on(Instant.parse("2025-12-31T12:00:00Z"));
        assertThat(rehearses(before).permits()).as("before its term").isFalse();
        var atIssuer =
                issuer.rehearse(request("recruitment"), supposed.by(joins.entity())).answers();
        assertThat(atIssuer).hasSize(1);
        assertThat(atIssuer.get(0).issuer()).isEqualTo(issuer.entity());
        assertThat(atIssuer.get(0).decision()).isEqualTo(rehearses(supposed));

        joins.act(signature(joins, agreement.id()));
        var now = Instant.now();
        var passed = Supposition.at(now.plus(31, ChronoUnit.DAYS));
        assertThat(rehearses(Supposition.at(now.plus(29, ChronoUnit.DAYS))).permits()).isFalse();
        assertThat(rehearses(passed).permits()).isTrue();

        var accession = accession(issuer, agreement).accession();
        issuer.act(
                ActDraft.object(
                        agreement.id(), 1, agreement.termsDigest(), office(issuer), accession));
        assertThat(rehearses(passed).permits()).as("after an objection").isFalse();
    }
}
