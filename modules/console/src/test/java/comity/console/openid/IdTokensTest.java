package comity.console.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import comity.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class IdTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
    private static final String ISSUER = "https://id.example.org";
    private static final String CLIENT = "comity";
    private static final String NONCE = "n".repeat(43);

    private static RSAKey key;
    private static RSAKey other;

    private final IdTokens tokens = new IdTokens(ISSUER, CLIENT, InstantSource.fixed(NOW));

    @BeforeAll
    static void keys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        other = new RSAKeyGenerator(2048).keyID("one").generate();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(CLIENT)
                .subject("amina.diallo")
                .claim("nonce", NONCE)
                .claim("email", "amina@example.org")
                .issueTime(at(-5))
                .expirationTime(at(300));
    }

    private static Date at(long seconds) {
        return Date.from(NOW.plusSeconds(seconds));
    }

    private static String signed(RSAKey by, JWTClaimsSet claims) throws JOSEException {
        return signed(JWSAlgorithm.RS256, new RSASSASigner(by), claims);
    }

    private static String signed(JWSAlgorithm algorithm, JWSSigner signer, JWTClaimsSet claims)
            throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    private static JsonNode published() {
        var text = new JWKSet(key).toPublicJWKSet().toString();
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private String claim(String token, String claim) throws OpenIdRefused {
        return tokens.claim(token, published(), NONCE, claim);
    }

    @Test
    void saysWhoSignedIn() throws Exception {
        assertThat(claim(signed(key, claims().build()), "sub")).isEqualTo("amina.diallo");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                refused("another issuer", c -> c.issuer("https://id.example.com")),
                refused("another client", c -> c.audience("another")),
                refused("several clients", c -> c.audience(List.of(CLIENT, "another"))),
                refused("for another", c -> c.claim("azp", "another")),
                refused("another attempt", c -> c.claim("nonce", "m".repeat(43))),
                refused("no attempt", c -> c.claim("nonce", null)),
                refused("past its time", c -> c.expirationTime(at(-120))),
                refused("without an end", c -> c.expirationTime(null)),
                refused("from long ago", c -> c.issueTime(at(-1200))),
                refused("from the future", c -> c.issueTime(at(200))),
                refused("not dated", c -> c.issueTime(null)),
                refused("of nobody", c -> c.subject(null)),
                refused("no text", c -> c.claim("sub", List.of("amina.diallo"))));
    }

    private static Arguments refused(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void refusesClaimsThatAre(String what, UnaryOperator<JWTClaimsSet.Builder> change)
            throws Exception {
        var token = signed(key, change.apply(claims()).build());

        assertThatThrownBy(() -> claim(token, "sub")).as(what).isInstanceOf(OpenIdRefused.class);
    }

    @Test
    void refusesAKeyThatIsNotTheProviders() throws Exception {
        var token = signed(other, claims().build());

        assertThatThrownBy(() -> claim(token, "sub")).isInstanceOf(OpenIdRefused.class);
    }

    /** The classic: the public key taken for a shared secret. */
    @Test
    void refusesASharedSecretAndNoSignature() throws Exception {
        var mac =
                signed(
                        JWSAlgorithm.HS256,
                        new MACSigner(key.toRSAPublicKey().getEncoded()),
                        claims().build());
        var plain = new PlainJWT(claims().build()).serialize();

        assertThatThrownBy(() -> claim(mac, "sub")).isInstanceOf(OpenIdRefused.class);
        assertThatThrownBy(() -> claim(plain, "sub")).isInstanceOf(OpenIdRefused.class);
    }

    @Test
    void believesAMailAddressThatWasVerified() throws Exception {
        var unverified = signed(key, claims().build());
        var verified = signed(key, claims().claim("email_verified", true).build());

        assertThatThrownBy(() -> claim(unverified, "email")).isInstanceOf(OpenIdRefused.class);
        assertThat(claim(verified, "email")).isEqualTo("amina@example.org");
    }

    @Test
    void refusesAClaimThatIsNotThere() throws Exception {
        var token = signed(key, claims().build());

        assertThatThrownBy(() -> claim(token, "preferred_username"))
                .isInstanceOf(OpenIdRefused.class);
    }
}
