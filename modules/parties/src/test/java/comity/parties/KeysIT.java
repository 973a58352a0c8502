package comity.parties;

import static comity.parties.CallsIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import comity.kernel.Json;
import comity.trust.Digests;
import comity.trust.Jws;
import comity.trust.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class KeysIT {

    private Samples node;
    private final SigningKey fresh = Samples.newKey();

    @BeforeEach
    void open() {
        node = new Samples();
    }

    @AfterEach
    void close() {
        node.database.close();
    }

    @Test
    void registersAKeyThatSignsItselfAndThatAnAgreementKeyAuthorises() {
        var key = register("WFP", node.keyRegistration("WFP", fresh, node.wfp));

        assertThat(key.thumbprint()).isEqualTo(fresh.thumbprint());
        assertThat(key.uses()).containsExactly(KeyUse.HTTP);
        assertThat(node.caller(node.get(fresh, "/api/v1/records")).entity()).isEqualTo("WFP");
    }

    @Test
    void logsARegistrationInClear() {
        register("WFP", node.keyRegistration("WFP", fresh, node.wfp));

        assertThat(logged())
                .contains(
                        "\"kind\":\"key\"",
                        "\"entity\":\"WFP\"",
                        "\"thumbprint\":\"" + fresh.thumbprint() + "\"",
                        "\"uses\":[\"http\"]",
                        "\"custody\":\"entity\"");
    }

    @Test
    void refusesAKeyThatIsRegisteredForAnyEntity() {
        register("WFP", node.keyRegistration("WFP", fresh, node.wfp));

        assertProblem(
                () -> register("WFP", node.keyRegistration("WFP", fresh, node.wfp)),
                PartiesProblem.KEY_EXISTS);
        assertProblem(
                () -> register("UNICEF", node.keyRegistration("UNICEF", fresh, node.unicef)),
                PartiesProblem.KEY_EXISTS);
    }

    @Test
    void refusesAnAuthorizationByAnotherEntitysKey() {
        assertRefused("WFP", node.keyRegistration("WFP", fresh, node.unicef));
    }

    @Test
    void refusesAnAuthorizationByAKeyOfAnotherUse() {
        register("WFP", node.keyRegistration("WFP", fresh, node.wfp));

        assertRefused("WFP", node.keyRegistration("WFP", Samples.newKey(), fresh));
    }

    @Test
    void refusesAnAuthorizationOfAnotherKey() {
        var one = node.keyRegistration("WFP", fresh, node.wfp);
        var other = node.keyRegistration("WFP", Samples.newKey(), node.wfp);

        assertRefused("WFP", one.put("authorization", other.get("authorization").stringValue()));
    }

    @Test
    void refusesAKeyThatDidNotSignItself() {
        var claims =
                node.claims("WFP")
                        .put("custody", "entity")
                        .set("jwk", fresh.verificationKey().jwk())
                        .set("uses", Json.array().add("http"));

        assertRefused("WFP", authorised(Jws.sign(Samples.newKey(), KeyRequests.KEY_TYPE, claims)));
    }

    @Test
    void refusesUnknownMembersStaleProofsAndOtherCustody() {
        assertRefused("WFP", node.keyRegistration("WFP", fresh, node.wfp).put("more", 1));
        assertRefused("WFP", Json.array());
        assertRefused("WFP", Json.object().put("key", "a.b.c").put("authorization", "a"));
        assertRefused("WFP", Json.object().put("key", "ab").put("authorization", "a"));
        var claims =
                node.claims("WFP")
                        .put("custody", "node")
                        .set("jwk", fresh.verificationKey().jwk())
                        .set("uses", Json.array().add("http"));
        assertRefused("WFP", authorised(Jws.sign(fresh, KeyRequests.KEY_TYPE, claims)));
        var stale = node.keyRegistration("WFP", fresh, node.wfp);
        node.clock.pass(Duration.ofHours(25));
        assertRefused("WFP", stale);
    }

    @Test
    void revokesAtOnceAndForEver() {
        register("WFP", node.keyRegistration("WFP", fresh, node.wfp));

        var revoked = revoke(node.revocation("WFP", fresh.thumbprint(), node.wfp));

        assertThat(revoked.revokedAt()).contains(node.clock.instant());
        assertProblem(
                () -> node.caller(node.get(fresh, "/api/v1/records")), PartiesProblem.KEY_REVOKED);
        assertThat(logged()).contains("\"revokedAt\":\"2026-11-21T12:00:00Z\"");
        node.clock.pass(Duration.ofHours(1));
        assertThat(revoke(node.revocation("WFP", fresh.thumbprint(), node.wfp))).isEqualTo(revoked);
    }

    @Test
    void movesACompromiseToAnEarlierTimeOnly() {
        register("WFP", node.keyRegistration("WFP", fresh, node.wfp));
        var day = Samples.NOW.minus(Duration.ofDays(1));

        assertThat(compromised(day).compromisedSince()).contains(day);
        assertThat(compromised(day.minusSeconds(9)).compromisedSince())
                .contains(day.minusSeconds(9));
        assertProblem(() -> compromised(day), PartiesProblem.REVOCATION_REFUSED);
        assertProblem(
                () -> compromised(Samples.NOW.plusSeconds(60)), PartiesProblem.REVOCATION_REFUSED);
    }

    @Test
    void refusesARevocationThatTheAuthorizationDoesNotSay() {
        register("WFP", node.keyRegistration("WFP", fresh, node.wfp));

        assertProblem(
                () ->
                        revoke(
                                node.revocation("WFP", fresh.thumbprint(), node.wfp)
                                        .put("compromisedSince", "2026-01-01T00:00:00Z")),
                PartiesProblem.REVOCATION_REFUSED);
        assertProblem(
                () -> revoke(node.revocation("WFP", node.wfp.thumbprint(), node.wfp)),
                PartiesProblem.REVOCATION_REFUSED);
        assertProblem(
                () -> revoke(node.revocation("WFP", fresh.thumbprint(), node.unicef)),
                PartiesProblem.REVOCATION_REFUSED);
    }

    @Test
    void loadsADirectoryAndNeverChangesWhatIsThere() {
        var directory = node.directory();
        var file =
                """
                {"entities": [
                  {"code": "ILO", "name": "International Labour Organization",
                   "identifier": "https://www.ilo.org/", "areas": ["human-resources"],
                   "keys": [{"jwk": %s, "uses": ["http", "record"], "nbf": "2026-01-01T00:00:00Z"}]},
                  {"code": "WFP", "name": "Another name", "identifier": "https://wfp.example/",
                   "areas": [], "keys": [{"jwk": %s, "uses": ["http"]}]}]}
                """
                        .formatted(
                                Json.text(fresh.verificationKey().jwk()),
                                Json.text(node.unicef.verificationKey().jwk()));

        var first = directory.load(json(file));
        var second = directory.load(json(file));

        assertThat(first.entities()).isEqualTo(1);
        assertThat(first.keys()).isEqualTo(1);
        assertThat(first.differences()).hasSize(2);
        assertThat(second).isEqualTo(new Directory.Report(0, 0, first.differences()));
        assertThat(node.parties.entity("WFP").orElseThrow().name()).isEqualTo("The entity WFP");
        assertThat(node.parties.key(node.unicef.thumbprint()).orElseThrow().entity())
                .isEqualTo("UNICEF");
        assertThat(
                        node.parties
                                .key(fresh.thumbprint())
                                .orElseThrow()
                                .maySign(KeyUse.RECORD, Samples.NOW))
                .isTrue();
    }

    @Test
    void listsEntitiesInOrder() {
        assertThat(node.parties.list(Optional.empty()).items())
                .extracting(Entity::code)
                .containsExactly("UNICEF", "WFP");
        assertThat(node.parties.list(Optional.of("UNICEF")).items())
                .extracting(Entity::code)
                .containsExactly("WFP");
    }

    @Test
    void refusesACodeOrAnIdentifierTwice() {
        assertProblem(
                () ->
                        inTransaction(
                                () ->
                                        node.parties.register(
                                                new EntityRegistration(
                                                        "OTHER",
                                                        "Other",
                                                        java.net.URI.create("https://wfp.example/"),
                                                        Set.of()))),
                PartiesProblem.ENTITY_EXISTS);
    }

    private RegisteredKey compromised(Instant since) {
        var claims =
                node.claims("WFP")
                        .put("act", "revoke")
                        .put("thumbprint", fresh.thumbprint())
                        .put("compromisedSince", since.toString());
        return revoke(
                Json.object()
                        .put("compromisedSince", since.toString())
                        .put(
                                "authorization",
                                Jws.sign(node.wfp, KeyRequests.AUTHORIZATION_TYPE, claims)));
    }

    private ObjectNode authorised(String key) {
        var claims =
                node.claims("WFP").put("act", "register").put("keyDigest", Digests.sha256Text(key));
        return Json.object()
                .put("key", key)
                .put("authorization", Jws.sign(node.wfp, KeyRequests.AUTHORIZATION_TYPE, claims));
    }

    private RegisteredKey register(String entity, JsonNode content) {
        return inTransaction(() -> node.keyRequests.register(entity, content));
    }

    private RegisteredKey revoke(JsonNode content) {
        return inTransaction(() -> node.keyRequests.revoke("WFP", fresh.thumbprint(), content));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return node.database.transactions().required(work);
    }

    private void assertRefused(String entity, JsonNode content) {
        assertProblem(() -> register(entity, content), PartiesProblem.KEY_REFUSED);
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    /** All leaves that wait for the log. */
    private String logged() {
        var text = new StringBuilder();
        for (Object leaf :
                node.database
                        .entityManager()
                        .createNativeQuery("select leaf from ledger_pending")
                        .getResultList()) {
            text.append(new String((byte[]) leaf, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
