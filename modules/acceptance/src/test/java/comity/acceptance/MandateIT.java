package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.client.ActDraft;
import comity.client.Comity;
import comity.client.RecordDraft;
import comity.client.verify.Findings;
import comity.client.wire.Consent;
import comity.client.wire.DataRequest;
import comity.client.wire.Mandate;
import comity.client.wire.StatusChange;
import comity.kernel.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service centre works for a client: it publishes, asks, relies, approves and acknowledges for
 * it, until the client takes its word back. Source: docs/protocol.md, section 8, "Mandates".
 */
class MandateIT {

    @RegisterExtension static final RunningNode NODE = RunningNode.shared();

    /** The sandbox connects the client and the asker, each with the other. */
    private static final String CLIENT = "UNFPA";

    private static final String ASKER = "UNOPS";
    private static final String CENTRE = "ITC";

    /** No agreement of the sandbox's connects it with the client. */
    private static final String APPROVED = "IMO";

    private final List<Comity> opened = new ArrayList<>();
    private SandboxNode node;
    private Comity client;
    private Comity centre;

    @BeforeEach
    void connects() throws Exception {
        node = SandboxNode.of(NODE);
        client = as(CLIENT);
        centre = as(CENTRE);
    }

    @AfterEach
    void closes() {
        opened.forEach(Comity::close);
    }

    private Comity as(String entity) {
        var comity = Comity.connect(node.address(), node.keysOf(entity));
        opened.add(comity);
        return comity;
    }

    private static ObjectNode terms(String... acts) {
        var terms = Json.object().put("client", CLIENT).put("centre", CENTRE);
        terms.putArray("recordTypes").add(SignedDocuments.TYPE);
        List.of(acts).forEach(terms.putArray("acts")::add);
        terms.putObject("term").put("from", "2026-01-01").put("until", "2099-12-31");
        return terms;
    }

    private Mandate granted(ObjectNode terms) {
        return act(centre.draftMandate(terms), terms, "grant");
    }

    private Mandate act(Mandate mandate, ObjectNode terms, String act) {
        return client.actOnMandate(
                mandate.id(), Comity.digestOf(terms), act, "A fictional signatory");
    }

    private static DataRequest request(String asker, String issuer, ObjectNode person) {
        var consent =
                new Consent(
                        "C-1",
                        List.of("recruitment"),
                        List.of(asker),
                        "2026-10-01T09:00:00Z",
                        null,
                        null);
        return new DataRequest(
                SignedDocuments.TYPE,
                "recruitment",
                "consent",
                consent,
                person,
                List.of("/elements/academic"),
                List.of(issuer),
                null,
                null,
                null);
    }

    @Test
    void whatTheCentrePublishesIsCheckedOfflineAndItsWithdrawalNamesBoth() {
        var terms = terms("publish");
        var mandate = granted(terms);
        var person = Requests.person();
        var behalf = centre.onBehalfOf(CLIENT);
        var published =
                behalf.publish(
                        RecordDraft.of(SignedDocuments.TYPE, 1, Requests.content(person)),
                        mandate.id());
        var asker = as(ASKER);
        var asked = request(ASKER, CLIENT, person);

        var saved = asker.save(asked, asker.ask(asked));

        saved.check().require();
        assertThat(saved.check().checks())
                .extracting(Findings.Check::sentence)
                .contains(
                        "ITC's signature, for UNFPA, holds over the record, and over each part"
                                + " disclosed.",
                        "UNFPA signed itself that ITC may publish such records for it on that"
                                + " day.");
        assertThat(client.record(published.id()).path("centre").asString("")).isEqualTo(CENTRE);
        behalf.changeStatus(
                published.id(), new StatusChange("withdrawn", "falsified", null, null, null));
        var told =
                asker.notices(Optional.empty(), Duration.ZERO).items().stream()
                        .filter(notice -> published.id().equals(notice.record()))
                        .findFirst()
                        .orElseThrow();
        assertThat(told.issuer()).isEqualTo(CLIENT);
        assertThat(told.centre()).isEqualTo(CENTRE);
        assertThat(told.mandate()).isEqualTo(mandate.id());
        act(mandate, terms, "revoke");
    }

    @Test
    void whatTheCentreAsksForItsClientIsCheckedOffline() {
        var terms = terms("ask");
        var mandate = granted(terms);
        var person = Requests.person();
        as(ASKER).publish(RecordDraft.of(SignedDocuments.TYPE, 1, Requests.content(person)));
        var asked = request(CLIENT, ASKER, person).onBehalfOf(CLIENT);

        var saved = centre.save(asked, centre.ask(asked));

        saved.check().require();
        assertThat(saved.asker()).isEqualTo(CLIENT);
        assertThat(saved.check().checks())
                .extracting(Findings.Check::sentence)
                .contains("It names ITC, which asked for UNFPA under a mandate.");
        act(mandate, terms, "revoke");
    }

    /** A call of the centre's: the same again is a retry. */
    private record Posted(String target, JsonNode content) {}

    private Wire.Reply send(String key, Posted posted) {
        return node.as(CENTRE)
                .post(posted.target(), posted.content())
                .with("Idempotency-Key", key)
                .send();
    }

    @Test
    void aRevocationCountsForEveryCallAndForTheRetriesOfThoseBefore() {
        var terms = terms("publish", "ask", "rely", "approve", "acknowledge");
        var mandate = granted(terms);
        var person = Requests.person();
        var done = new LinkedHashMap<String, Posted>();
        var answers = new LinkedHashMap<String, Wire.Reply>();
        var own = client.publish(RecordDraft.of(SignedDocuments.TYPE, 1, Requests.content(person)));
        var asker = as(ASKER);
        asker.publish(RecordDraft.of(SignedDocuments.TYPE, 1, Requests.content(person)));
        var waiting = waits(person);

        done.put("places", new Posted("/api/v1/status-lists/places", count()));
        done.put("ask", new Posted("/api/v1/exchanges", exchange(person)));
        done.put("rehearse", new Posted("/api/v1/decisions", rehearsal()));
        done.put("approve", new Posted(decision(waiting), approval()));
        done.put("close", new Posted(acknowledgement(), behalf()));
        done.forEach((key, call) -> answers.put(key, send("mandate-" + key, call)));
        var asked = Optional.ofNullable(answers.get("ask")).orElseThrow().json();
        var exchange = asked.required("exchange").stringValue();
        done.put("rely", new Posted("/api/v1/exchanges/" + exchange + "/reliance", reliance()));
        done.put("status", new Posted("/api/v1/records/" + own.id() + "/status", withdrawal()));
        for (var key : List.of("rely", "status")) {
            answers.put(
                    key, send("mandate-" + key, Optional.ofNullable(done.get(key)).orElseThrow()));
        }
        assertThat(answers).hasSize(7);
        answers.forEach(
                (key, reply) -> {
                    assertThat(reply.status()).as(key + reply.text()).isBetween(200, 202);
                    assertThat(reply.text()).as(key).doesNotContain("underMandate");
                });
        done.forEach(
                (key, call) -> {
                    var again = send("mandate-" + key, call);
                    assertThat(again.status()).as(key + again.text()).isBetween(200, 202);
                    assertThat(again.text()).as(key).doesNotContain("underMandate");
                });
        assertThat(reads(exchange)).allMatch(reply -> reply.status() == 200);

        act(mandate, terms, "revoke");

        done.forEach(
                (key, call) -> {
                    var again = send("mandate-" + key, call);
                    assertThat(again.status()).as(key).isEqualTo(403);
                    assertThat(again.problem()).as(key).isEqualTo("mandate-missing");
                    assertThat(again.signed()).as(key).isTrue();
                    assertThat(send("new-" + key, call).problem()).isEqualTo("mandate-missing");
                });
        assertThat(reads(exchange))
                .allSatisfy(reply -> assertThat(reply.problem()).isEqualTo("mandate-missing"));
    }

    private List<Wire.Reply> reads(String exchange) {
        var query = "?onBehalfOf=" + CLIENT;
        return List.of("/records", "/approvals", "/notices", "/exchanges/" + exchange).stream()
                .map(target -> node.as(CENTRE).get("/api/v1" + target + query).send())
                .toList();
    }

    /** What somebody asks the client, and a person there has to approve. */
    private String waits(ObjectNode person) {
        var other = as(APPROVED);
        var terms = Json.object().put("title", "With approval").put("area", "human-resources");
        terms.putArray("parties").add(CLIENT).add(APPROVED);
        terms.putArray("recordTypes").add(SignedDocuments.TYPE);
        terms.putArray("purposes").add("recruitment");
        var category = terms.putArray("categories").addObject();
        category.put("name", "What was verified").put("ceiling", "confidential");
        category.putArray("pointers").add("/subject").add("/elements");
        category.put("approval", "issuer").putArray("legalBases").add("consent");
        terms.put("retention", "P1Y").put("onwardSharing", "prohibited");
        terms.put("commercialUse", "prohibited").put("reidentification", "prohibited");
        terms.put("breachNoticeHours", 72).put("accession", "closed");
        terms.putObject("term").put("from", "2026-01-01").put("until", "2099-12-31");
        var digest = Comity.digestOf(terms);
        var draft = client.draft(terms);
        for (var party : List.of(client, other)) {
            party.act(ActDraft.sign(draft.id(), draft.version(), digest, "A signatory"));
        }
        var exchange = other.ask(request(APPROVED, CLIENT, person));
        assertThat(exchange.waiting()).isTrue();
        return Optional.ofNullable(exchange.exchange()).orElseThrow();
    }

    private static String decision(String exchange) {
        return "/api/v1/exchanges/" + exchange + "/decision";
    }

    /** Of what the client is told: that something awaits it. */
    private String acknowledgement() {
        var cursor = Optional.<String>empty();
        for (int looks = 0; looks < 6; looks++) {
            var page = centre.onBehalfOf(CLIENT).notices(cursor, Duration.ofSeconds(10));
            for (var notice : page.items()) {
                if (notice.kind().equals("approval-waiting") && notice.acknowledgedAt() == null) {
                    assertThat(notice.onBehalfOf()).isEqualTo(CLIENT);
                    return "/api/v1/notices/" + notice.id() + "/acknowledgement";
                }
            }
            cursor = page.next();
        }
        throw new AssertionError("The client was not told.");
    }

    private static ObjectNode behalf() {
        return Json.object().put("onBehalfOf", CLIENT);
    }

    private static ObjectNode count() {
        return behalf().put("count", 1);
    }

    private static ObjectNode exchange(ObjectNode person) {
        return Requests.exchange(CLIENT, ASKER, person).put("onBehalfOf", CLIENT);
    }

    private static ObjectNode rehearsal() {
        return Requests.rehearsal(CLIENT, ASKER).put("onBehalfOf", CLIENT);
    }

    private static ObjectNode approval() {
        return behalf().put("decision", "approve");
    }

    private static ObjectNode reliance() {
        return behalf().put("outcome", "relied-on");
    }

    private static ObjectNode withdrawal() {
        return behalf().put("status", "withdrawn").put("reasonCode", "outdated");
    }
}
