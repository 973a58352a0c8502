package comity.console.openid;

import comity.kernel.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * Which provider of OpenID Connect people may sign in by.
 *
 * @param issuer {@code comity.openid.issuer}: its issuer identifier; without it nobody can
 * @param client {@code comity.openid.client}: the node's client id there
 * @param secret {@code comity.openid.secret}: the client's; without it the client is a public one
 * @param claim {@code comity.openid.claim}: the claim whose value is a person's sign-in name
 * @param name {@code comity.openid.name}: what people call the provider
 */
public record OpenIdSettings(
        URI issuer, String client, Optional<String> secret, String claim, String name) {

    private static final String ISSUER = "comity.openid.issuer";

    /** Reads them; empty where no provider is set. */
    public static Optional<OpenIdSettings> read(Settings settings) {
        return settings.read(
                from ->
                        from.optionalText(ISSUER)
                                .map(
                                        set ->
                                                new OpenIdSettings(
                                                        from.uri(ISSUER),
                                                        from.text("comity.openid.client"),
                                                        from.optionalText("comity.openid.secret"),
                                                        from.text("comity.openid.claim", "sub"),
                                                        from.text(
                                                                "comity.openid.name",
                                                                "OpenID Connect"))));
    }

    /** Never says the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + ", " + client + "]";
    }
}
