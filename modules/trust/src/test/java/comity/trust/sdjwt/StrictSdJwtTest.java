package comity.trust.sdjwt;

import static comity.trust.sdjwt.Samples.digest;
import static comity.trust.sdjwt.Samples.disclosure;
import static comity.trust.sdjwt.Samples.hiding;
import static comity.trust.sdjwt.Samples.json;
import static comity.trust.sdjwt.Samples.signed;
import static comity.trust.sdjwt.Samples.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import comity.kernel.Json;
import comity.trust.Jws;
import comity.trust.Reasons;
import comity.trust.TrustException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RFC 9901, section 7.1, and docs/protocol.md, section 3, have refused. */
class StrictSdJwtTest {

    private static final String A = disclosure("[\"salt-a\", \"a\", 1]");
    private static final String B = disclosure("[\"salt-b\", \"b\", 2]");
    private static final String ELEMENT = disclosure("[\"salt-e\", 3]");

    @Test
    void acceptsAnotherIssuersWhiteSpaceAndOrder() {
        assertThat(verified(signed(hiding(A, B), B, A)).content())
                .isEqualTo(json("{\"a\": 1, \"b\": 2}"));
    }

    @Test
    void acceptsDigestsThatNoDisclosureAnswers() {
        var payload = hiding(A, B);
        payload.putArray("list").addObject().put("...", "decoy");

        var read = verified(signed(payload, A));

        assertThat(read.content()).isEqualTo(json("{\"list\": [], \"a\": 1}"));
        assertThat(read.hiddenDigests()).isEqualTo(2);
    }

    /** "a disclosure before those below it": docs/protocol.md, section 3. */
    @Test
    void refusesADisclosureBeforeTheOneThatItIsBelow() {
        var above = disclosure("[\"salt-o\", \"o\", " + hiding(A, B) + "]");
        var list = disclosure("[\"salt-l\", \"l\", [{\"...\": \"" + digest(ELEMENT) + "\"}]]");

        assertThat(verified(signed(hiding(above), above, B, A)).content())
                .isEqualTo(json("{\"o\": {\"a\": 1, \"b\": 2}}"));
        refuses("disclosure-order", signed(hiding(above), A, above, B));
        refuses("disclosure-order", signed(hiding(above), A, above));
        refuses("disclosure-order", signed(hiding(list), ELEMENT, list));
    }

    @Test
    void refusesARecordOrPresentationTurnedRound() {
        var issued = Samples.issued();
        for (var compact :
                List.of(issued.compact(), issued.present(Pointers.of("/elements/academic/0")))) {
            var parts = new ArrayList<>(List.of(compact.split("~", -1)));
            var jwt = parts.remove(0);
            parts.remove(parts.size() - 1);
            assertThat(verified(Samples.joined(jwt, parts.toArray(String[]::new)))).isNotNull();

            Collections.reverse(parts);

            refuses("disclosure-order", Samples.joined(jwt, parts.toArray(String[]::new)));
        }
    }

    @Test
    void refusesADisclosureTwice() {
        refuses("disclosure-repeated", signed(hiding(A), A, A));
    }

    @Test
    void refusesADisclosureThatNoDigestRefersTo() {
        refuses("disclosure-unreferenced", signed(hiding(A), A, B));
        refuses("disclosure-unreferenced", signed(json("{}"), A));
    }

    @Test
    void refusesADigestTwice() {
        refuses("digest-repeated", signed(hiding(A, A), A));
        refuses("digest-repeated", signed(hiding(A, A)));
        var nested = hiding(A);
        nested.set("x", hiding(A));
        refuses("digest-repeated", signed(nested, A));
    }

    @Test
    void refusesADisclosureThatOverwrites() {
        var payload = hiding(A);
        payload.put("a", 0);
        refuses("disclosure-overwrites", signed(payload, A));
        var again = disclosure("[\"other-salt\", \"a\", 2]");
        refuses("disclosure-overwrites", signed(hiding(A, again), A, again));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"iss", "jti", "iat", "nbf", "exp", "vct", "status", "act", "cnf", "_sd_alg"})
    void refusesADisclosureThatSpeaksAsAClaim(String name) {
        var claim = disclosure("[\"salt\", \"" + name + "\", 1]");
        refuses("disclosure-overwrites", signed(hiding(claim), claim));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"salt\", \"_sd\", []]",
                "[\"salt\", \"...\", 1]",
                "[\"salt\", 1, 2]",
                "[1, \"a\", 2]",
                "[\"salt\"]",
                "[]",
                "[\"salt\", \"a\", 1, 2]",
                "{\"salt\": \"a\"}",
                "\"salt\"",
                "[\"salt\", \"a\", 1] ]",
                "[\"salt\", \"a\", {\"b\": 1, \"b\": 2}]",
                "[\"salt\", \"a\", 9007199254740993]",
                "[\"salt\", \"a\", \"\\ud800\"]"
            })
    void refusesWhatIsNoDisclosure(String json) {
        var broken = disclosure(json);
        refuses("disclosure-malformed", signed(hiding(broken), broken));
    }

    @Test
    void refusesAnElementAsAPropertyAndAPropertyAsAnElement() {
        refuses("disclosure-malformed", signed(hiding(ELEMENT), ELEMENT));
        var payload = Json.object();
        payload.putArray("list").addObject().put("...", digest(A));
        refuses("disclosure-malformed", signed(payload, A));
    }

    @Test
    void refusesWhatIsNotCanonicalBase64url() {
        for (var varied : new String[] {A + "=", A + "==", " " + A, A.replace('I', '+')}) {
            refuses("base64url-invalid", signed(hiding(varied), varied));
        }
        // "WyJz…XQ" has unused bits in its last character: others decode to the same octets.
        var loose = disclosure("[\"salt\", \"a\", 12]");
        assertThat(loose.length() % 4).isNotZero();
        var last = loose.charAt(loose.length() - 1);
        var varied = loose.substring(0, loose.length() - 1) + (char) (last + 1);
        refuses("base64url-invalid", signed(hiding(varied), varied));
    }

    @Test
    void refusesReservedNamesWhereTheyDoNotBelong() {
        refuses("sd-jwt-reserved-name", signed(json("{\"x\": {\"...\": \"digest\"}}")));
        refuses("sd-jwt-malformed", signed(json("{\"x\": [{\"...\": \"digest\", \"y\": 1}]}")));
        refuses("sd-jwt-malformed", signed(json("{\"x\": [{\"...\": 1}]}")));
        refuses("sd-jwt-malformed", signed(json("{\"_sd\": \"digest\"}")));
        refuses("sd-jwt-malformed", signed(json("{\"_sd\": [1]}")));
        var within = disclosure("[\"salt\", \"a\", {\"...\": 1}]");
        refuses("sd-jwt-reserved-name", signed(hiding(within), within));
    }

    @Test
    void refusesDigestsWithinTheClaims() {
        var act = json("{\"act\": {\"sub\": \"https://c.example\", \"mandate\": \"m\"}}");
        assertThat(verified(signed(act)).claims().act()).isPresent();
        act.withObject("/act").putArray("_sd").add("digest");
        refuses("sd-jwt-claim-hidden", signed(act));
    }

    @ParameterizedTest
    @CsvSource({"sha-512", "SHA-256", "''"})
    void refusesAnotherDigestAlgorithm(String algorithm) {
        refuses("sd-jwt-digest-algorithm", signed(Json.object().put("_sd_alg", algorithm)));
    }

    @Test
    void refusesAPayloadWithoutDigestAlgorithm() {
        var payload = Samples.CLAIMS.toJson();
        refuses("sd-jwt-digest-algorithm", Jws.sign(Samples.KEY, SdJwt.TYPE, payload) + "~");
    }

    @Test
    void refusesKeyBindingAndWhatIsNoSdJwt() {
        var good = Samples.issued().compact();
        refuses("sd-jwt-key-binding", good + "a.b.c");
        refuses("sd-jwt-key-binding", good.substring(0, good.length() - 1));
        refuses("sd-jwt-malformed", good.substring(0, good.indexOf('~')));
        refuses("sd-jwt-malformed", "");
        refuses("disclosure-malformed", good + "~");
        refuses("jws-malformed", "~");
    }

    @Test
    void refusesAnotherType() {
        var payload = Samples.CLAIMS.toJson().put("_sd_alg", "sha-256");
        for (var typ : new String[] {"vc+sd-jwt", "JWT", "comity-receipt+jwt", "DC+SD-JWT"}) {
            refuses("jws-type-other", Jws.sign(Samples.KEY, typ, payload) + "~");
        }
    }

    @Test
    void refusesAnAlteredRecord() {
        var good = Samples.issued().compact();
        int dot = good.indexOf('.');
        for (int at : new int[] {dot + 10, good.indexOf('~') - 10, good.indexOf('~') + 20}) {
            var altered = new StringBuilder(good);
            altered.setCharAt(at, altered.charAt(at) == 'A' ? 'B' : 'A');
            assertThatThrownBy(() -> verified(altered.toString()))
                    .isInstanceOf(TrustException.class);
        }
        refuses("key-unknown", good, true);
    }

    @Test
    void boundsDepthAcrossDisclosures() {
        var disclosures = new String[40];
        disclosures[39] = disclosure("[\"salt\", \"a\", 1]");
        for (int i = 38; i >= 0; i--) {
            disclosures[i] =
                    disclosure("[\"salt" + i + "\", \"a\", " + hiding(disclosures[i + 1]) + "]");
        }
        refuses("sd-jwt-limit", signed(hiding(disclosures[0]), disclosures));
    }

    @Test
    void boundsLengthAndCount() {
        refuses("sd-jwt-limit", "a".repeat((1 << 20) + 1));
        refuses("sd-jwt-limit", Samples.issued().compact() + "a~".repeat(10_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"iss\": \"http://issuer.example\"}",
                "{\"iss\": \"issuer\"}",
                "{\"iss\": 1}",
                "{\"iss\": null}",
                "{\"jti\": \"019A0000-0000-7000-8000-000000000001\"}",
                "{\"jti\": \"019a0000-0000-4000-8000-000000000001\"}",
                "{\"jti\": \"019a0000-0000-7000-0000-000000000001\"}",
                "{\"jti\": \"1-1-7000-8000-1\"}",
                "{\"iat\": \"1\"}",
                "{\"iat\": 1.5}",
                "{\"iat\": -1}",
                "{\"exp\": null}",
                "{\"exp\": 253402300800}",
                "{\"nbf\": \"now\"}",
                "{\"vct\": \"\"}",
                "{\"act\": {\"sub\": \"https://c.example\"}}",
                "{\"act\": {\"sub\": \"c\", \"mandate\": \"m\"}}",
                "{\"act\": \"https://c.example\"}"
            })
    void refusesClaimsThatAreNone(String claim) {
        refuses("claims-invalid", signed(json(claim)));
    }

    private static void refuses(String reason, String compact) {
        refuses(reason, compact, false);
    }

    private static void refuses(String reason, String compact, boolean strangers) {
        assertThatThrownBy(
                        () ->
                                SdJwt.verify(
                                        compact, kid -> Samples.known(strangers ? "another" : kid)))
                .isInstanceOf(TrustException.class)
                .extracting(Reasons::of)
                .isEqualTo(reason);
    }
}
