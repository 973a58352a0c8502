package comity.console.openid;

import comity.trust.Base64Url;
import comity.trust.TrustException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An organisation's OpenID provider, by the authorization code flow with PKCE. Sources: OpenID
 * Connect Core 1.0, section 3.1; OpenID Connect Discovery 1.0, section 4; RFC 7636; RFC 9700.
 */
public final class OpenIdProvider {

    private static final String DISCOVERY = "/.well-known/openid-configuration";
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);

    /** What the provider publishes, as of a time. */
    private record Published(
            URI authorization, URI token, boolean namesItself, JsonNode keys, Instant readAt) {}

    private final OpenIdSettings settings;
    private final URI returnTo;
    private final boolean isPlainAllowed;
    private final InstantSource clock;
    private final IdTokens tokens;
    private final ProviderCalls calls = new ProviderCalls();
    private volatile @Nullable Published published;

    /**
     * @param returnTo where the provider sends a browser back to, registered there
     * @param isPlainAllowed whether the provider may be reached without TLS: in a sandbox
     */
    public OpenIdProvider(
            OpenIdSettings settings, URI returnTo, boolean isPlainAllowed, InstantSource clock) {
        this.settings = settings;
        this.returnTo = returnTo;
        this.isPlainAllowed = isPlainAllowed;
        this.clock = clock;
        this.tokens = new IdTokens(settings.issuer().toString(), settings.client(), clock);
    }

    /** What people call it. */
    public String name() {
        return settings.name();
    }

    /** Where the browser goes to sign in. */
    public URI authorization(Attempt attempt) throws OpenIdRefused {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put("client_id", settings.client());
        query.put("redirect_uri", returnTo.toString());
        query.put("scope", scope());
        query.put("state", attempt.state());
        query.put("nonce", attempt.nonce());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        var endpoint = published().authorization().toString();
        return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + form(query));
    }

    private String scope() {
        return switch (settings.claim()) {
            case "sub" -> "openid";
            case "email" -> "openid email";
            default -> "openid profile";
        };
    }

    /**
     * Redeems a code for the sign-in name of who signed in.
     *
     * @param issuer as the answer names it (RFC 9207); empty if it does not
     */
    public String redeem(String code, String issuer, Attempt attempt) throws OpenIdRefused {
        var known = published();
        if (!issuer.isEmpty() || known.namesItself()) {
            require(issuer.equals(settings.issuer().toString()), "answer-of-another-issuer");
        }
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", returnTo.toString());
        fields.put("code_verifier", attempt.verifier());
        var request =
                HttpRequest.newBuilder(known.token())
                        .header("Content-Type", "application/x-www-form-urlencoded");
        settings.secret()
                .ifPresentOrElse(
                        secret -> request.header("Authorization", basic(secret)),
                        () -> fields.put("client_id", settings.client()));
        var answer = calls.send(request.POST(BodyPublishers.ofString(form(fields))));
        var token = answer.path("id_token").asString("");
        requireCanonical(token);
        return tokens.claim(token, known.keys(), attempt.nonce(), settings.claim());
    }

    /** RFC 6749, section 2.3.1: both halves form-encoded first. */
    private String basic(String secret) {
        var pair = encoded(settings.client()) + ":" + encoded(secret);
        return "Basic "
                + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    /** Before any library sees it: three parts, each canonical base64url. */
    private static void requireCanonical(String token) throws OpenIdRefused {
        var parts = token.split("\\.", -1);
        require(parts.length == 3, "token-malformed");
        try {
            for (var part : parts) {
                require(Base64Url.decode(part).length > 0, "token-malformed");
            }
        } catch (TrustException malformed) {
            throw new OpenIdRefused("token-malformed");
        }
    }

    /** The keys are read with the endpoints, so that a key that is new counts within minutes. */
    private Published published() throws OpenIdRefused {
        var known = published;
        var now = clock.instant();
        if (known != null && known.readAt().plus(KNOWN_FOR).isAfter(now)) {
            return known;
        }
        var issuer = settings.issuer().toString();
        require(isReachable(settings.issuer()), "issuer-without-tls");
        var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        var said = calls.get(URI.create(base + DISCOVERY));
        require(said.path("issuer").asString("").equals(issuer), "another-issuer");
        var read =
                new Published(
                        endpoint(said, "authorization_endpoint"),
                        endpoint(said, "token_endpoint"),
                        said.path("authorization_response_iss_parameter_supported")
                                .asBoolean(false),
                        calls.get(endpoint(said, "jwks_uri")),
                        now);
        published = read;
        return read;
    }

    private URI endpoint(JsonNode said, String member) throws OpenIdRefused {
        try {
            var endpoint = URI.create(said.path(member).asString(""));
            require(
                    isReachable(endpoint) && endpoint.getRawFragment() == null,
                    "endpoint-unusable");
            return endpoint;
        } catch (IllegalArgumentException malformed) {
            throw new OpenIdRefused("endpoint-unusable");
        }
    }

    private boolean isReachable(URI address) {
        return address.getHost() != null
                && ("https".equals(address.getScheme())
                        || (isPlainAllowed && "http".equals(address.getScheme())));
    }

    static void require(boolean holds, String otherwise) throws OpenIdRefused {
        if (!holds) {
            throw new OpenIdRefused(otherwise);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
