package comity.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What entities' own systems do through the API before people look at it in the console. */
final class Dealings {

    private final SandboxNode node;

    Dealings(SandboxNode node) {
        this.node = node;
    }

    /**
     * Terms between two about credentials, drafted by the first and open for signature.
     *
     * @param approval whether a person at the issuer approves each disclosure
     * @return as {@code POST /agreements} answers
     */
    JsonNode open(String drafter, String other, boolean approval) {
        var terms = terms(drafter, other);
        if (approval) {
            ((ObjectNode) terms.at("/categories/0")).put("approval", "issuer");
        }
        return open(drafter, terms);
    }

    /**
     * Terms for secondments and rosters to which a third may accede, signed by the first two.
     *
     * @param objectionDays 0 where only a countersignature admits
     * @return as {@code POST /agreements} answers
     */
    JsonNode joinable(String drafter, String other, String eligible, int objectionDays) {
        var terms = terms(drafter, other).put("title", "Open to " + eligible);
        terms.putArray("purposes").add("secondment").add("roster");
        terms.putObject("accession").putArray("eligible").add(eligible);
        if (objectionDays > 0) {
            terms.put("objectionDays", objectionDays);
        }
        var draft = open(drafter, terms);
        sign(draft, drafter, other);
        return draft;
    }

    /**
     * The same between two until a last day, signed by both.
     *
     * @return the agreement's id
     */
    String agreedUntil(String drafter, String other, LocalDate last) {
        var terms = terms(drafter, other);
        ((ObjectNode) terms.required("term")).put("until", last.toString());
        var draft = open(drafter, terms);
        sign(draft, drafter, other);
        return draft.required("id").stringValue();
    }

    /** How an agreement stands between two, as the first sees it. */
    String pair(JsonNode draft, String viewer, String other) {
        return node.as(viewer)
                .get(agreement(draft))
                .send()
                .json()
                .required("pairs")
                .valueStream()
                .filter(pair -> pair.required("with").stringValue().equals(other))
                .map(pair -> pair.required("state").stringValue())
                .findFirst()
                .orElse("none");
    }

    private static ObjectNode terms(String drafter, String other) {
        return (ObjectNode)
                Json.read(
                        """
                                {"title": "Reuse between %s and %s", "area": "human-resources",
                                 "parties": ["%s", "%s"], "recordTypes": ["background-verification"],
                                 "purposes": ["recruitment"], "retention": "P1Y",
                                 "categories": [{"name": "credentials", "ceiling": "confidential",
                                   "pointers": ["/subject", "/elements/academic"], "legalBases": ["consent"]}],
                                 "onwardSharing": "prohibited", "commercialUse": "prohibited",
                                 "reidentification": "prohibited", "breachNoticeHours": 72,
                                 "accession": "closed", "term": {"from": "2026-01-01"},
                                 "termination": {"noticeDays": 90, "data": "erase", "withinDays": 30}}
                                """
                                .formatted(drafter, other, drafter, other)
                                .getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode open(String drafter, ObjectNode terms) {
        var draft = node.as(drafter).post("/api/v1/agreements", terms).send().json();
        var stage = Json.object().put("stage", "open");
        stage.set("version", draft.required("version"));
        stage.set("termsDigest", draft.required("termsDigest"));
        done(node.as(drafter).post(agreement(draft) + "/stage", stage).send(), 200);
        return draft;
    }

    /**
     * Version 1, made of a template and open for signature, and version 2, a draft by the first of
     * two with less retention and more to disclose.
     *
     * @return as {@code POST /agreements} answers of version 1
     */
    JsonNode prepared(String drafter, String other) {
        var draft =
                node.as(drafter)
                        .post("/api/v1/agreements", filled(drafter, other, "P1Y", "academic"))
                        .send()
                        .json();
        var stage = Json.object().put("version", 1).put("stage", "open");
        stage.set("termsDigest", draft.required("termsDigest"));
        done(node.as(drafter).post(agreement(draft) + "/stage", stage).send(), 200);
        done(
                node.as(drafter)
                        .post(
                                agreement(draft) + "/versions",
                                filled(drafter, other, "P6M", "employment"))
                        .send(),
                201);
        return draft;
    }

    private JsonNode filled(String drafter, String other, String retention, String element) {
        var parameters =
                Json.read(
                        """
                        {"parameters": {
                          "languages": ["en", "fr"], "parties": ["%s", "%s"],
                          "purposes": ["recruitment"], "elements": ["/elements/%s"],
                          "legalBases": ["consent"], "retention": "%s",
                          "onwardSharing": "prohibited", "breachNoticeHours": 72,
                          "requestsHandledBy": "issuer", "answerWithinDays": 30,
                          "keepEvidence": "P5Y", "disputes": ["consultation"],
                          "terminationNoticeDays": 90, "dataAtEnd": "erase",
                          "dataWithinDays": 30, "from": "2026-01-01"}}
                        """
                                .formatted(drafter, other, element, retention)
                                .getBytes(StandardCharsets.UTF_8));
        return node.as(drafter)
                .post("/api/v1/templates/background-verification-confidential/terms", parameters)
                .send()
                .json()
                .required("terms");
    }

    /** A version of an agreement as the entity's own system has it. */
    JsonNode version(String entity, String agreement, int version) {
        return node.as(entity)
                .get("/api/v1/agreements/" + agreement + "?version=" + version)
                .send()
                .json();
    }

    /** Each of them signs with the key that it keeps itself. */
    void sign(JsonNode draft, String... entities) {
        for (var entity : entities) {
            var act = Json.object();
            act.put("act", SignedDocuments.signature(node.keysOf(entity), draft));
            done(node.as(entity).post(agreement(draft) + "/acts", act).send(), 201);
        }
    }

    /**
     * A mandate that one of the two drafts, and nobody grants: to publish verifications.
     *
     * @return its id
     */
    String mandate(String drafter, String client, String centre) {
        return mandate(drafter, client, centre, "publish").required("id").stringValue();
    }

    private JsonNode mandate(String drafter, String client, String centre, String act) {
        var terms = Json.object().put("client", client).put("centre", centre);
        terms.putArray("recordTypes").add(SignedDocuments.TYPE);
        terms.putArray("acts").add(act);
        terms.putObject("term").put("from", "2026-01-01").put("until", "2099-12-31");
        var draft = node.as(drafter).post("/api/v1/mandates", terms).send();
        done(draft, 201);
        return draft.json();
    }

    /** An exchange that a centre asked for its client. */
    record Asked(String exchange, String mandate) {}

    /** A client grants a mandate to ask, and its centre asks for what the issuer discloses. */
    Asked askedThrough(String centre, String client, String issuer) {
        var draft = mandate(client, client, centre, "ask");
        var mandate = draft.required("id").stringValue();
        var act = Json.object().put("act", SignedDocuments.grant(node.keysOf(client), draft));
        done(node.as(client).post("/api/v1/mandates/" + mandate + "/acts", act).send(), 201);
        var person = Requests.person();
        publish(issuer, person);
        var asked =
                node.as(centre)
                        .post(
                                "/api/v1/exchanges",
                                Requests.exchange(client, issuer, person).put("onBehalfOf", client))
                        .send();
        done(asked, 200);
        return new Asked(asked.json().required("exchange").stringValue(), mandate);
    }

    /** Whether a centre may read a client's records, as far as mandates go. */
    boolean mayActFor(String client, String centre) {
        var reply = node.as(centre).get("/api/v1/records?onBehalfOf=" + client).send();
        if (reply.status() != 200) {
            assertThat(reply.problem()).isEqualTo("mandate-missing");
        }
        return reply.status() == 200;
    }

    private static String agreement(JsonNode draft) {
        return "/api/v1/agreements/" + draft.required("id").stringValue();
    }

    /** A verification of somebody. */
    void publish(String issuer, ObjectNode person) {
        var sdJwt = SignedDocuments.record(node.as(issuer), Requests.content(person));
        done(
                node.as(issuer).post("/api/v1/records", Json.object().put("sdJwt", sdJwt)).send(),
                201);
    }

    /**
     * Somebody of whom the issuer has a record, and the asker wants to know, which waits there.
     *
     * @return the id of the exchange
     */
    String waiting(String asker, String issuer) {
        return asked(asker, issuer, 202);
    }

    /** Somebody of whom the issuer discloses a record to the asker. */
    void disclosed(String asker, String issuer) {
        asked(asker, issuer, 200);
    }

    private String asked(String asker, String issuer, int status) {
        var person = Requests.person();
        publish(issuer, person);
        var asked =
                node.as(asker)
                        .post("/api/v1/exchanges", Requests.exchange(asker, issuer, person))
                        .send();
        done(asked, status);
        return asked.json().required("exchange").stringValue();
    }

    /** The one answer of an exchange as its asker sees it now. */
    JsonNode answer(String asker, String exchange) {
        return node.as(asker).get("/api/v1/exchanges/" + exchange).send().json().at("/answers/0");
    }

    /** What would be decided if the one asked the other now. */
    JsonNode decision(String asker, String issuer) {
        return node.as(asker)
                .post("/api/v1/decisions", Requests.rehearsal(asker, issuer))
                .send()
                .json()
                .at("/answers/0/decision");
    }

    private static void done(Wire.Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    }
}
