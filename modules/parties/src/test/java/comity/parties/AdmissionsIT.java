package comity.parties;

import static comity.parties.CallsIT.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import comity.kernel.Problem;
import comity.parties.Samples.Signed;
import comity.trust.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class AdmissionsIT {

    private static final String TARGET = "/api/v1/exchanges?a=%2F&b";
    private static final byte[] CONTENT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    private Samples node;

    @BeforeAll
    void open() {
        node = new Samples();
    }

    @AfterAll
    void close() {
        node.database.close();
    }

    private Signed posted() {
        return node.post(node.wfp, TARGET, "one", new String(CONTENT, StandardCharsets.UTF_8));
    }

    @Test
    void admitsBothAlgorithms() {
        assertThat(node.caller(posted()).entity()).isEqualTo("WFP");
        assertThat(node.caller(node.get(node.unicef, "/api/v1/notices")).entity())
                .isEqualTo("UNICEF");
    }

    @Test
    void saysWhatTheCallerSigned() {
        var caller = node.caller(posted());

        assertThat(caller.path()).isEqualTo(TARGET);
        assertThat(caller.method()).isEqualTo("POST");
        assertThat(caller.idempotencyKey()).contains("one");
        assertThat(caller.created()).isEqualTo(node.clock.instant());
        assertThat(caller.thumbprint()).isEqualTo(node.wfp.thumbprint());
    }

    @Test
    void refusesWhatIsNotSigned() {
        assertRefused(without(posted(), "Signature-Input"), PartiesProblem.SIGNATURE_MISSING);
        assertRefused(without(posted(), "Signature"), PartiesProblem.SIGNATURE_MISSING);
    }

    @Test
    void saysWhatToSignWithEveryRefusal() {
        var refused =
                catchThrowableOfType(
                        Problem.class, () -> node.caller(without(posted(), "Signature")));

        assertThat(refused.headers().get("Accept-Signature"))
                .startsWith("comity=(\"@method\" \"@authority\" \"@path\" \"@query\"")
                .contains("tag=\"comity-v1\"");
    }

    @Test
    void refusesATamperedTarget() {
        var signed = posted();

        assertRefused(
                new Signed("POST", TARGET + "&c", signed.headers(), CONTENT, signed.signature()),
                PartiesProblem.SIGNATURE_INVALID);
        assertRefused(
                new Signed(
                        "POST",
                        "/api/v1/exchanges?a=/&b",
                        signed.headers(),
                        CONTENT,
                        signed.signature()),
                PartiesProblem.SIGNATURE_INVALID);
    }

    @Test
    void refusesATamperedContent() {
        var signed = posted();

        assertRefused(
                new Signed(
                        "POST",
                        TARGET,
                        signed.headers(),
                        "{\"a\":2}".getBytes(StandardCharsets.UTF_8),
                        signed.signature()),
                PartiesProblem.DIGEST_MISMATCH);
    }

    @Test
    void refusesADigestThatMatchesButIsNotTheSignedOne() {
        var other = posted();
        var signed = node.post(node.wfp, TARGET, "one", "{\"a\":2}");
        var headers = new LinkedHashMap<>(other.headers());
        headers.put("Content-Digest", signed.headers().get("Content-Digest"));

        assertRefused(
                new Signed("POST", TARGET, headers, signed.content(), signed.signature()),
                PartiesProblem.SIGNATURE_INVALID);
    }

    @Test
    void refusesAnotherIdempotencyKeyThanTheSignedOne() {
        assertRefused(with(posted(), "Idempotency-Key", "two"), PartiesProblem.SIGNATURE_INVALID);
    }

    @Test
    void refusesAnIdempotencyKeyThatIsNotCovered() {
        var signed =
                Samples.sign(
                        node.wfp,
                        "POST",
                        TARGET,
                        Map.of(),
                        CONTENT,
                        node.clock.instant(),
                        Samples.nonce());

        assertRefused(with(signed, "Idempotency-Key", "one"), PartiesProblem.SIGNATURE_INVALID);
    }

    @Test
    void acceptsTheWindowAndNothingBeyond() {
        var now = node.clock.instant();

        assertThat(node.caller(created(now.minusSeconds(300))).entity()).isEqualTo("WFP");
        assertThat(node.caller(created(now.plusSeconds(30))).entity()).isEqualTo("WFP");
        assertRefused(created(now.minusSeconds(301)), PartiesProblem.SIGNATURE_STALE);
        assertRefused(created(now.plusSeconds(31)), PartiesProblem.SIGNATURE_STALE);
    }

    @Test
    void refusesAnUnknownKey() {
        assertRefused(node.get(Samples.newKey(), TARGET), PartiesProblem.KEY_UNKNOWN);
    }

    @Test
    void refusesAKeyFromTheInstantOfItsRevocation() {
        var key = Samples.newKey();
        node.register("REVOKED", key, KeyUse.HTTP);
        assertThat(node.caller(node.get(key, TARGET)).entity()).isEqualTo("REVOKED");

        revoke(key);

        assertRefused(node.get(key, TARGET), PartiesProblem.KEY_REVOKED);
        // Another node has cached no decision either.
        var signed = node.get(key, TARGET);
        assertProblem(
                () -> node.newAdmissions().admit(signed.request(), signed.content()),
                PartiesProblem.KEY_REVOKED);
    }

    @Test
    void tellsNothingOfAKeyToWhoeverDoesNotHoldIt() {
        var key = Samples.newKey();
        node.register("SECRETIVE", key, KeyUse.HTTP);
        revoke(key);
        var signed = node.get(key, TARGET);

        assertRefused(
                new Signed("GET", "/other", signed.headers(), new byte[0], signed.signature()),
                PartiesProblem.SIGNATURE_INVALID);
    }

    @Test
    void refusesAKeyBeforeAndAfterItsTerm() {
        var now = node.clock.instant();
        var early = keyWithTerm("EARLY", now.plusSeconds(1), Optional.empty());
        var late = keyWithTerm("LATE", now.minusSeconds(9), Optional.of(now));
        var inTerm = keyWithTerm("INTERM", now, Optional.of(now.plusSeconds(1)));

        assertRefused(node.get(early, TARGET), PartiesProblem.KEY_NOT_VALID);
        assertRefused(node.get(late, TARGET), PartiesProblem.KEY_NOT_VALID);
        assertThat(node.caller(node.get(inTerm, TARGET)).entity()).isEqualTo("INTERM");
    }

    @Test
    void refusesAKeyOfAnotherUse() {
        var key = Samples.newKey();
        node.register("SIGNATORY", key, KeyUse.AGREEMENT, KeyUse.RECORD);

        assertRefused(node.get(key, TARGET), PartiesProblem.KEY_USE);
    }

    @Test
    void refusesAnEntityThatIsNotActive() {
        var key = Samples.newKey();
        node.register("CLOSED", key, KeyUse.HTTP);
        node.database.transactions().required(() -> node.parties.setActive("CLOSED", false));

        assertRefused(node.get(key, TARGET), PartiesProblem.ENTITY_INACTIVE);
    }

    @Test
    void refusesANonceUntilItsSignatureIsTooOld() {
        var signed = node.get(node.wfp, TARGET);
        node.calls.settle(node.caller(signed));

        assertRefused(signed, PartiesProblem.NONCE_REPLAYED);
        node.clock.pass(Duration.ofMinutes(5));
        assertRefused(signed, PartiesProblem.NONCE_REPLAYED);
        node.clock.pass(Duration.ofSeconds(1));
        assertRefused(signed, PartiesProblem.SIGNATURE_STALE);
    }

    @Test
    void letsTwoKeysUseTheSameNonce() {
        var nonce = Samples.nonce();
        var now = node.clock.instant();
        var one = Samples.sign(node.wfp, "GET", TARGET, Map.of(), new byte[0], now, nonce);
        var other = Samples.sign(node.unicef, "GET", TARGET, Map.of(), new byte[0], now, nonce);
        node.calls.settle(node.caller(one));

        node.calls.settle(node.caller(other));

        assertRefused(other, PartiesProblem.NONCE_REPLAYED);
    }

    private Signed created(Instant created) {
        return Samples.sign(
                node.wfp, "GET", TARGET, Map.of(), new byte[0], created, Samples.nonce());
    }

    private SigningKey keyWithTerm(String code, Instant from, Optional<Instant> until) {
        var key = Samples.newKey();
        node.register(code, Samples.newKey(), KeyUse.AGREEMENT);
        node.database
                .transactions()
                .required(
                        () ->
                                node.parties.registerKey(
                                        new KeyRegistration(
                                                code,
                                                key.verificationKey().jwk(),
                                                Set.of(KeyUse.HTTP),
                                                Custody.ENTITY,
                                                Optional.of(from),
                                                until)));
        return key;
    }

    private void revoke(SigningKey key) {
        node.database
                .transactions()
                .required(
                        () ->
                                node.parties.revokeKey(
                                        key.thumbprint(), Optional.empty(), Optional.empty()));
    }

    private static Signed without(Signed signed, String header) {
        var headers = new LinkedHashMap<>(signed.headers());
        headers.remove(header);
        return new Signed(
                signed.method(), signed.target(), headers, signed.content(), signed.signature());
    }

    private static Signed with(Signed signed, String header, String value) {
        var headers = new LinkedHashMap<>(signed.headers());
        headers.put(header, value);
        return new Signed(
                signed.method(), signed.target(), headers, signed.content(), signed.signature());
    }

    private void assertRefused(Signed signed, PartiesProblem type) {
        assertProblem(() -> node.caller(signed), type);
    }
}
