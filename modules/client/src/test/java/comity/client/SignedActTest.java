package comity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.client.wire.Agreement;
import comity.kernel.Json;
import comity.trust.Jws;
import comity.trust.TrustException;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SignedActTest {

    private static final String AGREEMENT = "01939f3a-7c11-7a52-8f0e-3b8a6c2d9e10";
    private static final String JTI = "01939f3a-7c12-7b00-9a51-02ffb3c4d5e6";
    private static final Reservation NARROW =
            Reservation.none().notFor(List.of("roster")).stating("Not for rosters.");

    private final SampleNode node = new SampleNode();

    private ObjectNode payload() {
        return ActDraft.sign(AGREEMENT, 1, "digest", "Director of Personnel, WFP")
                .reserving(List.of(NARROW))
                .payload("WFP")
                .put("iat", SampleNode.NOW.getEpochSecond())
                .put("jti", JTI);
    }

    private Agreement.Act listed(ObjectNode payload, KeyUse use) {
        var jws = Jws.sign(node.wfp.key(use), Comity.ACT, payload);
        return new Agreement.Act("WFP", "sign", 1L, null, null, jws, null);
    }

    /** As the directory answers. */
    private static ObjectNode keysOf(EntityKeys entity) {
        var set = Json.object();
        var keys = set.putArray("keys");
        for (var use : KeyUse.values()) {
            var key = entity.key(use);
            keys.addObject()
                    .setAll(key.verificationKey().jwk())
                    .put("kid", key.thumbprint())
                    .putArray("uses")
                    .add(use.code());
        }
        return set;
    }

    private SignedAct verifyWithKey(String member, Instant time) {
        var keys = keysOf(node.wfp);
        keys.required("keys").forEach(key -> ((ObjectNode) key).put(member, time.toString()));
        return SignedAct.verify(AGREEMENT, listed(payload(), KeyUse.AGREEMENT), keys);
    }

    private SignedAct verify(Agreement.Act act) {
        return SignedAct.verify(AGREEMENT, act, keysOf(node.wfp));
    }

    private static void assertRefused(String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        TrustException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void tellsWhoAccededByWhatWithWhichReservations() {
        var act = verify(listed(payload(), KeyUse.AGREEMENT));

        assertThat(act.kind()).isEqualTo(ActKind.SIGN);
        assertThat(act.accession()).isEqualTo(new Accession("WFP", JTI));
        assertThat(act.signatory()).isEqualTo("Director of Personnel, WFP");
        assertThat(act.reservations()).containsExactly(NARROW);
        assertThat(act.termsDigest()).isEqualTo("digest");
    }

    @Test
    void believesNoKeyOfAnotherOrForAnotherUse() {
        var signed = listed(payload(), KeyUse.AGREEMENT);

        assertRefused("key-unknown", () -> verify(listed(payload(), KeyUse.RECORD)));
        assertRefused(
                "key-unknown", () -> SignedAct.verify(AGREEMENT, signed, keysOf(node.unicef)));
    }

    @Test
    void isTheActThatIsListed() {
        var signed = listed(payload(), KeyUse.AGREEMENT);
        var other = "01939f3a-7c11-7a52-8f0e-3b8a6c2d9e11";

        assertRefused("act-other", () -> SignedAct.verify(other, signed, keysOf(node.wfp)));
        assertRefused(
                "act-other",
                () -> verify(new Agreement.Act("ILO", "sign", 1L, null, null, signed.jws(), null)));
        assertRefused(
                "act-other",
                () -> verify(new Agreement.Act("WFP", "sign", 2L, null, null, signed.jws(), null)));
        assertRefused(
                "act-other",
                () ->
                        verify(
                                new Agreement.Act(
                                        "WFP", "object", 1L, null, null, signed.jws(), null)));
        assertRefused(
                "jws-malformed",
                () -> verify(new Agreement.Act("WFP", "sign", 1L, null, null, null, null)));
    }

    @Test
    void believesNoKeyThatWasNotValidWhenTheActSaysThatItWasMade() {
        var at = Instant.ofEpochSecond(SampleNode.NOW.getEpochSecond());

        assertRefused("key-not-valid", () -> verifyWithKey("nbf", at.plusSeconds(1)));
        assertThat(verifyWithKey("nbf", at.plusMillis(999)).statedAt()).isEqualTo(at);
        for (var end : List.of("exp", "revokedAt", "compromisedSince")) {
            assertRefused("key-not-valid", () -> verifyWithKey(end, at));
            assertThat(verifyWithKey(end, at.plusSeconds(1)).statedAt()).isEqualTo(at);
        }
    }

    @Test
    void takesNothingForNoReservation() {
        var text = payload();
        text.put("reservations", "not for rosters");
        var texts = payload();
        texts.putArray("reservations").add("not for rosters");

        assertRefused("reservation-unknown", () -> verify(listed(text, KeyUse.AGREEMENT)));
        assertRefused("reservation-unknown", () -> verify(listed(texts, KeyUse.AGREEMENT)));
    }

    @Test
    void showsNoReservationOfWhichItWouldHideAPart() {
        var payload = payload();
        ((ObjectNode) payload.at("/reservations/0")).put("notOnSundays", true);

        assertRefused("reservation-unknown", () -> verify(listed(payload, KeyUse.AGREEMENT)));
        ((ObjectNode) payload.at("/reservations/0")).remove("notOnSundays");
        ((ObjectNode) payload.at("/reservations/0")).put("retention", "a while");
        assertRefused("reservation-unknown", () -> verify(listed(payload, KeyUse.AGREEMENT)));
    }
}
