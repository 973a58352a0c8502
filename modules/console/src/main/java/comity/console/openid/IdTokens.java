package comity.console.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Validates ID tokens. Source: OpenID Connect Core 1.0, section 3.1.3.7. */
final class IdTokens {

    /** Asymmetric only: the client's secret signs nothing. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final int SKEW_SECONDS = 60;
    private static final long OLDEST_SECONDS = 600;

    private final String issuer;
    private final String client;
    private final InstantSource clock;

    IdTokens(String issuer, String client, InstantSource clock) {
        this.issuer = issuer;
        this.client = client;
        this.clock = clock;
    }

    /**
     * The value of a claim of a token that is valid.
     *
     * @param keys the provider's JWK Set
     */
    String claim(String token, JsonNode keys, String nonce, String claim) throws OpenIdRefused {
        var claims = verified(token, keys, nonce);
        try {
            var issuedAt = claims.getIssueTime().toInstant();
            OpenIdProvider.require(
                    issuedAt.isAfter(clock.instant().minusSeconds(OLDEST_SECONDS))
                            && issuedAt.isBefore(clock.instant().plusSeconds(SKEW_SECONDS)),
                    "token-stale");
            var authorized = claims.getStringClaim("azp");
            OpenIdProvider.require(
                    authorized == null
                            ? claims.getAudience().size() == 1
                            : authorized.equals(client),
                    "token-for-another");
            OpenIdProvider.require(
                    !claim.equals("email")
                            || Boolean.TRUE.equals(claims.getBooleanClaim("email_verified")),
                    "mail-not-verified");
            var value = claims.getStringClaim(claim);
            OpenIdProvider.require(value != null && !value.isEmpty(), "claim-missing");
            return value;
        } catch (ParseException otherType) {
            throw new OpenIdRefused("claim-malformed");
        }
    }

    private JWTClaimsSet verified(String token, JsonNode keys, String nonce) throws OpenIdRefused {
        try {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(
                            ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys.toString()))));
            processor.setJWTClaimsSetVerifier(new Claims(expected(nonce)));
            return processor.process(token, (@Nullable SecurityContext) null);
        } catch (ParseException | BadJOSEException | JOSEException invalid) {
            throw new OpenIdRefused("token-invalid");
        }
    }

    private JWTClaimsSet expected(String nonce) {
        return new JWTClaimsSet.Builder().issuer(issuer).claim("nonce", nonce).build();
    }

    /** Times are this node's clock's. */
    private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {

        private Claims(JWTClaimsSet expected) {
            super(Set.of(client), expected, Set.of("sub", "exp", "iat"), Set.of());
            setMaxClockSkew(SKEW_SECONDS);
        }

        @Override
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
